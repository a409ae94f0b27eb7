"""The directors decide; anybody whose turn it is can send the text back, until it is out for signature."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import record

from .. import events, policies
from ..errors import AgreementError
from ..models import Agreement, BoardDecision, ClauseApproval, SigningTerms
from ..models.agreement import every_board_decided, is_editorial
from ..selectors import text_of
from ..states import DecisionVerdict, State
from .documents import promise_agreement_document
from .requesting import open_request, settle_terms
from .turning import locked, need_reason, turn


@transaction.atomic
def approve_agreement(
    agreement: Agreement,
    *,
    actor: Actor,
    reply: str = "",
    agrees_it_is_editorial: bool = False,
    terms: SigningTerms | None = None,
) -> Agreement:
    """Decide for the actor's own board. The last board freezes the text and has the document made.

    A board whose own body advised against it must answer with reasons (`reply`). A change that no body was asked about
    needs every director's word that it is editorial. `terms` are those of the request to sign: set by the first.
    """
    agreement = locked(agreement)
    ensure(policies.can_decide(actor, agreement))
    if is_editorial(agreement) and not agrees_it_is_editorial:
        raise AgreementError(_("Say that you too find this change editorial, or send it back: no body was asked."))
    if _negative_advice(agreement, actor) and not reply.strip():
        raise AgreementError(
            _("A participation body of your board advised against this. Answer it with reasons first.")
        )
    settle_terms(agreement, terms, actor=actor)
    _decide(agreement, actor=actor, verdict=DecisionVerdict.APPROVED, reason=reply.strip())
    if every_board_decided(agreement):
        open_request(agreement)
        promise_agreement_document(agreement)
        turn(agreement, agreement.release, code="agreements.released", actor=actor)
    events.agreement_decided.send(Agreement, agreement=agreement, actor=actor, board=actor.board)
    return agreement


def _negative_advice(agreement: Agreement, actor: Actor) -> bool:
    own = agreement.consultations.filter(round=agreement.round, board=actor.board)
    return any(consultation.needs_reply for consultation in own)


def _approve_articles(agreement: Agreement, decision: BoardDecision) -> None:
    """What was approved, article by article: in a next round only what changed needs reading again."""
    digests = text_of(agreement).digests.items()
    ClauseApproval.objects.bulk_create(
        ClauseApproval(decision=decision, code=code, route_id=route_id, sha256=sha256)
        for (code, route_id), sha256 in digests
    )


def _decide(agreement: Agreement, *, actor: Actor, verdict: DecisionVerdict, reason: str) -> None:
    assert actor.board is not None
    decision: BoardDecision = BoardDecision.objects.create(
        agreement=agreement,
        round=agreement.round,
        board=actor.board,
        decided_by=actor.user,
        instead_of=actor.instead_of("decide_agreements"),
        verdict=verdict,
        reason=reason,
    )
    if verdict == DecisionVerdict.APPROVED:
        _approve_articles(agreement, decision)
    record(
        "agreements.decided",
        actor=actor,
        case=agreement,
        reason=reason,
        verdict=str(verdict),
        **actor.told("decide_agreements"),
    )


@transaction.atomic
def send_back_agreement(agreement: Agreement, *, actor: Actor, reason: str) -> Agreement:
    """Ask the writers for changes. What was asked and decided in this round stays on record, and is done anew."""
    agreement = locked(agreement)
    ensure(policies.can_send_back(actor, agreement))
    reason = need_reason(reason)
    if agreement.state == State.DECISION:
        ensure(policies.can_decide(actor, agreement))
        _decide(agreement, actor=actor, verdict=DecisionVerdict.RETURNED, reason=reason)
    return_to_writers(agreement, actor=actor, reason=reason)
    events.agreement_sent_back.send(Agreement, agreement=agreement, actor=actor)
    return agreement


def return_to_writers(agreement: Agreement, *, actor: Actor, reason: str) -> None:
    """Back to draft. Every board says anew that it is ready; what it accepted, article by article, stays."""
    drop_what_was_agreed(agreement)
    turn(agreement, agreement.send_back, code="agreements.sent_back", actor=actor, reason=reason)


def drop_what_was_agreed(agreement: Agreement) -> None:
    """What boards said about the whole text as it was; the ledger keeps that they did."""
    agreement.consents.all().delete()
    agreement.withdrawals.all().delete()
