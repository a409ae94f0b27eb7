"""All routes somebody may see, and what an inspector counts of them. As many queries for many routes as for few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Province
from leerroutes.enums import MboLevel
from leerroutes.models.route import route_number
from leerroutes.policies import visible_to
from leerroutes.states import State

from .ageing import UNDER_AGREEMENT
from .gathering import Gathered, Proposed, gathered

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
    visible = visible_to(actor) if keys is None else visible_to(actor).filter(pk__in=keys)
    routes = [Proposed._make(row) for row in visible.order_by("-pk").values_list(*Proposed._fields)]
    found, now = gathered(visible, {route.starts_on for route in routes}), timezone.now()
    names = {str(key): str(label) for key, label in State.choices}  # asking each row for its own costs a third of all
    return [_counted(route, found, names[route.state], now) for route in routes]


def _counted(route: Proposed, found: Gathered, state_label: str, now: datetime) -> Counted:
    binds, lines = route.state in UNDER_AGREEMENT, found.lines[route.pk]
    lacking = [name for pk, name in found.schools[route.pk] if pk not in found.confirmed[route.pk]]
    return Counted(
        pk=route.pk,
        number=route_number(route.pk),
        name=route.name,
        state=route.state,
        state_label=state_label,
        school_year=route.school_year,
        boards=tuple(found.boards[route.pk]),
        provinces=found.provinces_of(route.pk),
        levels=tuple(sorted({line.level for line in lines})),
        days=(now - route.state_since).days,
        not_reported=tuple(lacking) if binds else (),
        below_norm=sum(line.is_low(found.norms[route.starts_on]) for line in lines),
        evaluation_overdue=found.overdue.get(route.pk) if binds else None,
    )


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
