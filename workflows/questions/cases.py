"""Which case a question is about: chosen from what one may open, by a key that a link can carry (`route:12`)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.forms import is_key
from agreements.models import Agreement
from agreements.policies import visible_to as visible_agreements
from audit.services import case_of
from leerroutes.models import Route
from leerroutes.policies import visible_to as visible_routes

MOST = 50
"""So many of each can be chosen; of the others the page of the case has a link."""

Choices = list[tuple[str, list[tuple[str, str]]]]


def case_named(key: str, actor: Actor) -> Route | Agreement | None:
    """What this key names, when this person may open it."""
    kind, _colon, number = key.partition(":")
    gates: dict[str, QuerySet[Any]] = {"route": visible_routes(actor), "agreement": visible_agreements(actor)}
    if kind not in gates or not is_key(number):
        return None
    found: Route | Agreement | None = gates[kind].filter(pk=int(number)).first()
    return found


def choices_for(actor: Actor, chosen: str = "") -> Choices:
    """The latest of the own board, and the one that is named."""
    routes = visible_routes(actor).filter(parties__board=actor.board).order_by("-state_since", "-pk")[:MOST]
    agreements = visible_agreements(actor).filter(parties__board=actor.board).order_by("-state_since", "-pk")[:MOST]
    named = case_named(chosen, actor)
    groups = [(_("Routes"), [*routes]), (_("Agreements"), [*agreements])]
    listed = {case_of(one) for _name, rows in groups for one in rows}
    first = [(_("This case"), [_choice(named)])] if named is not None and case_of(named) not in listed else []
    return [*first, *((name, [_choice(one) for one in rows]) for name, rows in groups if rows)]


def _choice(one: Route | Agreement) -> tuple[str, str]:
    return case_of(one), f"{one} ({one.number})"
