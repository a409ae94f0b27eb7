"""The hours of a programme, added up per line and year, beside what the route promises and what the law wants.

Pure: rows in, sums out. A row counts for its own line, or for every line; what is no number (yet) counts as nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leerroutes.rules.facts import NormFacts

from .context import LineTextFacts, RouteTextFacts
from .values import TOGETHER

Rows = Sequence[Mapping[str, Any]]
Norms = Mapping[tuple[int, str], NormFacts]
KINDS = ("guided", "bpv", "other")


@dataclass(frozen=True)
class Hours:
    guided: int = 0
    bpv: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        return self.guided + self.bpv + self.other

    def __add__(self, more: Hours) -> Hours:
        return Hours(self.guided + more.guided, self.bpv + more.bpv, self.other + more.other)


@dataclass(frozen=True)
class LineTotals:
    """One line of a route: its hours per year, together, as promised in the proposal, and the least the law wants."""

    place: int
    line: LineTextFacts
    years: tuple[tuple[int, Hours], ...]
    without_year: Hours
    norm: NormFacts | None

    @property
    def whole(self) -> Hours:
        return add_up([*(hours for _year, hours in self.years), self.without_year])

    @property
    def promised(self) -> Hours:
        line = self.line
        return Hours(line.guided, line.bpv, line.total - line.guided - line.bpv)


def totals(rows: Rows, route: RouteTextFacts, norms: Norms) -> list[LineTotals]:
    """Every line of the route with its sums; every year of the line is there, also one without any part."""
    return [
        _line_totals(place, line, rows_of_line(rows, ref), norms.get((line.duration_years, line.learning_mode)))
        for place, (ref, line) in enumerate(route.line_refs().items(), start=1)
    ]


def _line_totals(place: int, line: LineTextFacts, rows: Rows, norm: NormFacts | None) -> LineTotals:
    years = {year: Hours() for year in range(1, line.duration_years + 1)}
    without_year = Hours()
    for row in rows:
        year = row.get("year")
        if isinstance(year, int):
            years[year] = years.get(year, Hours()) + hours_of(row)
        else:
            without_year += hours_of(row)
    return LineTotals(place, line, tuple(sorted(years.items())), without_year, norm)


def rows_of_line(rows: Rows, ref: str) -> Rows:
    return [row for row in rows if row.get("line", TOGETHER) in ("", TOGETHER, ref)]


def hours_of(row: Mapping[str, Any]) -> Hours:
    return Hours(*(hours if isinstance(hours := row.get(kind), int) else 0 for kind in KINDS))


def add_up(many: Iterable[Hours]) -> Hours:
    return sum(many, start=Hours())
