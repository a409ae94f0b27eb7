"""The request to sign: its terms, its opening, its end and its renewal."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import record

from .. import events, policies_request
from ..errors import AgreementError
from ..models import Agreement, Renewal, SigningRequest, SigningTerms
from ..models.signing_request import MOST_WEEKS
from ..signing_turns import boards_to_hear, words_that_stand
from ..states import State
from .turning import locked, need_reason


@transaction.atomic
def settle_terms(agreement: Agreement, terms: SigningTerms | None, *, actor: Actor) -> SigningRequest:
    """The first board that approves sets the terms; the next approve those, and no others than they saw."""
    request = agreement.signing_request
    if request is None:
        return _set_terms(agreement, terms or SigningTerms(), actor=actor)
    if terms is not None and terms != request.terms:
        raise AgreementError(
            _("Another board approved meanwhile, with other terms for signing. Read them below, and approve again.")
        )
    return request


def _set_terms(agreement: Agreement, terms: SigningTerms, *, actor: Actor) -> SigningRequest:
    boards = {party.board_id: party.board for party in agreement.parties.select_related("board")}
    if terms.order and sorted(terms.order) != sorted(boards):
        raise AgreementError(_("In a fixed order of signing every board has one place."))
    request: SigningRequest = SigningRequest.objects.create(
        agreement=agreement, round=agreement.round, weeks=terms.weeks, order=list(terms.order)
    )
    order = [str(boards[board_id]) for board_id in terms.order]
    record("agreements.signing_terms_set", actor=actor, case=agreement, subject=request, weeks=terms.weeks, order=order)
    return request


@transaction.atomic
def open_request(agreement: Agreement) -> None:
    """The last director approved: from today the term runs."""
    request, _is_new = SigningRequest.objects.get_or_create(agreement=agreement, round=agreement.round)
    request.opened, request.due_on = timezone.now(), localdate() + timedelta(weeks=request.weeks)
    request.save(update_fields=["opened", "due_on"])


@transaction.atomic
def renew_request(agreement: Agreement, *, actor: Actor, until: date, reason: str) -> SigningRequest:
    """Say for the actor's own board until when it stays ready. The term is longer once every board that signed did.

    Then it ends on the first of the days that were named. A board that did not sign need not say anything: it signs,
    or declines.
    """
    agreement = locked(agreement)
    ensure(policies_request.can_renew(actor, agreement))
    request = agreement.signing_request
    assert request is not None
    assert actor.board is not None
    _ensure_later(request, until)
    said = Renewal.objects.create(
        request=request, board=actor.board, said_by=actor.user, until=until, reason=need_reason(reason)
    )
    values = {"until": until.isoformat(), **actor.told("decide_agreements")}
    record("agreements.renewal_agreed", actor=actor, case=agreement, subject=said, reason=said.reason, **values)
    events.renewal_agreed.send(Agreement, agreement=agreement, actor=actor, board=actor.board)
    if not boards_to_hear(agreement, request):
        _renew(agreement, request, said, actor=actor)
    return request


def _ensure_later(request: SigningRequest, until: date) -> None:
    first = max(localdate(), (request.due_on or localdate()) + timedelta(days=1))
    last = localdate() + timedelta(weeks=MOST_WEEKS)
    if not first <= until <= last:
        values = {"first": f"{first:%d-%m-%Y}", "last": f"{last:%d-%m-%Y}"}
        raise AgreementError(_("Choose a day from %(first)s until and including %(last)s.") % values)


def _renew(agreement: Agreement, request: SigningRequest, said: Renewal, *, actor: Actor) -> None:
    before, until = request.due_on, min(word.until for word in words_that_stand(request).values())
    request.due_on, request.renewed, request.lapsed = until, timezone.now(), None
    request.save(update_fields=["due_on", "renewed", "lapsed"])
    changes = {"due_on": (before and before.isoformat(), until.isoformat())}
    record("agreements.request_renewed", actor=actor, case=agreement, subject=request, changes=changes)
    events.request_renewed.send(Agreement, agreement=agreement, actor=actor, request=request, reason=said.reason)


@transaction.atomic
def let_request_lapse(agreement: Agreement) -> bool:
    """The term passed: record it and tell, once. The boards renew, or one declines. True when it is over."""
    agreement = locked(agreement)
    request = agreement.signing_request
    if agreement.state != State.OUT_FOR_SIGNATURE or request is None or not request.is_over:
        return False
    if request.lapsed is None:
        request.lapsed = timezone.now()
        request.save(update_fields=["lapsed"])
        day = request.due_on.isoformat() if request.due_on else ""
        record("agreements.request_lapsed", actor=None, case=agreement, subject=request, day=day)
        events.request_lapsed.send(Agreement, agreement=agreement, actor=None, request=request)
    return True
