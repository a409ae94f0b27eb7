"""The checks as a fragment, of what is stored or of what somebody is typing, and as data."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.forms import is_key
from accounts.http import MemberRequest

from ..checklist import as_data
from ..forms.line import LineForm
from ..forms.proposal import ProposalForm
from ..models import Route
from ..panel import Panel, panel, panel_of
from ..reference_data import references_on
from ..rules import check, reporting
from ..selectors import facts_of, reasons_for, reporting_of
from .finding import find_route, show_and_act


@show_and_act
def checks(request: MemberRequest, pk: int) -> HttpResponse:
    """Saves nothing. A line that is being typed says so by its number; `nieuw` for one that is not there yet."""
    route = find_route(request, pk)
    found = _typed(route, request) if request.method == "POST" else panel_of(route)
    return render(request, "leerroutes/_checks.html", {"panel": found, "swap": True})


@require_safe
def checks_json(request: MemberRequest, pk: int) -> JsonResponse:
    """The findings about a route as it is stored, those about its report included, for other programs."""
    route = find_route(request, pk)
    findings = [*check(facts_of(route)), *reporting.check(reporting_of(route))]
    found = as_data(findings, references_on(route.starts_on), reasons_for(route))
    return JsonResponse({"case": route.number, "law_of": route.starts_on, "findings": found})


def _typed(route: Route, request: MemberRequest) -> Panel | None:
    number = request.POST.get("line", "")
    if not number:
        return panel(ProposalForm(route, request.POST).facts())
    line = route.lines.filter(number=number).first() if is_key(number) else None
    form = LineForm(route, request.POST, line=line)
    facts = form.facts()
    return panel(facts, form.instance.number) if facts else None
