"""Break off; or withdraw together what somebody signed already."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies_after, services
from ..forms import ReasonForm
from ..http import explained_in, find_agreement, posted
from . import presenting, steps


@require_http_methods(["GET", "POST"])
def break_off(request: MemberRequest, pk: int) -> HttpResponse:
    agreement = find_agreement(request, pk)
    ensure(policies_after.can_break_off(request.actor, agreement))
    form = ReasonForm(posted(request))
    if form.is_valid():
        with explained_in(form):
            services.break_off(agreement, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("The negotiations are broken off. Every board is told."))
            return redirect(agreement)
    shown = presenting.about(agreement, _("Break off the negotiations"))
    return render(request, "agreements/break_off.html", shown | {"form": form})


@require_http_methods(["GET", "POST"])
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Who agreed already, and with which reason; then one's own."""
    agreement = find_agreement(request, pk)
    ensure(policies_after.can_agree_to_withdraw(request.actor, agreement))
    form = ReasonForm(posted(request))
    if form.is_valid():
        with explained_in(form):
            services.agree_to_withdraw(agreement, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("Your board agrees to withdraw the agreement."))
            return redirect(agreement)
    shown = presenting.about(agreement, _("Agree to withdraw it"))
    shown |= {"form": form, "parties": steps.withdrawals(agreement)}
    return render(request, "agreements/withdraw.html", shown)
