"""The director decides; whoever is up sends back; the end is recorded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies, services
from ..facts import boards_of, routes_going_on
from ..forms import ApproveForm, ReasonForm, SigningTermsForm
from ..http import explained_in, find_agreement, posted, posted_as
from ..models.agreement import is_editorial
from . import presenting, reading, steps


@require_http_methods(["GET", "POST"])
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    """Approve, or send back with a reason; one page, readable on a phone."""
    agreement = find_agreement(request, pk)
    ensure(policies.can_decide(request.actor, agreement))
    consultations = reading.consultations_of(agreement)
    against = [c for c in consultations if c.needs_reply and c.board == request.actor.board]
    approval = ApproveForm(
        posted_as(request, "approve"), must_reply=bool(against), is_editorial=is_editorial(agreement)
    )
    terms = SigningTermsForm(posted_as(request, "approve"), boards=boards_of(agreement))
    return_form = ReasonForm(posted_as(request, "return"))
    if (approval.is_valid() and terms.is_valid()) or return_form.is_valid():
        with explained_in(approval if approval.is_bound else return_form):
            return _decided(request, pk, approval, terms, return_form)
    shown = steps.decision_page(agreement, request.actor, consultations, against) | steps.settled_terms(agreement)
    forms = {"approval": approval, "terms": terms, "return_form": return_form}
    return render(request, "agreements/decide.html", shown | forms)


def _decided(
    request: MemberRequest, pk: int, approval: ApproveForm, terms: SigningTermsForm, return_form: ReasonForm
) -> HttpResponse:
    agreement = find_agreement(request, pk)
    if approval.is_bound:
        services.approve_agreement(agreement, actor=request.actor, terms=terms.terms(), **approval.cleaned_data)
        said = _("You approved the agreement on behalf of %(board)s.") % {"board": request.actor.board}
    else:
        services.send_back_agreement(agreement, actor=request.actor, **return_form.cleaned_data)
        said = _("The agreement is back with the writers, with your reason.")
    messages.success(request, said)
    return redirect(agreement)


@require_http_methods(["GET", "POST"])
def send_back(request: MemberRequest, pk: int) -> HttpResponse:
    agreement = find_agreement(request, pk)
    ensure(policies.can_send_back(request.actor, agreement))
    form = ReasonForm(posted(request))
    if form.is_valid():
        with explained_in(form):
            services.send_back_agreement(agreement, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("The agreement is back with the writers, with your reason."))
            return redirect(agreement)
    shown = presenting.about(agreement, _("Send back to the writers"))
    return render(request, "agreements/send_back.html", shown | {"form": form})


@require_http_methods(["GET", "POST"])
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """Record that the agreement no longer binds."""
    agreement = find_agreement(request, pk)
    ensure(policies.can_end(request.actor, agreement))
    form = ReasonForm(posted(request))
    if form.is_valid():
        with explained_in(form):
            services.end_agreement(agreement, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("The end of the agreement is recorded."))
            return redirect(agreement)
    shown = presenting.about(agreement, _("Record the end"))
    return render(request, "agreements/end.html", shown | {"form": form, "going_on": routes_going_on(agreement)})
