"""Findings on the pages of a case, which stand in rooms below this one."""

from __future__ import annotations

from typing import Any

from django import template

from accounts.actors import Actor
from leerroutes.models import Route

from ..findings.policies import can_make
from ..findings.selectors import known_in

register = template.Library()


@register.inclusion_tag("inspections/_findings.html")
def findings_in(route: Route, actor: Actor) -> dict[str, Any]:
    """Which findings there are; a title and a link only for who may read them."""
    return {"route": route, "known": known_in(route, actor), "may_make": bool(can_make(actor, route))}
