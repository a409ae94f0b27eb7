"""What is counted of routes, read as plain rows: a thousand routes make a page no slower than it may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from accounts.models import Establishment
from agreements.evaluations import standings
from leerroutes.models import RioRegistration, Route, RouteLine, RouteParty
from leerroutes.reference_data import norms_on
from leerroutes.rules.facts import NormFacts
from leerroutes.states import RegistrationState

Norms = Mapping[tuple[int, str], NormFacts]
ByRoute = Mapping[int, list[Any]]


class Proposed(NamedTuple):
    """A route, as far as it is counted: a thousand whole records take longer than everything asked about them."""

    pk: int
    name: str
    state: str
    start_year: int
    state_since: datetime

    @property
    def starts_on(self) -> date:
        return date(self.start_year, 8, 1)

    @property
    def school_year(self) -> str:
        return f"{self.start_year}-{self.start_year + 1}"


class Line(NamedTuple):
    """Of a line of a route: what is held against the norm."""

    level: str
    years: int
    mode: str
    total: int
    guided: int
    bpv: int
    is_funded: bool

    def is_low(self, norms: Norms) -> bool:
        norm = norms.get((self.years, self.mode))
        if norm is None or not self.is_funded:
            return False
        return self.total < norm.total or self.guided < norm.guided or self.bpv < norm.bpv


@dataclass(frozen=True)
class Gathered:
    """By route, in the order of the lists people see."""

    boards: ByRoute
    schools: ByRoute
    """Pairs of key and name."""
    lines: ByRoute
    confirmed: ByRoute
    """Schools and institutions that confirmed their registration in RIO."""
    provinces: ByRoute
    """By school, not by route."""
    overdue: Mapping[int, date]
    """The last day of the first evaluation that is not there."""
    norms: Mapping[date, Norms]
    """By the day on which a route starts."""

    def provinces_of(self, route: int) -> tuple[str, ...]:
        return tuple(sorted({place for pk, _name in self.schools[route] for place in self.provinces[pk]}))


LINE = ("level", "duration_years", "learning_mode", "total_hours", "guided_hours", "bpv_hours")
FUNDED = "establishment__institution__is_funded"


def gathered(keys: Collection[int], starts: Collection[date]) -> Gathered:
    """Of these routes. A handful of queries, and one for each day on which a route starts."""
    own = {"route__in": keys}
    parties = RouteParty.objects.filter(**own).values_list("route", "board__name")
    chosen = Route.institutions.through.objects.filter(**own).order_by("institution__name")
    schools = list(chosen.values_list("route", "institution", "institution__name"))
    lines = RouteLine.objects.filter(**own).values_list("route", *LINE, FUNDED)
    confirmed = RioRegistration.objects.filter(**own, state=RegistrationState.CONFIRMED)
    places = Establishment.objects.filter(institution__in={pk for _route, pk, _name in schools}).exclude(province="")
    return Gathered(
        boards=_by_first(parties),
        schools=_by_first((route, (pk, name)) for route, pk, name in schools),
        lines=_by_first((route, Line(*line)) for route, *line in lines),
        confirmed=_by_first(confirmed.values_list("route", "institution")),
        provinces=_by_first(places.order_by().values_list("institution", "province").distinct()),
        overdue={pk: one.late[0].day for pk, one in standings(keys).items() if one.late},
        norms={day: norms_on(day) for day in starts},
    )


def _by_first(rows: Iterable[tuple[int, Any]]) -> ByRoute:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return found
