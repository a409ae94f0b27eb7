"""Which cases somebody may read now. Asked again whenever something about a case is shown or sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, QuerySet

from accounts.actors import Actor, capacities
from accounts.models import User
from agreements.policies import visible_to as visible_agreements
from audit.services import case_of
from leerroutes.cooperating import visible_to as visible_cooperations
from leerroutes.policies import visible_to as visible_routes

from .. import kinds

Gate = Callable[[Actor], QuerySet[Any]]
GATES: dict[str, Gate] = {
    "route": visible_routes,
    "agreement": visible_agreements,
    "cooperation": visible_cooperations,
}


def readable(person: User, cases: Iterable[str]) -> dict[str, Model]:
    """Those of these cases that this person may read in any capacity. As many queries for a hundred as for two."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for case in cases:
        model, _colon, pk = case.partition(":")
        wanted[model].add(int(pk))
    found: dict[str, Model] = {}
    for actor in _who(person) if wanted else ():
        for model, gate in (GATES | kinds.gates()).items():
            if pks := wanted.get(model):
                found |= {case_of(one): one for one in gate(actor).filter(pk__in=pks)}
    return found


def _who(person: User) -> list[Actor]:
    """One for all boards (every gate asks the memberships of the person), and one for each platform role."""
    actors = capacities(person)
    at_boards = [actor for actor in actors if actor.board is not None]
    return at_boards[:1] + [actor for actor in actors if actor.board is None]


def may_read(person: User, record: Model) -> bool:
    return bool(readable(person, [case_of(record)]))
