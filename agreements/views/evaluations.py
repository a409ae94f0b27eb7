"""The evaluations of an agreement that binds, year by year: read them, record one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import MemberRequest
from accounts.uploads import scanning
from accounts.uploads.http import download
from accounts.uploads.opening import can_open
from accounts.verdicts import ensure

from .. import policies_after, policies_files, services
from ..evaluations import NOTHING, Standing, school_year_of, standings
from ..forms.evaluations import EvaluationForm
from ..http import explained_in, find_agreement, find_evaluation, posted
from ..models import Agreement
from . import presenting


@require_http_methods(["GET", "HEAD", "POST"])
def evaluations(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody who may see the agreement; a coordinator or director of a party records one."""
    agreement = find_agreement(request, pk)
    verdict = policies_after.can_evaluate(request.actor, agreement)
    if request.method == "POST":
        ensure(verdict)
    standing = worst_of(agreement)
    first_year = standing.first_year or school_year_of(agreement.starts_on)
    files = request.FILES or None
    form = EvaluationForm(posted(request), files, standing=standing, first_year=first_year) if verdict else None
    if form is not None and form.is_bound and form.is_valid():
        with explained_in(form):
            services.record_evaluation(agreement, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("The evaluation is recorded. Every board of this agreement can read it."))
            return redirect("agreements:evaluations", agreement.pk)
    shown = presenting.about(agreement, _("Yearly evaluation")) | {
        "evaluations": policies_files.evaluations_visible_to(request.actor).filter(agreement=agreement),
        "standing": standing,
        "form": form,
        "verdict": verdict,
        "has_scanner": scanning.is_configured(),
    }
    return render(request, "agreements/evaluations.html", shown)


def worst_of(agreement: Agreement) -> Standing:
    """Of its routes the one that waits for most: an evaluation recorded here is about all of them."""
    found = standings(list(agreement.covered.values_list("route", flat=True))).values()
    return max(found, key=lambda one: len(one.late), default=NOTHING)


@require_safe
def evaluation(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The file itself; who may have it is asked every time."""
    found = find_evaluation(request, pk)
    ensure(can_open(found))
    return download(request, found)
