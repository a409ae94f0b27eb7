"""Give a task a longer term. Only ever longer, so that a calendar outside knows which term is the newer one."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from viewflow.workflow.models import Task

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.verdicts import ensure
from audit.services import record

from .. import announcements
from ..reached import record_of
from ..selectors import described, open_board_tasks
from ..telling.services import begin_anew
from .policies import last_day, may_extend, right_used


@transaction.atomic
def extend_term(task: Task, *, actor: Actor, until: date, reason: str, seen: date) -> None:
    """The board that is up takes more time; the others read why. Reminders begin anew for the new day.

    `seen` is the last day that was shown. The record is locked, so of two at once the second hears of the first.
    """
    found = record_of(task.process.coerced)
    type(found)._base_manager.select_for_update().get(pk=found.pk)
    current = open_board_tasks().filter(pk=task.pk).first()
    if current is None:
        raise Refusal(_("This task is done, or is not needed any more."))
    shown = described([current])[0]
    ensure(may_extend(actor, shown))
    due = localdate(shown.due)
    if due != seen:
        raise Refusal(_("A colleague gave this task more time already, until %(day)s.") % {"day": _day(due)})
    _ensure_sound(until, due, last_day(found, due, current.flow_task.days))
    if not reason.strip():
        raise Refusal(_("Please give a reason; the others will read it."))
    _keep(current, until)
    record(
        "workflows.term_extended",
        actor=actor,
        case=found,
        reason=reason.strip(),
        changes={"until": (due.isoformat(), until.isoformat())},
        task=f"{current.flow_task.flow_class.__name__}.{current.flow_task.name}",
        **actor.told(right_used(actor, shown) or ""),
    )
    announcements.more_time(current, until)


def _keep(task: Task, until: date) -> None:
    task.data = {**task.data, "until": until.isoformat()}
    task.save(update_fields=["data"])
    begin_anew(task)


def _ensure_sound(until: date, due: date, last: date) -> None:
    if last <= max(due, localdate()):
        raise Refusal(_("There is no more time: the route starts on 1 August, and this must be done before."))
    if until <= due or until < localdate():
        raise Refusal(_("Choose a day after %(day)s that is not over.") % {"day": _day(due)})
    if until > last:
        raise Refusal(_("That is too far. Choose a day no later than %(day)s.") % {"day": _day(last)})


def _day(day: date) -> str:
    return date_format(day, "j F Y")
