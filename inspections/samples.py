"""What is read of a sample: the strata in words, how far somebody is with it, and whether it can be drawn again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from audit.models import AuditEvent
from leerroutes.models import Route, RouteLine
from leerroutes.models.route import route_key, route_number
from leerroutes.policies import visible_to

from .findings.policies import visible_to as visible_findings
from .findings.states import OPEN
from .models import CaseFile, Finding, InspectionSample
from .population import Counted, group_labels, labels, population
from .sampling import Population, Stratum, digest_of, draw, stratum
from .selecting import CHOSEN, PLACE, Routes, selected


def population_of(routes: Routes) -> Population:
    """Where each route belongs now. Three queries."""
    own = {"route__in": routes.order_by().values("pk")}
    provinces = _by_route(CHOSEN.filter(**own), PLACE)
    levels = _by_route(RouteLine.objects.filter(**own).order_by(), "level")
    return {
        route_number(pk): stratum(provinces[pk], levels[pk], state) for pk, state in routes.values_list("pk", "state")
    }


def _by_route(rows: QuerySet[Any], field: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for route, value in rows.values_list("route", field):
        if value:
            found[route].add(value)
    return found


def kept_population(sample: InspectionSample) -> Population:
    """As it was when the sample was drawn."""
    return {number: _group(group) for number, group in sample.population.items()}


def _group(kept: list[str]) -> Stratum:
    provinces, levels, state = kept
    return provinces, levels, state


# --- In words ---------------------------------------------------------------------------------------


def filters_in_words(filters: Mapping[str, str]) -> list[str]:
    names = {group: of for group, (_title, of) in group_labels().items()} | {"let": labels()}
    return [names[name].get(value, value) for name, value in filters.items()]


def in_words(group: Stratum) -> tuple[str, str, str]:
    """Provinces, levels and state as people read them."""
    names = group_labels()
    provinces, levels, state = group
    return _several(provinces, names["provincie"][1]), _several(levels, names["niveau"][1]), names["stand"][1][state]


def _several(keys: str, names: Mapping[str, str]) -> str:
    return " + ".join(names.get(key, key) for key in keys.split("+")) if keys else _("unknown")


# --- How far ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Drawn:
    """A route of the sample. `route` is None when it may not be seen any more."""

    number: str
    group: tuple[str, str, str]
    route: Counted | None
    looked_at: datetime | None
    file_made: datetime | None
    findings: list[Finding]
    """In this route, whoever of the inspectorate made them and whenever, as far as this inspector reads them."""

    @property
    def open(self) -> int:
        return sum(one.state in OPEN for one in self.findings)

    @property
    def over(self) -> int:
        return len(self.findings) - self.open


def drawn_routes(sample: InspectionSample, actor: Actor) -> list[Drawn]:
    """In the order of the draw, with what this inspector did since."""
    routes, there = _routes(sample), kept_population(sample)
    keys = [route.pk for route in routes]
    rows = {row.pk: row for row in population(visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))}
    looked, made, found = _looked_at(sample, keys), _files_made(sample, keys), _findings(actor, keys)
    return [
        Drawn(
            one.number,
            in_words(there[one.number]),
            rows.get(one.pk),
            looked.get(one.pk),
            made.get(one.pk),
            found.get(one.pk, []),
        )
        for one in routes
    ]


def _routes(sample: InspectionSample) -> list[Route]:
    return [one.route for one in sample.sampled.select_related("route")]


def _looked_at(sample: InspectionSample, keys: list[int]) -> dict[int, datetime]:
    """When the route was first opened after the draw."""
    cases = {f"route:{key}": key for key in keys}
    events = AuditEvent.objects.filter(case__in=cases, action="inspections.read", actor=sample.drawn_by_id)
    told = events.filter(at__gte=sample.drawn).order_by("-at").values_list("case", "at")
    return {cases[case]: at for case, at in told}


def _files_made(sample: InspectionSample, keys: list[int]) -> dict[int, datetime]:
    files = CaseFile.objects.filter(route__in=keys, asked_by=sample.drawn_by_id, stored__gte=sample.drawn)
    return {route: stored for route, stored in files.order_by("-stored").values_list("route", "stored") if stored}


def _findings(actor: Actor, keys: list[int]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {}
    for one in visible_findings(actor).filter(route__in=keys).prefetch_related(None).order_by("pk"):
        found.setdefault(one.route_id, []).append(one)
    return found


# --- Drawn again ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Again:
    """The same draw from what was kept, and what became of the population since."""

    population_fits: bool
    sample_fits: bool
    added: list[Counted]
    gone: list[str]
    moved: list[tuple[Counted, str, str]]
    """Route; stratum then; stratum now."""

    @property
    def fits(self) -> bool:
        return self.population_fits and self.sample_fits

    @property
    def is_same_population(self) -> bool:
        return not (self.added or self.gone or self.moved)


def draw_again(sample: InspectionSample, actor: Actor) -> Again:
    """Nothing is changed. What fell outside the access meanwhile counts as gone, and only its number is told."""
    then = kept_population(sample)
    routes = selected(actor, sample.filters)
    now = population_of(routes)
    kept = [route.number for route in _routes(sample)]
    added = sorted(now.keys() - then.keys())
    moved = [number for number in sorted(then.keys() & now.keys()) if then[number] != now[number]]
    rows = _numbered([*added, *moved])
    return Again(
        population_fits=digest_of(then) == sample.population_sha256 and len(then) == sample.population_size,
        sample_fits=draw(then, sample.size, sample.seed) == kept,
        added=[rows[number] for number in added],
        gone=sorted(then.keys() - now.keys()),
        moved=[(rows[number], ", ".join(in_words(then[number])), ", ".join(in_words(now[number]))) for number in moved],
    )


def _numbered(numbers: Iterable[str]) -> dict[str, Counted]:
    return {row.number: row for row in population(map(route_key, numbers))}
