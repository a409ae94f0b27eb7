"""What the pages after writing show: answering for a body, deciding, signing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Board
from accounts.verdicts import Verdict

from ..clauses.render import RenderedClause
from ..facts import boards_of
from ..forms import AnswerForm
from ..forms.consultation import OUTCOMES
from ..forms.signing_request import sent_terms
from ..models import Agreement, Consultation
from ..participation import known
from ..policies_signing import mandate_to_sign
from ..policies_turn import is_time_to_sign
from ..sealing.keys import key_store
from ..selectors import AgreementText, text_of, warnings_of
from ..signing_turns import in_signing_order
from ..standing import approvals_of, to_read_again
from ..states import Right
from .in_short import in_short
from .presenting import Context, crumbs, digest
from .reading import departures_of, document_to_sign
from .signing_request import parties_to_sign
from .warned import warning_items


def answer_page(consultation: Consultation, form: AnswerForm, verdict: Verdict) -> Context:
    return {
        "consultation": consultation,
        "agreement": consultation.agreement,
        "crumbs": crumbs(consultation.agreement, str(consultation.body)),
        "said": said(consultation),
        "topics": known(consultation.topics),
        "form": form,
        "verdict": verdict,
    }


def said(consultation: Consultation) -> str:
    """The outcome in the words of the right that was at stake."""
    words = {str(outcome): label for outcome, label in OUTCOMES[Right(consultation.right)]}
    return str(words.get(consultation.outcome, consultation.get_outcome_display()))


def decision_page(
    agreement: Agreement, actor: Actor, consultations: Sequence[Consultation], against: Sequence[Consultation]
) -> Context:
    decided = agreement.decisions.filter(round=agreement.round, verdict="approved")
    text = text_of(agreement)
    who = {decision.board_id: decision for decision in decided.select_related("decided_by", "instead_of")}
    return {
        "agreement": agreement,
        "crumbs": crumbs(agreement, _("Decide on the agreement")),
        "facts": in_short(agreement, text),
        "warnings": warning_items(agreement, warnings_of(agreement, text)),
        "changed": changed_since(agreement, actor, text),
        "answers": [{"consultation": one, "said": said(one), "topics": known(one.topics)} for one in consultations],
        "departures": departures_of(agreement),
        "against": against,
        "parties": [_party(board, who.get(board.pk)) for board in boards_of(agreement)],
    }


def changed_since(agreement: Agreement, actor: Actor, text: AgreementText) -> dict[str, Any] | None:
    """What this board approved before and reads otherwise now; None when it never approved anything."""
    assert actor.board is not None
    earlier = approvals_of(agreement, actor.board).last()
    if earlier is None:
        return None
    again = to_read_again(agreement, actor.board, text)
    articles = [{"label": f"{one.number} {one.title}".strip(), "url": place_in_text(agreement, one)} for one in again]
    return {"decided": earlier.decided, "articles": articles, "same": len(text.rendered) - len(again)}


def place_in_text(agreement: Agreement, clause: RenderedClause) -> str:
    route = f"-{clause.route_id}" if clause.route_id else ""
    return reverse("agreements:text", args=[agreement.pk]) + f"#tekst-{clause.code}{route}"


def _party(board: Board, decision: Any) -> dict[str, Any]:
    if decision is None:
        return {"name": board, "state": "waiting", "state_label": _("still to decide")}
    return {"name": board, "note": decision.decider, "state": "approved", "state_label": _("approved")}


def settled_terms(agreement: Agreement) -> Context:
    """The terms for signing that the first director set, for those who come after."""
    settled = agreement.signing_request
    order = in_signing_order(boards_of(agreement), settled) if settled and settled.order else []
    return {"settled": settled, "sent": sent_terms(settled.terms) if settled else {}, "order": order}


def signing_page(agreement: Agreement, actor: Actor) -> Context:
    """`refused`: why it is not the time or the turn of this board; then there is no form."""
    document, request = document_to_sign(agreement), agreement.signing_request
    verdict = is_time_to_sign(actor, agreement)
    return {
        "agreement": agreement,
        "crumbs": crumbs(agreement, _("Sign the agreement")),
        "document": document,
        "request_to_sign": request,
        "refused": "" if verdict else verdict.reason,
        "has_key": actor.board is not None and key_store().has_key(actor.board),
        "digest": digest(document.sha256) if document else "",
        "mandate": mandate_to_sign(actor, agreement).mandate,
        "parties": parties_to_sign(agreement, request),
    }


def withdrawals(agreement: Agreement) -> list[dict[str, Any]]:
    """For `components/party_list.html`: who agrees to withdraw, and why."""
    agreed = {withdrawal.board_id: withdrawal for withdrawal in agreement.withdrawals.all()}
    return [_withdrawing(board, agreed.get(board.pk)) for board in boards_of(agreement)]


def _withdrawing(board: Board, withdrawal: Any) -> dict[str, Any]:
    if withdrawal is None:
        return {"name": board, "state": "waiting", "state_label": _("does not agree yet")}
    return {"name": board, "note": withdrawal.reason, "state": "approved", "state_label": _("agrees")}
