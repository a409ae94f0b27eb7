"""Working days: every holiday of the tables, three regions, leap days, and nights in which the clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from workflows.calendar.days import (
    add_working_days,
    day_of,
    first_working_day_from,
    is_working_day,
    last_working_day_until,
    working_days_between,
)
from workflows.calendar.national import national_holidays
from workflows.calendar.regions import Region, region_of_place
from workflows.calendar.school import (
    Holiday,
    Kind,
    is_school_holiday,
    school_holidays,
    school_year_of,
    unknown_years,
)

NORTH, MIDDLE, SOUTH = Region.NORTH, Region.MIDDLE, Region.SOUTH
DAY = timedelta(days=1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

NATIONAL = {
    2026: "01-01 04-03 04-05 04-06 04-27 05-14 05-24 05-25 12-25 12-26",
    2027: "01-01 03-26 03-28 03-29 04-27 05-06 05-16 05-17 12-25 12-26",
    2028: "01-01 04-14 04-16 04-17 04-27 05-25 06-04 06-05 12-25 12-26",
    2030: "01-01 04-19 04-21 04-22 04-27 05-05 05-30 06-09 06-10 12-25 12-26",
}


@pytest.mark.parametrize("year", NATIONAL)
def test_national_holidays(year: int) -> None:
    """Easter moves, 27 April does not (but for a Sunday), and 5 May is free once in five years."""
    assert [f"{day:%m-%d}" for day in national_holidays(year)] == NATIONAL[year].split()
    assert not any(is_working_day(day) for day in national_holidays(year))


def test_kings_day_on_a_sunday_is_the_day_before() -> None:
    assert date(2025, 4, 26) in national_holidays(2025)
    assert date(2025, 4, 27) not in national_holidays(2025)


@pytest.mark.parametrize("one", school_holidays(), ids=lambda one: f"{one.school_year} {one.kind} {one.region}")
def test_every_row_of_the_table(one: Holiday) -> None:
    """Whole weeks from Saturday until Sunday, in the school year they are told under; nobody of the region works."""
    assert (one.first.weekday(), one.last.weekday()) == (5, 6)
    weeks = {Kind.SUMMER: 6, Kind.CHRISTMAS: 2}.get(one.kind, 1)
    assert (one.last - one.first).days + 1 == 7 * weeks + 2
    assert school_year_of(one.first) == one.school_year
    assert one.source
    assert one.confidence in ("O", "K")
    monday = one.first + 2 * DAY
    assert not is_working_day(monday, [one.region])
    assert first_working_day_from(one.first, [one.region]) > one.last
    assert last_working_day_until(one.last, [one.region]) < one.first


def test_the_regions_differ_and_each_year_has_all_of_them() -> None:
    found = {(one.school_year, one.kind, one.region) for one in school_holidays()}
    assert len(found) == len(school_holidays()) == 4 * len(Kind) * len(Region)
    monday = date(2026, 7, 6)
    assert [is_school_holiday(monday, [region]) for region in (NORTH, MIDDLE, SOUTH)] == [True, False, False]
    assert not is_working_day(monday, [MIDDLE, NORTH])
    assert is_working_day(monday, [MIDDLE, SOUTH])


@pytest.mark.parametrize(
    ("province", "place", "region"),
    [
        ("NH", "Haarlem", NORTH),
        ("ZH", "Leiden", MIDDLE),
        ("LI", "Venlo", SOUTH),
        ("GE", "Ede", MIDDLE),
        ("GE", "Hattem", NORTH),
        ("GE", "nijmegen ", SOUTH),
        ("UT", "Utrecht", MIDDLE),
        ("UT", "Eemnes", NORTH),
        ("FL", "Almere", NORTH),
        ("FL", "Zeewolde", MIDDLE),
        ("NB", "Helmond", SOUTH),
        ("NB", "Altena", MIDDLE),
        ("", "Leiden", None),
    ],
)
def test_the_region_of_a_place(province: str, place: str, region: Region | None) -> None:
    assert region_of_place(province, place) == region


def test_years_that_are_not_known_are_named() -> None:
    assert unknown_years(date(2025, 8, 1), date(2029, 7, 31)) == []
    assert unknown_years(date(2024, 9, 1), date(2026, 1, 1)) == ["2024-2025"]
    assert unknown_years(date(2029, 7, 31), date(2031, 8, 1)) == ["2029-2030", "2030-2031", "2031-2032"]


@pytest.mark.parametrize(
    ("first", "number", "last"),
    [
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 1, date(2028, 3, 1)),
        (date(2027, 2, 26), 1, date(2027, 3, 1)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2027, 1, 4), -1, date(2026, 12, 31)),
        (date(2026, 3, 27), 1, date(2026, 3, 30)),  # the clock goes forward on the 29th
        (date(2026, 10, 23), 1, date(2026, 10, 26)),  # and back on the 25th
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 8, 1), 0, date(2026, 8, 3)),
    ],
)
def test_adding_working_days(first: date, number: int, last: date) -> None:
    assert add_working_days(first, number) == last


def test_a_school_holiday_is_stepped_over() -> None:
    assert add_working_days(date(2026, 12, 18), 1) == date(2026, 12, 21)
    assert add_working_days(date(2026, 12, 18), 1, [MIDDLE]) == date(2027, 1, 4)
    assert add_working_days(date(2028, 2, 18), 1, [NORTH, MIDDLE]) == date(2028, 3, 6)


@pytest.mark.parametrize("number", [1, 7, 60, 250])
@pytest.mark.parametrize("regions", [(), (MIDDLE,), (NORTH, SOUTH)], ids=str)
def test_adding_and_counting_agree(number: int, regions: tuple[Region, ...]) -> None:
    """Forward and back again, over two years with a leap day: counting finds what was added."""
    day = date(2027, 9, 15)
    later = add_working_days(day, number, regions)
    assert is_working_day(later, regions)
    assert working_days_between(day, later, regions) == number
    assert working_days_between(later, day, regions) == -number
    assert add_working_days(later, -number, regions) == day


def test_a_moment_is_the_day_it_falls_on_in_the_netherlands() -> None:
    """In the nights when the clock changes too: 23:30 UTC is the next day, in winter and in summer."""
    assert day_of(datetime(2026, 3, 28, 23, 30, tzinfo=UTC)) == date(2026, 3, 29)
    assert day_of(datetime(2026, 10, 24, 22, 30, tzinfo=UTC)) == date(2026, 10, 25)
    assert day_of(datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=AMSTERDAM)) == date(2026, 10, 25)
    assert add_working_days(datetime(2026, 3, 26, 23, 30, tzinfo=UTC), 1) == date(2026, 3, 30)
