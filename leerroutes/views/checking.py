"""The checks as a fragment: of what is stored, or of what somebody is typing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from accounts.forms import is_key
from accounts.http import MemberRequest

from ..forms.line import LineForm
from ..forms.proposal import ProposalForm
from ..models import Route
from ..panel import Panel, panel, panel_of
from .finding import find_route, show_and_act


@show_and_act
def checks(request: MemberRequest, pk: int) -> HttpResponse:
    """Saves nothing. A line that is being typed says so by its number; `nieuw` for one that is not there yet."""
    route = find_route(request, pk)
    found = _typed(route, request) if request.method == "POST" else panel_of(route)
    return render(request, "leerroutes/_checks.html", {"panel": found, "swap": True})


def _typed(route: Route, request: MemberRequest) -> Panel | None:
    number = request.POST.get("line", "")
    if not number:
        return panel(ProposalForm(route, request.POST).facts())
    line = route.lines.filter(number=number).first() if is_key(number) else None
    form = LineForm(route, request.POST, line=line)
    facts = form.facts()
    return panel(facts, form.instance.number) if facts else None
