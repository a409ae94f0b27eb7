"""Counting working days: no weekend, no national holiday, no school holiday of the regions asked about.

Everything counts in days of the calendar in the Netherlands, so clocks that go forward or back change nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.timezone import localdate

from .national import is_national_holiday
from .regions import Region
from .school import is_school_holiday

Regions = Collection[Region]
DAY = timedelta(days=1)
SATURDAY = 5


def day_of(moment: date | datetime) -> date:
    """The day on which a moment falls in the Netherlands; a day is itself."""
    return localdate(moment) if isinstance(moment, datetime) else moment


def is_working_day(moment: date | datetime, regions: Regions = ()) -> bool:
    """With regions: a day on which people work in every one of them."""
    return _is_working_day(day_of(moment), frozenset(regions))


@lru_cache(maxsize=20_000)
def _is_working_day(day: date, regions: frozenset[Region]) -> bool:
    """Kept, because a page with the plannings of many routes asks the same days again and again."""
    return day.weekday() < SATURDAY and not is_national_holiday(day) and not is_school_holiday(day, regions)


def first_working_day_from(moment: date | datetime, regions: Regions = ()) -> date:
    """This day, or the first working day after it."""
    day = day_of(moment)
    while not is_working_day(day, regions):
        day += DAY
    return day


def last_working_day_until(moment: date | datetime, regions: Regions = ()) -> date:
    """This day, or the last working day before it."""
    day = day_of(moment)
    while not is_working_day(day, regions):
        day -= DAY
    return day


def add_working_days(moment: date | datetime, number: int, regions: Regions = ()) -> date:
    """So many working days later; earlier when the number is negative. Nought: the first working day from here."""
    if number == 0:
        return first_working_day_from(moment, regions)
    day, kept = day_of(moment), frozenset(regions)
    year, days = day.year, _working_days(day.year, kept)
    place = bisect_right(days, day) + number - 1 if number > 0 else bisect_left(days, day) + number
    while place >= len(days):
        place -= len(days)
        year, days = year + 1, _working_days(year + 1, kept)
    while place < 0:
        year, days = year - 1, _working_days(year - 1, kept)
        place += len(days)
    return days[place]


def working_days_between(first: date | datetime, last: date | datetime, regions: Regions = ()) -> int:
    """How many working days after `first`, up to and including `last`; negative when `last` lies before `first`."""
    begin, end = day_of(first), day_of(last)
    if end < begin:
        return -working_days_between(end, begin, regions)
    kept = frozenset(regions)
    whole_years = sum(len(_working_days(year, kept)) for year in range(begin.year, end.year))
    return whole_years - _so_far(begin, kept) + _so_far(end, kept)


def _so_far(day: date, regions: frozenset[Region]) -> int:
    """The working days of its year until this day, itself included."""
    return bisect_right(_working_days(day.year, regions), day)


@lru_cache(maxsize=200)
def _working_days(year: int, regions: frozenset[Region]) -> tuple[date, ...]:
    """In order. Kept, as each day of it is."""
    days = (date(year, 1, 1) + number * DAY for number in range(date(year, 12, 31).timetuple().tm_yday))
    return tuple(day for day in days if _is_working_day(day, regions))
