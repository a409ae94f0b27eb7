"""Remind the boards that did not sign yet: by the clock, or because somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.models import Board
from accounts.verdicts import ensure
from audit.services import record

from .. import events, policies_request
from ..models import Agreement, Reminder, SigningRequest
from ..models.agreement import standing_signatures
from ..signing_turns import boards_to_remind
from ..states import ReminderKind, State
from .turning import locked

AFTER = timedelta(days=7)
"""So long after a board was asked the clock reminds it; and so long before the term ends, once more."""

QUIET = timedelta(days=3)
"""Nobody is reminded by the clock so soon after being asked."""


@transaction.atomic
def remind_boards(agreement: Agreement, *, actor: Actor) -> list[Reminder]:
    """Remind every board whose turn it is, once a day."""
    agreement = locked(agreement)
    ensure(policies_request.can_remind(actor, agreement))
    request = agreement.signing_request
    assert request is not None
    return _remind(agreement, request, boards_to_remind(agreement, request), ReminderKind.ASKED, actor=actor)


@transaction.atomic
def remind_in_time(agreement: Agreement) -> list[Reminder]:
    """What the clock does: a week after the boards were asked, and a week before the term ends; each once."""
    agreement = locked(agreement)
    request = agreement.signing_request
    if agreement.state != State.OUT_FOR_SIGNATURE or request is None or request.due_on is None or request.is_over:
        return []
    kind = _kind_of_today(request.due_on, _asked_on(agreement, request))
    if kind is None:
        return []
    had = set(request.reminders.filter(kind=kind, due_on=request.due_on).values_list("board_id", flat=True))
    boards = [board for board in boards_to_remind(agreement, request) if board.pk not in had]
    return _remind(agreement, request, boards, kind, actor=None) if boards else []


def _asked_on(agreement: Agreement, request: SigningRequest) -> date:
    """When the boards that are up were asked: at the release, after a renewal, or after who signed before them."""
    moments = [request.opened, request.renewed]
    if request.order:
        moments += standing_signatures(agreement).values_list("signed", flat=True)
    return max((localdate(moment) for moment in moments if moment), default=localdate())


def _kind_of_today(due_on: date, asked_on: date) -> ReminderKind | None:
    today = localdate()
    if today < asked_on + QUIET:
        return None
    if today >= due_on - AFTER:
        return ReminderKind.LAST
    return ReminderKind.FIRST if today >= asked_on + AFTER else None


def _remind(
    agreement: Agreement, request: SigningRequest, boards: Iterable[Board], kind: ReminderKind, *, actor: Actor | None
) -> list[Reminder]:
    about = {"request": request, "kind": kind, "due_on": request.due_on, "sent_on": localdate()}
    asked_by = actor.user if actor else None
    made = [Reminder.objects.create(board=board, asked_by=asked_by, **about) for board in boards]
    boards_told = [str(reminder.board) for reminder in made]
    record("agreements.reminded", actor=actor, case=agreement, subject=request, kind=str(kind), boards=boards_told)
    events.boards_reminded.send(Agreement, agreement=agreement, actor=actor, reminders=made)
    return made
