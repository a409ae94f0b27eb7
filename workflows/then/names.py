"""Names of what a picture points at: `board:3`. Pictures hold numbers, so that a name can be erased in one place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from accounts.actors import Actor
from accounts.models import Board, Establishment, Institution, Mandate, ParticipationBody, User
from agreements.models import Consultation, Document, Signature
from agreements.models.agreement import agreement_number
from agreements.policies import visible_to as visible_agreements
from leerroutes.models import Domain, Profile, Qualification, RioRegistration
from leerroutes.models.route import route_number
from leerroutes.policies import visible_to as visible_routes

REFERENCE = re.compile(r"^([a-z]+):(\d+)$")

Rows = Callable[[Actor], QuerySet[Any]]

KINDS: Mapping[str, Rows] = {
    "agreement": lambda actor: visible_agreements(actor),
    "route": lambda actor: visible_routes(actor),
    "board": lambda actor: Board.objects.all(),
    "consultation": lambda actor: Consultation.objects.select_related("body", "board"),
    "document": lambda actor: Document.objects.select_related("agreement").defer("source", "data", "check_data"),
    "domain": lambda actor: Domain.objects.all(),
    "establishment": lambda actor: Establishment.objects.all(),
    "institution": lambda actor: Institution.objects.all(),
    "mandate": lambda actor: Mandate.objects.select_related("user", "board"),
    "participationbody": lambda actor: ParticipationBody.objects.all(),
    "profile": lambda actor: Profile.objects.all(),
    "qualification": lambda actor: Qualification.objects.all(),
    "rioregistration": lambda actor: RioRegistration.objects.select_related("institution"),
    "registration": lambda actor: RioRegistration.objects.select_related("institution"),
    "signature": lambda actor: Signature.objects.select_related("board"),
    "user": lambda actor: User.objects.all(),
}


def is_reference(value: Any) -> bool:
    found = REFERENCE.match(value) if isinstance(value, str) else None
    return found is not None and found[1] in KINDS


def references_in(values: Iterable[Any]) -> set[str]:
    found: set[str] = set()
    for value in values:
        one = value if isinstance(value, list) else [value]
        found.update(text for text in one if is_reference(text))
    return found


def names_of(references: Iterable[str], actor: Actor) -> dict[str, str]:
    """One query for each kind there is. A case that the reader may not see is named by its number."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for reference in references:
        kind, _colon, pk = reference.partition(":")
        wanted[kind].add(int(pk))
    names: dict[str, str] = {}
    for kind, keys in wanted.items():
        found = KINDS[kind](actor).in_bulk(list(keys))
        names |= {f"{kind}:{key}": str(found[key]) if key in found else _number(kind, key) for key in keys}
    return names


def _number(kind: str, key: int) -> str:
    """Of what is not there any more, or not for this reader."""
    if kind == "agreement":
        return agreement_number(key)
    return route_number(key) if kind == "route" else f"{kind} {key}"
