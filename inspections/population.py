"""All routes somebody may see, and what an inspector counts of them. As many queries for many routes as for few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Province
from agreements.evaluations import NOTHING, Standing, standings
from leerroutes.enums import MboLevel
from leerroutes.models import Route, RouteLine
from leerroutes.policies import visible_to
from leerroutes.reference_data import norms_on
from leerroutes.rules.facts import NormFacts
from leerroutes.states import RegistrationState, State

from .ageing import UNDER_AGREEMENT

LONG_WAITS = (90, 365)
"""Days in one state, as people ask for them."""

WAITING = (
    State.DRAFT,
    State.SUBMITTED,
    State.RETURNED,
    State.APPROVED,
    State.CONTRACTED,
    State.REPORTED,
    State.SUSPENDED,
)
"""States that should pass."""


@dataclass(frozen=True)
class Counted:
    """One route, as it is counted."""

    pk: int
    number: str
    name: str
    address: str
    state: str
    state_label: str
    school_year: str
    boards: tuple[str, ...]
    provinces: tuple[str, ...]
    levels: tuple[str, ...]
    days: int
    """In this state."""
    not_reported: tuple[str, ...]
    """Institutions without a confirmed registration, once an agreement binds."""
    below_norm: int
    """Lines with fewer hours than the norm."""
    evaluation_overdue: date | None
    """The last day of the first evaluation that is not there."""

    @property
    def waits(self) -> bool:
        return self.state in WAITING


def population(actor: Actor, keys: Collection[int] | None = None) -> list[Counted]:
    """The last proposed first; of these routes only, when keys are given."""
    lines = Prefetch("lines", RouteLine.objects.select_related("establishment__institution"))
    everything = ("parties__board", "institutions__establishments", "registrations", lines)
    visible = visible_to(actor) if keys is None else visible_to(actor).filter(pk__in=keys)
    routes = list(visible.prefetch_related(*everything).order_by("-pk"))
    evaluated, norms = standings([route.pk for route in routes]), _norms({route.starts_on for route in routes})
    return [_counted(route, evaluated.get(route.pk, NOTHING), norms[route.starts_on]) for route in routes]


Norms = Mapping[tuple[int, str], NormFacts]


def _norms(days: Iterable[date]) -> dict[date, Norms]:
    """One query for each school year in which a route starts: a handful, however many routes."""
    return {day: norms_on(day) for day in days}


def _counted(route: Route, evaluated: Standing, norms: Norms) -> Counted:
    schools = list(route.institutions.all())
    confirmed = {row.institution_id for row in route.registrations.all() if row.state == RegistrationState.CONFIRMED}
    lacking = [school.name for school in schools if school.pk not in confirmed]
    places = {place.province for school in schools for place in school.establishments.all() if place.province}
    return Counted(
        pk=route.pk,
        number=route.number,
        name=route.name,
        address=route.get_absolute_url(),
        state=route.state,
        state_label=route.get_state_display(),
        school_year=route.school_year,
        boards=tuple(str(party.board) for party in route.parties.all()),
        provinces=tuple(sorted(places)),
        levels=tuple(sorted({line.level for line in route.lines.all()})),
        days=(timezone.now() - route.state_since).days,
        not_reported=tuple(lacking) if route.state in UNDER_AGREEMENT else (),
        below_norm=sum(_is_low(line, norms) for line in route.lines.all()),
        evaluation_overdue=evaluated.late[0].day if evaluated.late and route.state in UNDER_AGREEMENT else None,
    )


def _is_low(line: RouteLine, norms: Norms) -> bool:
    norm = norms.get((line.duration_years, line.learning_mode))
    if norm is None or not line.establishment.institution.is_funded:
        return False
    return line.total_hours < norm.total or line.guided_hours < norm.guided or line.bpv_hours < norm.bpv


# --- What is counted --------------------------------------------------------------------------------

Test = Callable[[Counted], bool]
TESTS: dict[str, Test] = {
    "rio": lambda one: bool(one.not_reported),
    "uren": lambda one: one.below_norm > 0,
    "evaluatie": lambda one: one.evaluation_overdue is not None,
    **{f"oud{days}": lambda one, days=days: one.waits and one.days >= days for days in LONG_WAITS},  # type: ignore[misc]
}


def labels() -> dict[str, str]:
    waiting = _("In one state for %(days)s days or longer, and not running")
    return {
        "rio": _("Agreement in force, and not every institution reported in RIO"),
        "uren": _("Hours below the norm"),
        "evaluatie": _("Yearly evaluation overdue"),
        **{f"oud{days}": waiting % {"days": days} for days in LONG_WAITS},
    }


GROUPS: dict[str, Callable[[Counted], tuple[str, ...]]] = {
    "stand": lambda one: (one.state,),
    "provincie": lambda one: one.provinces,
    "niveau": lambda one: one.levels,
}


def group_labels() -> dict[str, tuple[str, dict[str, str]]]:
    """Each way to group, and the names of its groups."""
    return {
        "stand": (_("By state"), {key: str(label) for key, label in State.choices}),
        "provincie": (_("By province"), {key: str(label) for key, label in Province.choices}),
        "niveau": (_("By level"), {key: str(label) for key, label in MboLevel.choices}),
    }


def known(asked: Mapping[str, Any]) -> dict[str, str]:
    """The filters in what was asked; what is not known narrows nothing."""
    choices = {group: names for group, (_title, names) in group_labels().items()} | {"let": labels()}
    return {name: str(asked[name]) for name, names in choices.items() if asked.get(name, "") in names}


def narrowed(rows: Iterable[Counted], asked: Mapping[str, Any]) -> list[Counted]:
    """The rows that fit every filter."""
    found, wanted = list(rows), known(asked)
    for group, of in GROUPS.items():
        if group in wanted:
            found = [one for one in found if wanted[group] in of(one)]
    test = TESTS.get(wanted.get("let", ""))
    return [one for one in found if test(one)] if test else found


def counts(rows: list[Counted]) -> list[dict[str, Any]]:
    """For each way to group: name, and per group its key, label and number."""
    told = []
    for group, (title, names) in group_labels().items():
        numbers: dict[str, int] = defaultdict(int)
        for row in rows:
            for key in GROUPS[group](row):
                numbers[key] += 1
        lines = [{"key": key, "label": label, "number": numbers[key]} for key, label in names.items() if numbers[key]]
        told.append({"group": group, "title": title, "lines": lines})
    return told


def attention(rows: list[Counted]) -> list[dict[str, Any]]:
    """What asks for a look, with how many."""
    return [{"key": key, "label": label, "number": sum(map(TESTS[key], rows))} for key, label in labels().items()]
