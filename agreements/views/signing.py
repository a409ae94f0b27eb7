"""Sign: the document, its fingerprint, the mandate, and the password with a second factor; or decline."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest, loosened, sent_from
from accounts.verdicts import ensure

from .. import policies_request, policies_signing, services
from ..forms import DeclineForm, SignForm
from ..http import explained_in, find_agreement, posted
from ..models import Agreement
from ..models.agreement import standing_signatures
from . import presenting, steps


def a_second_click_is_the_first(view: Callable[[MemberRequest, int], HttpResponse]) -> Any:
    """Without JavaScript both are sent. What the second is refused is what the first did: it ends as that one did."""

    @wraps(view)
    def answer(request: MemberRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except PermissionDenied:
            agreement = find_agreement(request, pk)
            own = standing_signatures(agreement).filter(board=request.actor.board, signer=request.user)
            if request.method == "POST" and own.exists():
                return signed(request, agreement)
            raise

    return answer


def signed(request: MemberRequest, agreement: Agreement) -> HttpResponse:
    messages.success(request, _("You signed on behalf of %(board)s.") % {"board": request.actor.board})
    return redirect(agreement)


@a_second_click_is_the_first
@loosened("object-src", "frame-src")  # it shows the document in itself
@sensitive_post_parameters("password", "code", "credential")
@require_http_methods(["GET", "POST"])
def sign(request: MemberRequest, pk: int) -> HttpResponse:
    """Sign for the board acted for. Until the worker has made the document, the page says so and looks again."""
    agreement = find_agreement(request, pk)
    ensure(policies_signing.is_up_to_sign(request.actor, agreement))
    form = SignForm(posted(request), user=request.user, page=sent_from(request))
    if form.is_valid() and form.proof:
        with explained_in(form):
            seen = form.cleaned_data["seen_sha256"]
            services.sign_agreement(agreement, actor=request.actor, seen_sha256=seen, proof=form.proof)
            return signed(request, agreement)
    return render(request, "agreements/sign.html", steps.signing_page(agreement, request.actor) | {"form": form})


@require_http_methods(["GET", "POST"])
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    """What follows is said beforehand: which signatures bind to nothing any more, and how it goes on."""
    agreement = find_agreement(request, pk)
    ensure(policies_request.can_decline(request.actor, agreement))
    form = DeclineForm(posted(request))
    if form.is_valid():
        with explained_in(form):
            services.decline_to_sign(agreement, actor=request.actor, **form.cleaned_data)
            messages.success(
                request, _("Your board declines to sign. The text is back with the writers; all are told.")
            )
            return redirect(agreement)
    shown = presenting.about(agreement, _("Decline to sign"))
    signed = standing_signatures(agreement).select_related("board")
    return render(request, "agreements/decline.html", shown | {"form": form, "signed": [one.board for one in signed]})
