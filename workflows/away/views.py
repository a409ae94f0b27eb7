"""Record an absence, come back, refuse to stand in."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.absences import selectors, services
from accounts.absences.forms import AbsenceForm, RefusalForm
from accounts.errors import Refusal
from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.models import Absence
from accounts.verdicts import ensure, no

from .tasks_moving import moving

show_and_act = require_http_methods(["GET", "HEAD", "POST"])


@show_and_act
def absence(request: MemberRequest) -> HttpResponse:
    """My absences, in whose place I act, and a new absence from a role at the board acted for."""
    form = AbsenceForm(posted(request), actor=request.actor)
    if form.is_bound and not form.is_possible:
        ensure(no(_("Only coordinators, directors and signatories have a substitute.")))
    if form.is_valid() and carried_out(form, partial(services.record_absence, actor=request.actor, **form.content())):
        sentence = _("Your absence is recorded. %(name)s gets a message and can refuse.")
        messages.success(request, sentence % {"name": form.cleaned_data["substitute"]})
        return redirect("workflows:absence")
    context = {
        "form": form,
        "own": [moving(one) for one in selectors.own_absences(request.user)],
        "substitutions": [moving(one) for one in selectors.substitutions(request.user)],
    }
    return render(request, "workflows/absence.html", context)


@require_POST
def come_back(request: MemberRequest, pk: int) -> HttpResponse:
    """The role is mine again."""
    found = _find(request, pk)
    try:
        services.end_absence(found, actor=request.actor)
        messages.success(request, _("You are back. The tasks of this role are with you again."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("workflows:absence")


@show_and_act
def refuse(request: MemberRequest, pk: int) -> HttpResponse:
    """Say no to standing in."""
    found = _find(request, pk)
    services.ensure_substitute(found, actor=request.actor)
    form = RefusalForm(posted(request))
    if form.is_valid() and carried_out(
        form, partial(services.refuse_absence, found, actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("You do not stand in for %(name)s, who gets a message.") % {"name": found.user})
        return redirect("workflows:absence")
    return render(request, "workflows/refuse_absence.html", {"absence": found, "form": form})


def _find(request: MemberRequest, pk: int) -> Absence:
    rows = selectors.absences_of(request.user).select_related("user", "substitute", "board", "recorded_by")
    return get_object_or_404(rows, pk=pk)
