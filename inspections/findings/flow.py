"""The work around a finding: who is up, and until when. The finding itself is the record."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.models import Process, Task

from accounts.models import Board, User
from workflows.nodes import BoardTask, InspectorTask

from .models import Finding, Round
from .selectors import inspectors_of


class FindingProcess(Process):  # type: ignore[misc]
    """One question to a board and its answer; a new question is a new process."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="processes")

    class Meta:
        default_permissions = ()

    @property
    def record(self) -> Finding:
        found: Finding = self.finding
        return found


def addressed(process: FindingProcess) -> Board:
    board: Board = process.finding.board
    return board


def inspectors(process: FindingProcess) -> QuerySet[User]:
    return inspectors_of(process.finding)


class AnswerTask(BoardTask):
    """Due on the day that the inspector set."""

    def last_day(self, task: Task) -> date:
        day: date = task.process.coerced.finding.current.due_on
        return day

    def day_that_was_set(self) -> Combinable:
        asked = Round.objects.filter(finding=OuterRef("process__findingprocess__finding")).order_by("-number")
        return Subquery(asked.annotate(day=Cast("due_on", models.CharField())).values("day")[:1])

    def due(self, task: Task) -> datetime:
        return datetime.combine(self.last_day(task), time(23, 59), get_default_timezone())


class FindingFlow(flow.Flow):  # type: ignore[misc]
    """A board answers a finding, the inspector looks at the answer: closes it, or asks again (and it begins anew)."""

    process_class = FindingProcess
    process_title = _("Finding")
    lock_impl = SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.open_case).Next(this.answer)

    answer = (
        AnswerTask("inspections:finding", right="approve_routes", days=0, board=addressed)
        .Annotation(title=_("Answer a finding of the inspectorate"))
        .Next(this.assess)
    )

    assess = (
        InspectorTask("inspections:finding", asked=inspectors, days=14)
        .Annotation(title=_("Look at the answer of the board: close the finding, or ask again"))
        .Next(this.over)
    )

    over = flow.End()

    def open_case(self, activation: Activation, finding: Finding) -> Any:
        activation.process.finding = finding
        return activation.process
