"""The term of a task: a reminder before it ends, one when it is over, and then the director of the same board.

Never another board: a board answers for its own work, and the others see on the page of the case who is late.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import models, transaction
from django.utils.timezone import localtime, now
from viewflow.workflow.models import Task

from accounts.models import Board, User
from accounts.permissions import people_asked
from jobs.faults import point
from jobs.sentences import Sentence
from jobs.sentences import sentence as _

from ..announcements import in_english
from ..flows import AgreementFlow, EndingFlow, ProposalFlow, QuestionFlow, StartFlow, TermFlow
from ..links import address_of
from ..nodes import BoardTask
from ..reached import people_reached, record_of
from ..selectors import open_board_tasks
from .kinds import Kind
from .models import TermAlarm
from .services import tell

logger = logging.getLogger(__name__)

FLOWS = (ProposalFlow, AgreementFlow, StartFlow, TermFlow, EndingFlow, QuestionFlow)
BEFORE = timedelta(days=3)
AFTER = timedelta(days=7)
DIRECTING = frozenset({"decide_agreements", "approve_routes"})


class Stage(models.IntegerChoices):
    SOON = 1
    OVER = 2
    ESCALATED = 3


class Waiting(NamedTuple):
    """What an activation of the engine knows too."""

    task: Task
    flow_task: BoardTask
    process: Any


def watch_terms(moment: datetime | None = None) -> None:
    """Every hour. What fails is tried again in the next."""
    at = moment or now()
    for task in _to_look_at(at):
        try:
            look_at(task.pk, at)
        except Exception:
            logger.exception("Nobody was told about the term of task %s; it is tried again.", task.pk)


def _to_look_at(at: datetime) -> Iterator[Task]:
    """Tasks that come near their usual term and of which not everything was told."""
    for node in nodes_with_terms():
        old = at - timedelta(days=node.days) + BEFORE
        tasks = open_board_tasks().filter(flow_task=node, created__lte=old)
        yield from tasks.exclude(term_alarm__stage=Stage.ESCALATED)


def nodes_with_terms() -> list[BoardTask]:
    """A board that has to sign is reminded of the day that the boards set, not of a term of the flow."""
    nodes = [node for one in FLOWS for node in one.instance.nodes() if isinstance(node, BoardTask)]
    return [node for node in nodes if node.reminds]


def stage_at(due: datetime, at: datetime) -> Stage | None:
    """The furthest only: after a week without a scheduler nobody hears what was true last week."""
    if at >= due + AFTER:
        return Stage.ESCALATED
    if at >= due:
        return Stage.OVER
    return Stage.SOON if at >= due - BEFORE else None


@transaction.atomic
def look_at(pk: int, at: datetime) -> None:
    """Under the lock of the record, so that two schedulers tell it once. A clock that goes back tells nothing again."""
    found = open_board_tasks().filter(pk=pk).first()
    if found is None:
        return
    record = record_of(found.process.coerced)
    type(record)._default_manager.select_for_update().get(pk=record.pk)
    task = open_board_tasks().filter(pk=pk).first()
    if task is None:
        return
    due = task.flow_task.due(task)
    stage, told = stage_at(due, at), TermAlarm.objects.filter(task=task).first()
    if stage is None or (told is not None and told.stage >= stage):
        return
    TermAlarm.objects.update_or_create(task=task, defaults={"stage": stage, "due": due})
    point("term.told")
    _tell(Waiting(task, task.flow_task, task.process.coerced), stage, due)


def _tell(waiting: Waiting, stage: Stage, due: datetime) -> None:
    task, record = waiting.task, record_of(waiting.process)
    escalates = stage == Stage.ESCALATED
    people = who_hears_it_is_late(waiting) if escalates else people_reached(waiting)
    tell(
        people,
        Kind.TERM,
        key=f"due:{task.pk}:{due.isoformat()}:{stage}",
        about=record,
        sentence=_told(waiting, stage, due),
        address="" if escalates else address_of(task),
        alone=len(people) == 1,
        task=task,
    )


def _told(waiting: Waiting, stage: Stage, due: datetime) -> Sentence:
    what = in_english(waiting.flow_task.task_title)
    day = localtime(due).strftime("%d-%m-%Y")
    if stage == Stage.ESCALATED:
        board = waiting.task.owner_permission_obj
        return _("%(board)s is late since %(day)s: %(what)s", board=board, day=day, what=what)
    if stage == Stage.OVER:
        return _("The term is over since %(day)s: %(what)s", day=day, what=what)
    return _("Still to do, until %(day)s: %(what)s", day=day, what=what)


def who_hears_it_is_late(waiting: Waiting) -> list[User]:
    """The directors of the board that is late. When they are up themselves: its coordinators, who can go and ask.

    Of some tasks somebody else (`BoardTask.who_misses_it`), who may read what it is about.
    """
    if missing := waiting.flow_task.who_misses_it(waiting.process):
        return missing
    board: Board = waiting.task.owner_permission_obj
    right = "draft_agreements" if waiting.flow_task.right in DIRECTING else "decide_agreements"
    return list(people_asked(right, board))
