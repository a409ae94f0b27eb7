"""Puts `request.actor` on every request: the person, and the board acted for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .actors import Actor, capacities

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
