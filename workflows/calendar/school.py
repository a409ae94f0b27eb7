"""School holidays per region, as the ministry sets or advises them: a table of data, and honest where it ends."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _

from .regions import HERE, Region


class Kind(models.TextChoices):
    AUTUMN = "autumn", _("autumn holiday")
    CHRISTMAS = "christmas", _("Christmas holiday")
    SPRING = "spring", _("spring holiday")
    MAY = "may", _("May holiday")
    SUMMER = "summer", _("summer holiday")


ADVICE = frozenset({Kind.AUTUMN, Kind.SPRING})
"""Of these the ministry only advises the week."""


@dataclass(frozen=True)
class Holiday:
    """One holiday of one region; `confidence` as in the table: O (read at the source) or K (known)."""

    school_year: str
    kind: Kind
    region: Region
    first: date
    last: date
    source: str
    confidence: str

    @property
    def is_advice(self) -> bool:
        return self.kind in ADVICE

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@cache
def school_holidays() -> tuple[Holiday, ...]:
    """Every row of the table, in order of date."""
    table = tomllib.loads((HERE / "school_holidays.toml").read_text(encoding="utf-8"))
    return tuple(sorted(_rows(table["year"]), key=lambda one: (one.first, one.region)))


def _rows(years: Iterable[dict[str, object]]) -> Iterator[Holiday]:
    for year in years:
        for kind in Kind:
            by_region = year[kind.value]
            assert isinstance(by_region, dict)
            for region, (first, last) in by_region.items():
                told = str(year["name"]), kind, Region(region), first, last, str(year["source"])
                yield Holiday(*told, str(year["confidence"]))


@cache
def _days_off(region: Region) -> frozenset[date]:
    spans = [(one.first.toordinal(), one.last.toordinal()) for one in school_holidays() if one.region == region]
    return frozenset(date.fromordinal(day) for first, last in spans for day in range(first, last + 1))


def is_school_holiday(day: date, regions: Iterable[Region]) -> bool:
    """In one of these regions. Of a school year that is not in the table: no, see `unknown_years`."""
    return any(day in _days_off(region) for region in regions)


def school_year_of(day: date) -> str:
    """A school year runs from 1 August."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def unknown_years(first: date, last: date) -> list[str]:
    """The school years between these days of which no holidays are known: pages say so."""
    known = {one.school_year for one in school_holidays()}
    begin = first.year if first.month >= 8 else first.year - 1
    names = [f"{year}-{year + 1}" for year in range(begin, last.year + 1)]
    return [name for name in names if name <= school_year_of(last) and name not in known]
