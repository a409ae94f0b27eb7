"""The timeline of a route and its agreements, with a way to make a finding about what stands there."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from leerroutes.models import Route
from leerroutes.views.proposing import crumbs
from workflows.http import find_route
from workflows.timeline.narrowing import Told
from workflows.timeline.pages import Page, show, take_along


@require_safe
def trail(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody who may see the route."""
    route = find_route(request, pk)
    lead = _("Everything that happened in this route and its agreements, the last first.")
    finding = partial(_finding_about, request, route)
    return show(request, Page(route, "inspections:trail", lead, crumbs(route, _("Timeline")), finding))


def _finding_about(request: MemberRequest, route: Route, event: Told) -> dict[str, str]:
    """For an inspector, beside each event of the route and its agreements: a finding about it."""
    if not request.actor.is_inspector or event["case"].partition(":")[0] not in ("route", "agreement"):
        return {}
    address = reverse("inspections:finding_make", args=[route.pk])
    return {"url": f"{address}?over=event:{event['pk']}", "label": _("Make a finding")}


@require_safe
def trail_file(request: MemberRequest, pk: int, form: str) -> HttpResponse:
    found = find_route(request, pk)
    return take_along(request, found, form, number=found.number)
