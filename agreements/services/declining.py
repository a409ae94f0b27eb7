"""A board does not sign: with a reason, also after others signed."""

from __future__ import annotations

from django.db import transaction

from accounts.actors import Actor
from accounts.verdicts import ensure

from .. import events, policies_request
from ..models import Agreement, Decline
from .decision import drop_what_was_agreed
from .signing import document_to_sign
from .turning import locked, need_reason, turn


@transaction.atomic
def decline_to_sign(agreement: Agreement, *, actor: Actor, reason: str) -> Decline:
    """Decline for the actor's own board: the text goes back to its writers, and the next round makes another document.

    Signatures that were given stay in the trail and in the file, and bind to nothing. One that a worker is putting in
    at this moment is either in the file before this, or thrown away; its job ends well (`sealing.keep_revision`).
    """
    agreement = locked(agreement)
    ensure(policies_request.can_decline(actor, agreement))
    decline = _keep(agreement, actor=actor, reason=need_reason(reason))
    drop_what_was_agreed(agreement)
    values = {"document_sha256": decline.document.sha256, **actor.told(_right_of(actor))}
    turn(agreement, agreement.decline, code="agreements.declined", actor=actor, reason=decline.reason, **values)
    events.agreement_declined.send(Agreement, agreement=agreement, actor=actor, decline=decline)
    return decline


def _keep(agreement: Agreement, *, actor: Actor, reason: str) -> Decline:
    assert actor.board is not None
    decline: Decline = Decline.objects.create(
        agreement=agreement,
        document=document_to_sign(agreement),
        board=actor.board,
        declined_by=actor.user,
        declined_by_name=str(actor.user),
        instead_of_name=str(actor.instead_of(_right_of(actor)) or ""),
        reason=reason,
    )
    return decline


def _right_of(actor: Actor) -> str:
    return "sign_agreements" if actor.may("sign_agreements") else "decide_agreements"
