"""Who has a task, among those it is asked of. Knows no policy, so that whatever finishes a task can ask it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts.errors import Refusal
from accounts.models import User
from accounts.permissions import people_asked


def holders(tasks: Iterable[Task]) -> dict[int, User]:
    """By task. Who is away or lost the role holds nothing meanwhile; back, it is theirs again.

    As many queries as there are boards and rights among what was taken up.
    """
    taken = [task for task in tasks if task.status == STATUS.ASSIGNED and task.owner_permission_obj_pk]
    groups: dict[tuple[str, int], list[Task]] = defaultdict(list)
    for task in taken:
        groups[task.flow_task.right, int(task.owner_permission_obj_pk)].append(task)
    found: dict[int, User] = {}
    for (right, _board), group in groups.items():
        asked = people_asked(right, group[0].owner_permission_obj)
        people = asked.in_bulk([task.owner_id for task in group])
        found |= {task.pk: people[task.owner_id] for task in group if task.owner_id in people}
    return found


def holder_of(task: Task) -> User | None:
    return holders([task]).get(task.pk)


def ensure_free_for(task: Task, user: User) -> None:
    """Somebody else who took it up goes first, unless several people do this together."""
    holder = None if task.flow_task.together else holder_of(task)
    if holder is not None and holder.pk != user.pk:
        raise Refusal(taken_by(task, holder), _("On the page of the task you can take it over, with a reason."))


def taken_by(task: Task, holder: User) -> str:
    since = date_format(localtime(task.assigned), "j F Y H:i")
    return _("%(name)s took this up on %(moment)s.") % {"name": holder, "moment": since}
