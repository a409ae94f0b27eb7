"""Turn the state of a route and tell the trail, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from audit.services import record

from ..models import Route


def locked(route: Route) -> Route:
    """The row as it is now, ours until the transaction ends. Use the result, not the argument."""
    fresh: Route = Route.objects.select_for_update().get(pk=route.pk)
    return fresh


def turn(
    route: Route, transition: Callable[[], Any], *, code: str, actor: Actor | None, reason: str = "", **data: Any
) -> None:
    """Run one FSM transition, save just that, and record it."""
    before = route.state
    transition()
    route.state_reason, route.state_since = reason, timezone.now()
    route.save(update_fields=["state", "state_reason", "state_since", "round", "suspended_from"])
    record(code, actor=actor, case=route, reason=reason, changes={"state": (before, route.state)}, **data)
