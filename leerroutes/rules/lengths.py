"""The table of the law that ties the length of an mbo programme to the duration of a route (R-020)."""

from __future__ import annotations

from leerroutes.enums import MboLevel

DURATIONS = {
    (MboLevel.BASIS, 1): (2, 3),
    (MboLevel.BASIS, 2): (3, 4),
    (MboLevel.VAK, 2): (3, 4),
    (MboLevel.VAK, 3): (4, 5),
    (MboLevel.MIDDEN, 3): (4, 5),
    (MboLevel.MIDDEN, 4): (5, 6),
}
"""(mbo programme, its own length in years) → shortest and longest route in years."""

ALL_DURATIONS = range(2, 7)


def possible_lengths(level: MboLevel) -> tuple[int, ...]:
    """The lengths in years the law knows for a programme of this level; none when it cannot be a route."""
    return tuple(years for each, years in DURATIONS if each == level)


def allowed_durations(level: MboLevel, nominal_years: tuple[int, ...] = ()) -> tuple[int, int] | None:
    """Shortest and longest route. Without one chosen length the range is as wide as the level allows."""
    lengths = nominal_years or possible_lengths(level)
    ranges = [DURATIONS[level, years] for years in lengths if (level, years) in DURATIONS]
    if not ranges:
        return None
    return min(least for least, _ in ranges), max(most for _, most in ranges)
