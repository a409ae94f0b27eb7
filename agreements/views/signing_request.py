"""The request to sign as pages show it; and making its term longer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actors import Actor
from accounts.http import MemberRequest
from accounts.models import Board
from accounts.verdicts import ensure

from .. import policies_request, services
from ..facts import boards_of
from ..forms import RenewForm
from ..http import explained_in, find_agreement, posted
from ..models import Agreement, Renewal, Signature, SigningRequest
from ..models.agreement import standing_signatures
from ..models.signing_request import DEFAULT_WEEKS
from ..signing_turns import in_signing_order, signed_boards, words_that_stand
from ..states import State
from . import presenting
from .presenting import Context


def request_panel(agreement: Agreement, actor: Actor) -> Context | None:
    """For `agreements/_request.html`: until when, in which order, who signed and who is up. Only while boards sign."""
    request = agreement.signing_request
    if agreement.state != State.OUT_FOR_SIGNATURE or request is None:
        return None
    return {
        "agreement": agreement,
        "request": request,
        "parties": parties_to_sign(agreement, request),
        "words": list(words_that_stand(request).values()),
        "remind": policies_request.can_remind(actor, agreement),
    }


def parties_to_sign(agreement: Agreement, request: SigningRequest | None) -> list[dict[str, Any]]:
    """For `components/party_list.html`, in the order of signing."""
    signatures = {signature.board_id: signature for signature in standing_signatures(agreement)}
    boards = in_signing_order(boards_of(agreement), request)
    waiting = [board for board in boards if board.pk not in signatures]
    up = waiting[:1] if request and request.order else waiting
    told = {one.board_id: one.sent_on for one in request.reminders.all()} if request else {}
    return [_party(board, signatures.get(board.pk), up, told.get(board.pk)) for board in boards]


def _party(board: Board, signature: Signature | None, up: Collection[Board], told: date | None) -> dict[str, Any]:
    if signature is not None:
        note = f"{signature.signed_by}, {signature.function}"
        return {"name": board, "note": note, "state": "signed", "state_label": _("signed")}
    if board in up:
        note = _("reminded on %(day)s") % {"day": date_format(told, "j F Y")} if told else ""
        return {"name": board, "note": note, "state": "waiting", "state_label": _("still to sign")}
    return {"name": board, "state": "planned", "state_label": _("signs later")}


@require_POST
def remind(request: MemberRequest, pk: int) -> HttpResponse:
    """Remind every board whose turn it is."""
    agreement = find_agreement(request, pk)
    reminders = services.remind_boards(agreement, actor=request.actor)
    boards = ", ".join(str(reminder.board) for reminder in reminders)
    messages.success(request, _("A reminder is on its way to %(boards)s.") % {"boards": boards})
    return redirect(agreement)


@require_http_methods(["GET", "POST"])
def renew(request: MemberRequest, pk: int) -> HttpResponse:
    """What every board said about a longer term, and one's own word."""
    agreement = find_agreement(request, pk)
    ensure(policies_request.can_renew(request.actor, agreement))
    asked = agreement.signing_request
    assert asked is not None
    said = words_that_stand(asked)
    form = RenewForm(posted(request), proposed=_proposed(asked, said))
    if form.is_valid():
        with explained_in(form):
            services.renew_request(agreement, actor=request.actor, **form.cleaned_data)
            messages.success(request, _outcome(Agreement.objects.get(pk=pk)))
            return redirect(agreement)
    shown = presenting.about(agreement, _("Renew the term for signing"))
    shown |= {"form": form, "request_to_sign": asked, "parties": _who_says_what(agreement, said)}
    return render(request, "agreements/renew.html", shown)


def _proposed(asked: SigningRequest, said: dict[int, Renewal]) -> date:
    """The first day that another board named, else half as long again as usual."""
    longer = max(localdate(), asked.due_on or localdate()) + timedelta(weeks=DEFAULT_WEEKS // 2)
    return min((one.until for one in said.values()), default=longer)


def _outcome(agreement: Agreement) -> str:
    asked = agreement.signing_request
    assert asked is not None
    if words_that_stand(asked):
        return _("Your word is recorded. The term is renewed when every board that signed agrees; they are asked.")
    return _("The boards can sign until and including %(day)s.") % {"day": asked.last_day}


def _who_says_what(agreement: Agreement, said: dict[int, Renewal]) -> list[dict[str, Any]]:
    """Nothing as long as nobody signed: then the word of one director is enough."""
    signed = signed_boards(agreement)
    if not signed:
        return []
    return [_saying(board, said.get(board.pk), board.pk in signed) for board in boards_of(agreement)]


def _saying(board: Board, word: Renewal | None, has_signed: bool) -> dict[str, Any]:
    if word is not None:
        label = _("until %(day)s") % {"day": date_format(word.until, "j F Y")}
        return {"name": board, "note": f"{word.said_by}: {word.reason}", "state": "approved", "state_label": label}
    if has_signed:
        note = _("signed already, so without this board the term is not renewed")
        return {"name": board, "note": note, "state": "waiting", "state_label": _("did not say so yet")}
    return {"name": board, "note": _("did not sign yet"), "state": "planned", "state_label": _("need not say anything")}
