"""Who may take a task up, give it away or take it over: those it is asked of."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import Task

from accounts.actors import Actor, actor_for
from accounts.models import User
from accounts.permissions import people_asked
from accounts.verdicts import ALLOWED, Verdict, no

from ..selectors import tasks_for

NOT_ASKED = _("This task is not asked of you, at the board you act for.")
FOR_NO_BOARD = _("Inspectors do not take tasks up.")


def can_take_up(actor: Actor, task: Task) -> Verdict:
    """The role at that board, the institution, and four eyes: as the inbox asks."""
    if actor.board is None:
        return no(FOR_NO_BOARD if actor.is_inspector else NOT_ASKED)
    return ALLOWED if tasks_for(actor).filter(pk=task.pk).exists() else no(NOT_ASKED)


def colleagues(actor: Actor, task: Task) -> list[User]:
    """To whom it can be handed over: each of them may do it, too."""
    people = people_asked(task.flow_task.right, task.owner_permission_obj).exclude(pk=actor.user.pk)
    return [one for one in people if can_take_up(actor_for(one, actor.board), task)]
