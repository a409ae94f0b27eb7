"""An agreement that never comes in force: broken off by one board, or withdrawn by all after a signature."""

from __future__ import annotations

from django.db import transaction

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import record
from leerroutes.services import uncover_route

from .. import events, policies_after
from ..facts import routes_of
from ..models import Agreement, Withdrawal
from ..models.agreement import nobody_is_bound
from .turning import locked, need_reason, turn


@transaction.atomic
def break_off(agreement: Agreement, *, actor: Actor, reason: str) -> Agreement:
    """Stop negotiating, on behalf of one board. Nobody signed, so nobody is bound; the routes are free again."""
    agreement = locked(agreement)
    ensure(policies_after.can_break_off(actor, agreement))
    _withdraw(agreement, actor=actor, reason=need_reason(reason), code="agreements.broken_off")
    return agreement


@transaction.atomic
def agree_to_withdraw(agreement: Agreement, *, actor: Actor, reason: str) -> Agreement:
    """Agree for the actor's own board that a text some boards signed is withdrawn. The last board withdraws it."""
    agreement = locked(agreement)
    ensure(policies_after.can_agree_to_withdraw(actor, agreement))
    assert actor.board is not None
    reason = need_reason(reason)
    agreed = Withdrawal.objects.create(agreement=agreement, board=actor.board, agreed_by=actor.user, reason=reason)
    record("agreements.withdrawal_agreed", actor=actor, case=agreement, subject=agreed, reason=reason)
    if nobody_is_bound(agreement):
        _withdraw(agreement, actor=actor, reason=reason, code="agreements.withdrawn")
    return agreement


def withdraw_unsigned(agreement: Agreement, *, reason: str) -> None:
    """What it would change has come to its end, so there is nothing left to change."""
    _withdraw(locked(agreement), actor=None, reason=reason, code="agreements.withdrawn_with_the_old")


def _withdraw(agreement: Agreement, *, actor: Actor | None, reason: str, code: str) -> None:
    turn(agreement, agreement.withdraw, code=code, actor=actor, reason=reason)
    for route in sorted(routes_of(agreement), key=lambda r: r.pk):
        uncover_route(route, actor=actor, agreement_number=agreement.number)
    events.agreement_withdrawn.send(Agreement, agreement=agreement, actor=actor)
