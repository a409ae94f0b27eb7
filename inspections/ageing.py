"""What should have happened by now: reported, evaluated, decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from leerroutes.models import Route
from leerroutes.states import State

UNDER_AGREEMENT = (State.CONTRACTED, State.REPORTED, State.RUNNING, State.SUSPENDED, State.WINDING_DOWN)
"""States in which an agreement binds the boards about this route."""


def is_reported_late(route: Route) -> bool:
    """Pupils take part since 1 August, or should, and not every institution reported (R-120, R-121)."""
    return route.state in UNDER_AGREEMENT and route.starts_on <= localdate()


def evaluation_due(quality: Mapping[str, Any]) -> date | None:
    """The first day that the article about quality names."""
    try:
        return date.fromisoformat(str(quality.get("first_evaluation", "")))
    except ValueError:
        return None
