"""Routes one by one, as an inspector reads them. What is counted (`selecting`) is held against this by a test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Province
from leerroutes.enums import MboLevel
from leerroutes.models import Route
from leerroutes.models.route import route_number
from leerroutes.states import State

from .ageing import UNDER_AGREEMENT
from .gathering import Gathered, Proposed, gathered

BATCH = 2000
"""Routes read at once: more take memory, and SQLite takes no more names in a question than 32,766."""

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


def population(routes: Iterable[int]) -> Iterator[Counted]:
    """Each of these routes, by key and in this order. A handful of queries for every two thousand."""
    keys, now = list(routes), timezone.now()
    for first in range(0, len(keys), BATCH):
        yield from _batch(keys[first : first + BATCH], now)


def _batch(keys: list[int], now: datetime) -> Iterator[Counted]:
    found = Route.objects.filter(pk__in=keys).order_by()
    routes = {row[0]: Proposed._make(row) for row in found.values_list(*Proposed._fields)}
    more = gathered(keys, {route.starts_on for route in routes.values()})
    names = {str(key): str(label) for key, label in State.choices}  # asking each row for its own costs a third of all
    return (_counted(routes[key], more, names[routes[key].state], now) for key in keys if key in routes)


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


# --- What is asked ----------------------------------------------------------------------------------


def labels() -> dict[str, str]:
    waiting = _("In one state for %(days)s days or longer, and not running")
    return {
        "rio": _("Agreement in force, and not every institution reported in RIO"),
        "uren": _("Hours below the norm"),
        "evaluatie": _("Yearly evaluation overdue"),
        **{f"oud{days}": waiting % {"days": days} for days in LONG_WAITS},
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
