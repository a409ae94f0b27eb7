"""What every page may show about the person and the board acted for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

NAVIGATION = [
    ("workflows:start", _("Start")),
    ("workflows:inbox", _("My tasks")),
    ("leerroutes:list", _("Routes")),
    ("agreements:list", _("Agreements")),
    ("guidance:index", _("Help")),
]


def acting(request: HttpRequest) -> dict[str, Any]:
    """`actor`, what else this person can act as, `nav` and `source_url`; nobody may be known on error pages."""
    actor = getattr(request, "actor", None)
    capacities = getattr(request, "capacities", [])
    items = list(NAVIGATION) if actor else []
    if actor and actor.is_administrator:
        items += [("accounts:access", _("Access")), ("agreements:library", _("Model clauses"))]
    if actor and actor.is_inspector:
        items.append(("inspections:overview", _("Overview")))
    if actor and (actor.is_administrator or actor.is_inspector):
        items.append(("inspections:accesses", _("Inspection access")))
    if actor and actor.is_editor:
        items.append(("guidance:review", _("Editing")))
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    return {
        "actor": actor,
        "acting_boards": [a.board for a in capacities if a.board],
        "acting_platform": any(a.board is None for a in capacities),
        "nav": [{"url_name": name, "label": label, "current": name == here} for name, label in items],
        "source_url": settings.SOURCE_URL,
    }
