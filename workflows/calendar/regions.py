"""The three regions over which the school holidays are spread, and where a school lies."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from accounts.models import Institution, Province
from accounts.models.board import HolidayRegion as Region

HERE = Path(__file__).parent

__all__ = ["HERE", "Region", "region_of", "region_of_place"]


@cache
def _division() -> dict[str, Any]:
    return tomllib.loads((HERE / "regions.toml").read_text(encoding="utf-8"))


def region_of_place(province: str, place: str) -> Region | None:
    """The main region of the province, unless the place is one of its exceptions. None when the province is unknown."""
    division = _division()
    for region, places in division["places"].get(province, {}).items():
        if place.strip().casefold() in {name.casefold() for name in places}:
            return Region(region)
    main = division["main"].get(province)
    return Region(main) if main else None


def region_of(institution: Institution) -> Region | None:
    """As an administrator says, else by its main establishment (code 00, or the first one that says where it is)."""
    if institution.holiday_region:
        return Region(institution.holiday_region)
    for place in sorted(institution.establishments.all(), key=lambda one: one.code):
        if place.province and (found := region_of_place(Province(place.province), place.place)):
            return found
    return None
