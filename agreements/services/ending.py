from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from leerroutes.states import FINAL

from .. import events, policies
from ..errors import AgreementError
from ..facts import routes_going_on, routes_of
from ..models import Agreement
from ..models.agreement import nobody_signed
from ..states import State
from .noticing import unsigned_changes
from .turning import locked, need_reason, turn
from .withdrawing import withdraw_unsigned


@transaction.atomic
def end_agreement(agreement: Agreement, *, actor: Actor, reason: str) -> Agreement:
    """Record that the agreement no longer binds. Its routes must have ended first: learners come before paper."""
    agreement = locked(agreement)
    ensure(policies.can_end(actor, agreement))
    if going_on := ", ".join(str(route) for route in routes_going_on(agreement)):
        raise AgreementError(_("These routes have not ended yet: %(routes)s.") % {"routes": going_on})
    _stop_what_would_change_it(agreement, need_reason(reason))
    turn(agreement, agreement.end, code="agreements.ended", actor=actor, reason=need_reason(reason))
    events.agreement_ended.send(Agreement, agreement=agreement, actor=actor)
    return agreement


@transaction.atomic
def end_when_wound_down(agreement: Agreement) -> Agreement:
    """The last route ended: with it ends the agreement that was being wound down. Safe to run twice."""
    agreement = locked(agreement)
    done = all(route.state in FINAL for route in routes_of(agreement))
    if agreement.state == State.WINDING_DOWN and done and not _signed_change(agreement):
        reason = _("Every route has ended.")
        _stop_what_would_change_it(agreement, reason)
        turn(agreement, agreement.end, code="agreements.ended", actor=None, reason=reason)
    return agreement


def _signed_change(agreement: Agreement) -> Agreement | None:
    under_way = agreement.successors.filter(state__in=(State.OUT_FOR_SIGNATURE, State.SIGNED))
    return next((change for change in under_way if not nobody_signed(change)), None)


def _stop_what_would_change_it(agreement: Agreement, reason: str) -> None:
    change = _signed_change(agreement)
    if change is not None:
        raise AgreementError(
            _("Boards signed a change of this agreement: %(number)s. Finish or withdraw that first.")
            % {"number": change.number}
        )
    for unsigned in unsigned_changes(agreement):
        withdraw_unsigned(unsigned, reason=reason)
