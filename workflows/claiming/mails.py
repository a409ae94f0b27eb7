"""Mail about a task that went from one colleague to another. The note stays where it can be read."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from jobs.services import handles

from ..links import absolute
from ..mail import send
from ..models import HandOver
from ..progress import OPEN
from ..reached import record_of


@handles("workflows.mail_handed_over")
def mail_handed_over(hand_over: int, person: int) -> None:
    """Tell the colleague, unless the task is done meanwhile."""
    kept = HandOver.objects.select_related("task__process", "by", "after").get(pk=hand_over)
    if kept.task.status not in OPEN:
        return
    record = record_of(kept.task.process.coerced)
    words = {
        "task": kept.task.flow_task,
        "record": record,
        "board": kept.task.owner_permission_obj,
        "by": kept.by,
        "is_given": kept.after_id == person,
        "link": absolute(reverse("workflows:task", args=[kept.task.pk])),
    }
    send("workflows/mail/handed_over.txt", User.objects.get(pk=person), words, about=record)
