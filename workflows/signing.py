"""What happens around a request to sign: who is asked for more time, and who hears what became of it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from viewflow.workflow.models import Task

from accounts.actors import Actor
from accounts.models import Board
from agreements import events as archive
from agreements.models import Agreement, Decline, Reminder, SigningRequest
from agreements.services import let_request_lapse, remind_in_time
from agreements.signing_turns import boards_asked_for_time
from leerroutes.models import Route

from . import announcements
from .flows import AgreementFlow, TermFlow
from .following import follows
from .progress import OPEN, cancel_open, finish_board_task, tell_moved


@follows(archive.agreement_declined)
def declined(*, agreement: Agreement, decline: Decline, **kwargs: Any) -> None:
    """Nobody has to sign any more; the writers begin the next round, and everybody is told why."""
    cancel_open(AgreementFlow, agreement.processes.all())
    AgreementFlow.start.run(agreement=agreement)
    announcements.declined(decline)


@follows(archive.renewal_agreed)
def count_renewal(*, agreement: Agreement, actor: Actor, board: Board, **kwargs: Any) -> None:
    finish_board_task(TermFlow.say, agreement.term_processes.all(), board=board, user=actor.user)
    ask_for_time(agreement)


def request_behind(task: Task, record: Agreement | Route) -> SigningRequest | None:
    """The request that a signing task is about; of another task nothing."""
    if isinstance(record, Agreement) and task.flow_task == AgreementFlow.sign:
        found: SigningRequest | None = record.signing_request
        return found
    return None


def ask_for_time(agreement: Agreement) -> None:
    """Every director who has to say something has a task; nobody gets a second one."""
    processes = agreement.term_processes.all()
    tasks = Task.objects.filter(flow_task=TermFlow.say, process__in=processes.values("pk"), status__in=OPEN)
    asked = set(tasks.values_list("owner_permission_obj_pk", flat=True))
    if {str(board.pk) for board in boards_asked_for_time(agreement)} - asked:
        cancel_open(TermFlow, processes)
        TermFlow.start.run(agreement=agreement)


@follows(archive.request_renewed)
def renewed(*, agreement: Agreement, request: SigningRequest, reason: str, **kwargs: Any) -> None:
    cancel_open(TermFlow, agreement.term_processes.all())
    announcements.term_news(request, reason)


@follows(archive.request_lapsed)
def lapsed(*, agreement: Agreement, request: SigningRequest, **kwargs: Any) -> None:
    """The directors find it among their tasks; the others are told."""
    announcements.term_news(request, "")


@follows(archive.boards_reminded)
def reminded(*, agreement: Agreement, reminders: list[Reminder], **kwargs: Any) -> None:
    announcements.reminded(agreement, reminders)


@follows(archive.agreement_declined, archive.agreement_withdrawn, archive.agreement_signed)
def other_boards_to_hear(*, agreement: Agreement, **kwargs: Any) -> None:
    """Who signs while more time is asked has a say in it too; and nobody has once all signed, or nobody will."""
    if boards_asked_for_time(agreement):
        ask_for_time(agreement)
    else:
        cancel_open(TermFlow, agreement.term_processes.all())


@transaction.atomic
def watch_request(agreement: Agreement) -> None:
    """What the clock does for one request, under the lock, so that two clocks do it once."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if let_request_lapse(agreement):
        ask_for_time(agreement)
        tell_moved(agreement)
    else:
        remind_in_time(agreement)
