"""Move a process on. The only place that touches viewflow's activations."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS

from accounts.models import Board, User
from audit.services import record_changes

from .claiming.holding import ensure_free_for
from .telling.services import forget_task

OPEN = (STATUS.NEW, STATUS.ASSIGNED)
"""Somebody still has to act."""

TASKS_MOVED = "workflows.tasks_moved"


def finish_board_task(node: Any, processes: QuerySet[Any], *, board: Board | None, user: User, **about: int) -> bool:
    """Finish the open task of this board (None: of the inspectors) as done by this person. False when there is none.

    Refused when a colleague took it up.
    """
    tasks = Task.objects.filter(
        flow_task=node,
        process__in=processes.values("pk"),
        status__in=OPEN,
        owner_permission_obj_pk=str(board.pk) if board else None,
    )
    for task in tasks.order_by("pk"):
        if all(task.data.get(key) == value for key, value in about.items()):
            return _finish(task, user)
    return False


def _finish(task: Task, user: User) -> bool:
    with task.activation() as activation:
        if task.status not in OPEN:
            return False
        ensure_free_for(task, user)
        if task.status == STATUS.NEW:
            activation.assign(user=user)
        elif task.owner_id != user.pk:
            activation.reassign(user=user)
        activation.start(request=None)
        activation.execute()
    forget_task(Task.objects.filter(pk=task.pk))
    return True


def pass_handle(node: Any, processes: QuerySet[Any]) -> None:
    """What the process waited for has happened. Nothing to do when it was not waiting."""
    waiting = Task.objects.filter(flow_task=node, process__in=processes.values("pk"), status=STATUS.NEW).first()
    if waiting is not None:
        node.run(waiting)


def cancel_open(flow_class: Any, processes: QuerySet[Process]) -> None:
    """Stop the process around a record that nobody has to work on any more."""
    for process in processes.filter(finished__isnull=True):
        flow_class.instance.cancel(process)
        forget_task(Task.objects.filter(process=process.pk))


def tell_moved(record: Model) -> None:
    """Which tasks of this case opened and closed, told in its trail. Nothing when none did."""
    record_changes(TASKS_MOVED, case=record)
