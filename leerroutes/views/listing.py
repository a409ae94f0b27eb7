"""The list of routes."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest

from .. import policies
from ..models import Route
from ..models.route import RouteQuerySet
from ..states import State

PER_PAGE = 20


@require_GET
def routes(request: MemberRequest) -> HttpResponse:
    """The routes this person may see, all of them or those in one state."""
    visible = policies.visible_to(request.actor)
    state = request.GET.get("stand", "")
    chosen = visible.filter(state=state) if state in State.values else visible
    page = Paginator(chosen.prefetch_related("parties__board").order_by("-pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "tabs": tabs(visible, state),
        "columns": [{"label": label} for label in labels()],
        "rows": [row(route) for route in page],
        "can_propose": policies.can_propose(request.actor),
    }
    return render(request, "leerroutes/list.html", context)


def tabs(visible: RouteQuerySet, state: str) -> list[dict[str, Any]]:
    """All, and each state that occurs; with how many there are."""
    counts = dict(visible.order_by("state").values_list("state").annotate(total=Count("pk")))
    here = reverse("leerroutes:list")
    everything = {"url": here, "label": _("All"), "current": state not in State.values, "count": sum(counts.values())}
    return [everything] + [
        {
            "url": f"{here}?stand={one.value}",
            "label": str(one.label).capitalize(),
            "current": one == state,
            "count": counts.get(one, 0),
        }
        for one in State
        if one in counts or one == state
    ]


def labels() -> tuple[str, ...]:
    return _("Route"), _("Start"), _("Boards"), _("State")


def row(route: Route) -> list[dict[str, Any]]:
    """For `components/table.html`."""
    _name, start, boards, state = labels()
    return [
        {"text": f"{route.name} ({route.number})", "url": route.get_absolute_url()},
        {"label": start, "text": route.school_year, "nowrap": True},
        {"label": boards, "text": ", ".join(str(party.board) for party in route.parties.all())},
        {"label": state, "text": route.get_state_display(), "state": route.state},
    ]
