"""Take a task up, put it back, hand it over, take it over. The record is locked first, the process after it.

The trail tells that it happened. What colleagues write to each other stays at their board: the trail is read by all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from viewflow.workflow.models import Task

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.models import User
from accounts.verdicts import ensure
from audit.services import record
from jobs.sentences import sentence as worded

from ..models import HandOver
from ..progress import OPEN
from ..reached import record_of
from ..telling.kinds import Kind
from ..telling.services import tell
from .holding import holder_of, taken_by
from .policies import can_take_up, colleagues


@transaction.atomic
def take_up(task: Task, *, actor: Actor) -> None:
    """From now on colleagues see who does it. Of two at once one has it, and the other hears who; twice is once."""
    with _opened(task, actor) as activation:
        if holder_of(task) == actor.user:
            return
        _ensure_not_with_another(task, actor)
        _give(activation, actor.user)
        _tell("workflows.task_taken_up", task, actor)


@transaction.atomic
def put_back(task: Task, *, actor: Actor) -> None:
    """It waits for everybody again."""
    with _opened(task, actor) as activation:
        _ensure_held(task, actor)
        activation.unassign()
        _tell("workflows.task_put_back", task, actor)


@transaction.atomic
def hand_over(task: Task, *, actor: Actor, to: User, note: str) -> None:
    """A colleague who may do it has it now, reads the note, and gets a mail."""
    with _opened(task, actor) as activation:
        _ensure_not_with_another(task, actor)
        if to not in colleagues(actor, task):
            raise Refusal(_("%(name)s cannot do this: choose a colleague of whom it is asked, too.") % {"name": to})
        _give(activation, to)
        _pass_on(task, actor, before=actor.user, after=to, note=note)
        _tell("workflows.task_handed_over", task, actor, person=str(to))


@transaction.atomic
def take_over(task: Task, *, actor: Actor, note: str) -> None:
    """A colleague has it and cannot go on; hears who has it now, and why."""
    with _opened(task, actor) as activation:
        holder = holder_of(task)
        if holder is None or holder.pk == actor.user.pk:
            raise Refusal(_("Nobody else has this task; you can take it up."))
        _give(activation, actor.user)
        _pass_on(task, actor, before=holder, after=actor.user, note=note)
        _tell("workflows.task_taken_over", task, actor, person=str(holder))


# --- Inside --------------------------------------------------------------------------------------


@contextmanager
def _opened(task: Task, actor: Actor) -> Iterator[Any]:
    """The record and the process are this transaction's alone, and the person may do the task."""
    found = record_of(task.process.coerced)
    type(found)._base_manager.select_for_update().get(pk=found.pk)
    with task.activation() as activation:
        if task.status not in OPEN:
            raise Refusal(_("This task is done, or is not needed any more."))
        ensure(can_take_up(actor, task))
        yield activation


def _ensure_not_with_another(task: Task, actor: Actor) -> None:
    holder = holder_of(task)
    if holder is not None and holder.pk != actor.user.pk:
        raise Refusal(taken_by(task, holder))


def _ensure_held(task: Task, actor: Actor) -> None:
    if task.owner_id != actor.user.pk:
        raise Refusal(_("You have not taken this task up."))


def _give(activation: Any, user: User) -> None:
    """Once more is as good: the moment is the last one."""
    task = activation.task
    task.assigned = timezone.now()
    if task.owner_id is None:
        activation.assign(user=user)
    else:
        activation.reassign(user=user)


def _pass_on(task: Task, actor: Actor, *, before: User, after: User, note: str) -> None:
    if not note.strip():
        raise Refusal(_("Please write a few words for your colleague."))
    kept = HandOver.objects.create(task=task, before=before, after=after, by=actor.user, note=note.strip())
    is_given = actor.user == before
    given = worded("%(name)s hands a task over to you.", name=actor.user)
    taken = worded("%(name)s takes your task over.", name=actor.user)
    tell(
        [after if is_given else before],
        Kind.HANDED,
        key=f"handed:{kept.pk}",
        about=record_of(task.process.coerced),
        sentence=given if is_given else taken,
        address=reverse("workflows:task", args=[task.pk]),
        task=task,
        job="workflows.mail_handed_over",
        arguments={"hand_over": kept.pk},
    )


def _tell(action: str, task: Task, actor: Actor, **data: Any) -> None:
    found = record_of(task.process.coerced)
    record(action, actor=actor, case=found, task=f"{task.flow_task.flow_class.__name__}.{task.flow_task.name}", **data)
