"""National holidays, by the library `holidays`: Good Friday included, 5 May once in five years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from holidays import country_holidays


@cache
def national_holidays(year: int) -> Mapping[date, str]:
    """Each day with its Dutch name."""
    return dict(sorted(country_holidays("NL", years=year, language="nl").items()))


def is_national_holiday(day: date) -> bool:
    return day in national_holidays(day.year)
