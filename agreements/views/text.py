"""The whole text, and agreeing with exactly it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.verdicts import ensure
from leerroutes.forms.reasons import WarningReasonsForm

from .. import policies, services
from ..forms import AgreeForm
from ..http import explained_in, find_agreement, posted
from ..selectors import text_to_read, warnings_of
from . import presenting
from .warned import warning_items


@require_http_methods(["GET", "POST"])
def text(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody who may see the agreement reads it; a coordinator of a party agrees with the words that were shown."""
    agreement = find_agreement(request, pk)
    form, verdict = AgreeForm(posted(request)), policies.can_write(request.actor, agreement)
    if form.is_bound:
        ensure(verdict)
    shown = text_to_read(agreement)
    warned = warnings_of(agreement, shown)
    why = WarningReasonsForm(posted(request), [one.finding for one in warned if one.said is None])
    if form.is_valid() and why.is_valid():
        with explained_in(form):
            services.agree_text(agreement, actor=request.actor, reasons=why.reasons(), **form.cleaned_data)
            said = _("You agreed with this text on behalf of %(board)s.") % {"board": request.actor.board}
            messages.success(request, said)
            return redirect(agreement)
    page = presenting.text_page(agreement, shown, request.actor)
    more = {"form": form, "why": why, "warnings": warning_items(agreement, warned), "can_write": verdict}
    return render(request, "agreements/text.html", page | more)
