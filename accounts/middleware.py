"""Puts `request.actor` on every request: the person, and the board acted for. Asks a second factor of who needs one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .actors import Actor, capacities
from .stepup.factors import needs_one

SESSION_KEY = "acting_for"


class ActingFor:
    """Chooses the board from the session; falls back to the first one the person has a role at today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            options = capacities(request.user)
            chosen = request.session.get(SESSION_KEY)
            matching = [o for o in options if (o.board.pk if o.board else 0) == chosen]
            request.capacities = options  # type: ignore[attr-defined]
            request.actor = next(  # type: ignore[attr-defined]
                iter(matching or options), Actor(user=request.user, board=None)
            )
        return self.get_response(request)


class SecondFactorFirst:
    """Who holds a role that asks for a second factor, and has none, gets one before anything else (`PROVEN_ROLES`).

    Not where the installation asks it at signing only (`SECOND_FACTOR_AT_LOGIN`), and never on pages without login.
    """

    OPEN = frozenset({"account_logout", "account_reauthenticate", "set_language"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_AT_LOGIN or not getattr(view, "login_required", True) or self._is_open(request):
            return None
        roles = {role for actor in getattr(request, "capacities", ()) for role in actor.roles}
        if not request.user.is_authenticated or not needs_one(request.user, roles):
            return None
        back = request.get_full_path() if request.method == "GET" else "/"
        return redirect(f"{reverse('mfa_index')}?{urlencode({'next': back})}")

    def _is_open(self, request: HttpRequest) -> bool:
        name = request.resolver_match.url_name if request.resolver_match else ""
        return (name or "") in self.OPEN or (name or "").startswith("mfa_")
