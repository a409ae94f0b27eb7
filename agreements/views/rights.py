"""Who may do what, for everybody who is logged in: made of the tables that the policies are tested against."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.acts import TABLES, Act, Table
from accounts.http import MemberRequest
from accounts.roles import PLATFORM_IN_WORDS, PLATFORM_ROLES, PROVEN_ROLES, RIGHTS, RIGHTS_IN_WORDS, Role
from leerroutes.acts import ROUTE_ACTS

from ..acts import AGREEMENT_ACTS

ALL = 12
"""As many states as a route or an agreement has."""


@require_safe
def rights(request: MemberRequest) -> HttpResponse:
    """Role by role what it may do, and act by act who does it and when."""
    own = {role for actor in request.capacities for role in actor.roles}
    context = {
        "roles": [_role(role, is_own=role in own) for role in Role],
        "tables": [
            {"id": "routes", "title": _("Routes"), "acts": [_act(act) for act in ROUTE_ACTS]},
            {"id": "agreements", "title": _("Agreements"), "acts": [_act(act) for act in AGREEMENT_ACTS]},
            *map(_table, TABLES),
        ],
    }
    return render(request, "agreements/rights.html", context)


def _table(one: Table) -> dict[str, Any]:
    """Of a room above."""
    return {"id": one.id, "title": one.title, "acts": [_act(act, one.all_states) for act in one.acts]}


def _role(role: Role, *, is_own: bool) -> dict[str, Any]:
    words = [PLATFORM_IN_WORDS[role]] if role in PLATFORM_ROLES else _in_words(RIGHTS[role])
    return {"name": role.label, "may": words, "is_own": is_own, "needs_factor": role in PROVEN_ROLES}


def _in_words(rights: frozenset[str]) -> list[Any]:
    return [words for right, words in RIGHTS_IN_WORDS.items() if right in rights]


def _act(act: Act, all_states: int = ALL) -> dict[str, Any]:
    return {
        "sentence": act.sentence,
        "roles": [role.label for role in act.roles],
        "states": [state.label for state in act.states] if len(act.states) < all_states else [_("whatever state")],
        "also": act.also,
    }
