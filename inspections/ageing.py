"""What should have happened by now."""

from __future__ import annotations

from django.utils.timezone import localdate

from leerroutes.models import Route
from leerroutes.states import State

UNDER_AGREEMENT = (State.CONTRACTED, State.REPORTED, State.RUNNING, State.SUSPENDED, State.WINDING_DOWN)
"""States in which an agreement binds the boards about this route."""


def is_reported_late(route: Route) -> bool:
    """Pupils take part since 1 August, or should, and not every institution reported (R-120, R-121)."""
    return route.state in UNDER_AGREEMENT and route.starts_on <= localdate()
