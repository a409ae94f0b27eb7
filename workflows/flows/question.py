from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.models import Task

from accounts.models import Board, User

from ..models import Question, QuestionProcess, QuestionRound
from ..nodes import BoardTask


def addressed(process: QuestionProcess) -> Board:
    board: Board = process.question.asked_of
    return board


class AdviserTask(BoardTask):
    """Due on the day that was promised to who asked; nobody advises themselves, and who asked hears that it is late."""

    def last_day(self, task: Task) -> date:
        day: date = task.process.coerced.question.current.due_on
        return day

    def day_that_was_set(self) -> Combinable:
        asked = QuestionRound.objects.filter(question=OuterRef("process__questionprocess__question"))
        return Subquery(asked.order_by("-number").annotate(day=Cast("due_on", CharField())).values("day")[:1])

    def due(self, task: Task) -> datetime:
        return datetime.combine(self.last_day(task), time(23, 59), get_default_timezone())

    def people(self, activation: Activation) -> QuerySet[User]:
        return super().people(activation).exclude(pk=activation.process.question.asker_id)

    def who_misses_it(self, process: QuestionProcess) -> list[User]:
        return [process.question.asker]


class QuestionFlow(flow.Flow):  # type: ignore[misc]
    """Somebody asks something; the advisers of one board are up. Asking again begins anew."""

    process_class = QuestionProcess
    process_title = _("Question to an adviser")
    lock_impl = SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.open_case).Next(this.answer)

    answer = (
        AdviserTask("questions:question", right="answer_questions", days=14, board=addressed)
        .Annotation(title=_("Answer a question"))
        .Next(this.over)
    )

    over = flow.End()

    def open_case(self, activation: Activation, question: Question) -> Any:
        activation.process.question = question
        return activation.process
