"""The whole text, and agreeing with exactly it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies, services
from ..forms import AgreeForm
from ..http import explained_in, find_agreement, posted
from ..selectors import text_of
from . import presenting


@require_http_methods(["GET", "POST"])
def text(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody who may see the agreement reads it; a coordinator of a party agrees with the words that were shown."""
    agreement = find_agreement(request, pk)
    form, verdict = AgreeForm(posted(request)), policies.can_write(request.actor, agreement)
    if form.is_bound:
        ensure(verdict)
    if form.is_valid():
        with explained_in(form):
            services.agree_text(agreement, actor=request.actor, **form.cleaned_data)
            said = _("You agreed with this text on behalf of %(board)s.") % {"board": request.actor.board}
            messages.success(request, said)
            return redirect(agreement)
    shown = presenting.text_page(agreement, text_of(agreement), request.actor)
    return render(request, "agreements/text.html", shown | {"form": form, "can_write": verdict})
