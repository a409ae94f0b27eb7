"""From which day a change holds, and how it takes the place of the old agreement on that day."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from audit.services import record
from leerroutes.services import move_route, readmit_board, release_board

from ..binding import bound_boards
from ..errors import AgreementError
from ..facts import routes_of
from ..models import Agreement, AgreementParty
from ..models.agreement import standing_signatures
from ..notice import last_day
from .turning import locked, turn


def ensure_nothing_lies_between(old: Agreement, starts_on: date) -> None:
    """A change holds from a day on which the old agreement still binds every board, or the day after the last one."""
    if starts_on < old.starts_on:
        raise AgreementError(
            _("A change does not hold from before the agreement began: %(day)s.") % {"day": f"{old.starts_on:%d-%m-%Y}"}
        )
    last = last_day(old)
    if last is not None and starts_on > last + timedelta(days=1):
        raise AgreementError(
            _("The agreement of now binds until %(day)s. The change takes effect on the day after at the latest.")
            % {"day": f"{last:%d-%m-%Y}"}
        )


def take_the_place_of_the_old(agreement: Agreement) -> None:
    """In the transaction in which the new one comes in force: no route is ever without, or in two."""
    if agreement.replaces is None:
        return
    old = locked(agreement.replaces)
    turn(old, old.replace, code="agreements.replaced", actor=None, by=agreement.number)
    for route in sorted(routes_of(agreement), key=lambda r: r.pk):
        move_route(route, instead_of=old.number, agreement_number=agreement.number)
        for board in bound_boards(agreement):
            readmit_board(route, board=board)
    for party in agreement.parties.filter(leaves=True).select_related("board"):
        let_go(agreement, party, max(agreement.starts_on, last_signed(agreement)))


def last_signed(agreement: Agreement) -> date:
    """The day on which the last board signed."""
    return max(localdate(signature.signed) for signature in standing_signatures(agreement))


@transaction.atomic
def let_go(agreement: Agreement, party: AgreementParty, day: date, *, but_not: Set[int] = frozenset()) -> None:
    """From this day the board is bound no longer, and decides nothing about the routes, save those it must finish."""
    party.left_on = day
    party.save(update_fields=["left_on"])
    for route in sorted(routes_of(agreement), key=lambda r: r.pk):
        if route.pk not in but_not:
            release_board(route, board=party.board, day=day)
    record("agreements.board_left", actor=None, case=agreement, parties=[str(party.board)], day=day.isoformat())
