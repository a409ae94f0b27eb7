"""The timeline of a route and its agreements: narrow it down, group it, take it along."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from accounts.listing.http import attachment, sheet_file
from accounts.listing.sheets import Row
from audit.export import as_dict
from audit.models import AuditEvent
from leerroutes.models import Route
from leerroutes.views.proposing import crumbs
from workflows.http import find_route

from ..forms_trail import TrailForm
from ..steps import STEPS
from ..trail import Told, all_cases_of, for_people, grouped, people_and_boards, selection

PER_PAGE = 50
FORMS = ("csv", "xlsx", "json")


def _asked(request: MemberRequest, route: Route) -> tuple[list[str], TrailForm]:
    cases = all_cases_of(route, request.actor)
    return cases, TrailForm(request.GET, *people_and_boards(cases))


@require_safe
def trail(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody who may see the route; the address holds the whole selection."""
    route = find_route(request, pk)
    cases, form = _asked(request, route)
    page = Paginator(selection(cases, form.asked), PER_PAGE).get_page(request.GET.get("page"))
    told = [event | _finding_about(event, request, route) for event in for_people(list(page))]
    context = {
        "route": route,
        "crumbs": crumbs(route, _("Timeline")),
        "form": form,
        "page": page,
        "groups": grouped(told) if form.asked.by_step else [{"label": "", "events": told}],
        "total": page.paginator.count,
        "forms": FORMS,
        "query": request.GET.urlencode(),
    }
    return render(request, "inspections/trail.html", context)


def _finding_about(event: Told, request: MemberRequest, route: Route) -> dict[str, str]:
    """For an inspector, beside each event of the route and its agreements: a finding about it."""
    if not request.actor.is_inspector or event["case"].startswith("finding:"):
        return {}
    address = reverse("inspections:finding_make", args=[route.pk])
    return {"url": f"{address}?over=event:{event['pk']}", "label": _("Make a finding")}


@require_safe
def trail_file(request: MemberRequest, pk: int, form: str) -> HttpResponse:
    """Exactly the same selection, all pages of it."""
    if form not in FORMS:
        raise Http404
    route = find_route(request, pk)
    cases, asked = _asked(request, route)
    events, name = list(selection(cases, asked.asked)), f"{route.number} tijdlijn"
    if form == "json":
        return _as_json(events, name)
    head = (_("Moment"), _("Case"), _("Step"), _("What"), _("Code"), _("Who"), _("Board"), _("Reason"), _("Changes"))
    return sheet_file(form, name, head, _rows(events))


def _rows(events: Sequence[AuditEvent]) -> list[Row]:
    return [
        (
            localtime(told["when"]).isoformat(timespec="seconds"),
            told["case"],
            str(STEPS[told["step"]]),
            told["what"],
            told["code"],
            told["who"],
            told["board"],
            told["reason"],
            "\n".join(f"{one['label']}: {one['before']} → {one['after']}" for one in told["changes"]),
        )
        for told in for_people(events)
    ]


def _as_json(events: Sequence[AuditEvent], name: str) -> HttpResponse:
    content = json.dumps([as_dict(event) for event in events], ensure_ascii=False, indent=1)
    return attachment(content, f"{name}.json", "application/json")
