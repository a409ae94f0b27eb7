"""Notice, and what time does: a board leaves, or the agreement is wound down (domain.md 4.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import record
from leerroutes.services import stop_route

from .. import events, policies_after
from ..binding import BOTH_KINDS, bound_boards, kinds_of, without
from ..errors import AgreementError
from ..facts import routes_of
from ..models import Agreement, Notice
from ..models.agreement import nobody_signed
from ..notice import earliest_end, renews_by_itself
from ..states import UNSIGNED, State
from .taking_effect import let_go
from .turning import locked, need_reason, turn
from .withdrawing import withdraw_unsigned


@transaction.atomic
def give_notice(agreement: Agreement, *, actor: Actor, ends_on: date, grounds: str) -> Agreement:
    """Give notice for the actor's own board, to a 31 July that respects the term of the agreement.

    While a school board and an mbo board remain the others go on; otherwise the whole agreement ends on that day.
    """
    agreement = locked(agreement)
    ensure(policies_after.can_give_notice(actor, agreement))
    assert actor.board is not None
    _ensure_respects_the_term(agreement, ends_on)
    notice = Notice.objects.create(
        agreement=agreement,
        board=actor.board,
        given_by=actor.user,
        grounds=need_reason(grounds),
        given_on=localdate(),
        ends_on=ends_on,
    )
    record(
        "agreements.notice_given",
        actor=actor,
        case=agreement,
        subject=notice,
        reason=notice.grounds,
        ends_on=ends_on.isoformat(),
    )
    if agreement.state == State.IN_FORCE:
        end_if_too_few_remain(agreement, actor)
    events.notice_given.send(Agreement, agreement=agreement, actor=actor, notice=notice)
    return agreement


def _ensure_respects_the_term(agreement: Agreement, ends_on: date) -> None:
    first = earliest_end(agreement, localdate())
    if ends_on < first or (ends_on.month, ends_on.day) != (7, 31):
        raise AgreementError(
            _("Notice ends on a 31 July and respects the term of the agreement: %(day)s at the earliest.")
            % {"day": first.strftime("%d-%m-%Y")}
        )


def end_if_too_few_remain(agreement: Agreement, actor: Actor | None = None) -> None:
    """Will a school board and an mbo board remain when every notice has taken effect? Else the whole ends."""
    last = agreement.notices.last()
    if last is None:
        return
    leaving = set(agreement.notices.values_list("board_id", flat=True))
    staying = [board for board in bound_boards(agreement) if board.pk not in leaving]
    if not kinds_of(staying, routes_of(agreement)) >= BOTH_KINDS:
        turn(agreement, agreement.terminate, code="agreements.terminated", actor=actor, reason=last.grounds)


@transaction.atomic
def let_time_pass(agreement: Agreement) -> Agreement:
    """The clock: notices whose day has passed take effect, and what ends, ends. Safe to run twice."""
    agreement, today = locked(agreement), localdate()
    if agreement.successors.filter(state=State.SIGNED, starts_on__lte=today).exists():
        return agreement  # first the change that every board signed, which takes its place today
    for notice in agreement.notices.filter(ends_on__lt=today, took_effect=None).select_related("board"):
        if agreement.state in (State.IN_FORCE, State.TERMINATED):
            _take_effect(agreement, notice, today)
    is_over = agreement.ends_on is not None and agreement.ends_on < today and not renews_by_itself(agreement)
    if is_over and agreement.state in (State.IN_FORCE, State.TERMINATED):
        _wind_down(agreement, _("The agreement ran until %(day)s.") % {"day": f"{agreement.ends_on:%d-%m-%Y}"})
    return agreement


def _take_effect(agreement: Agreement, notice: Notice, today: date) -> None:
    notice.took_effect = today
    notice.save(update_fields=["took_effect"])
    rest = without(agreement, notice.board)
    if not rest.is_enough:
        _wind_down(agreement, notice.grounds)
        return
    alone = {route.pk for route in rest.routes_left_alone}
    for route in rest.routes_left_alone:
        stop_route(route, reason=notice.grounds)
    party = agreement.parties.select_related("board").get(board=notice.board)
    let_go(agreement, party, today, but_not=alone)  # its duty of care for those routes goes on until they ended


def _wind_down(agreement: Agreement, reason: str) -> None:
    """No new cohort in any route; the care plan of the agreement holds for those who have started."""
    turn(agreement, agreement.wind_down, code="agreements.winding_down", actor=None, reason=reason)
    for route in sorted(routes_of(agreement), key=lambda r: r.pk):
        stop_route(route, reason=reason)
    for change in unsigned_changes(agreement):
        withdraw_unsigned(change, reason=reason)
    events.agreement_winding_down.send(Agreement, agreement=agreement, actor=None)


def unsigned_changes(agreement: Agreement) -> Iterable[Agreement]:
    """What somebody signed is left to the boards: they agree on it together."""
    under_way = agreement.successors.filter(state__in=UNSIGNED)
    return [change for change in under_way if nobody_signed(change)]
