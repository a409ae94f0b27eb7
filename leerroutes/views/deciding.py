"""Submitting a proposal, and deciding on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.verdicts import ensure

from .. import policies, services
from ..forms.reasons import WarningReasonsForm
from ..forms.steps import DecisionForm
from ..models import Route, Verdict
from ..panel import panel_of
from ..rules import check
from ..rules.explained import unexplained
from ..selectors import facts_of, reasons_for
from .finding import find_route, show_and_act
from .proposing import crumbs
from .summary import decisions_of, in_short, lines_in_short


@show_and_act
def submit(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything once more, and then the button."""
    route = find_route(request, pk)
    ensure(policies.can_submit(request.actor, route))
    form = WarningReasonsForm(posted(request), unexplained(check(facts_of(route)), reasons_for(route)))
    if form.is_valid() and carried_out(
        form, partial(services.submit_route, route, actor=request.actor, reasons=form.reasons())
    ):
        messages.success(request, _("The proposal is submitted. The director of every board is asked to decide."))
        return redirect(route)
    return render(request, "leerroutes/submit.html", _overview(route, form, _("Submit the proposal")))


SAID: dict[str, str | Promise] = {
    Verdict.APPROVED: gettext_lazy("You approved the proposal on behalf of %(board)s."),
    Verdict.RETURNED: gettext_lazy("You sent the proposal back. The coordinators can change it."),
    Verdict.REJECTED: gettext_lazy("You rejected the proposal on behalf of %(board)s."),
}


@show_and_act
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    """The director's page: read, and say yes or no, within a minute."""
    route = find_route(request, pk)
    ensure(policies.can_decide(request.actor, route))
    form = DecisionForm(posted(request))
    if form.is_valid() and carried_out(form, _decision(request, route, form)):
        messages.success(request, str(SAID[form.cleaned_data["verdict"]]) % {"board": request.actor.board})
        return redirect(route)
    context = _overview(route, form, _("Decide on the proposal")) | {"parties": decisions_of(route, request.actor)}
    return render(request, "leerroutes/decide.html", context)


def _decision(request: MemberRequest, route: Route, form: DecisionForm) -> Callable[[], object]:
    """The service that goes with the button."""
    data = form.cleaned_data
    if data["verdict"] == Verdict.APPROVED:
        return partial(services.approve_route, route, actor=request.actor)
    verb = services.send_back_route if data["verdict"] == Verdict.RETURNED else services.reject_route
    return partial(verb, route, actor=request.actor, reason=data["reason"])


def _overview(route: Route, form: WarningReasonsForm | DecisionForm, title: str) -> dict[str, Any]:
    return {
        "route": route,
        "form": form,
        "facts": in_short(route),
        "lines": lines_in_short(route),
        "panel": panel_of(route),
        "crumbs": crumbs(route, title),
    }
