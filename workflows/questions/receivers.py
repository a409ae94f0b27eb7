"""The flow follows the question, and people are told; in the transaction of the service, the question first."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from accounts.actors import Actor
from jobs.sentences import sentence as _

from ..flows import QuestionFlow
from ..models import Question
from ..progress import cancel_open, finish_board_task, tell_moved
from ..telling.kinds import Kind
from ..telling.services import tell
from . import events


@receiver(events.question_asked)
def advisers_are_up(*, question: Question, **kwargs: Any) -> None:
    QuestionFlow.start.run(question=question)
    tell_moved(question)


@receiver(events.question_answered)
def asker_hears_it(*, question: Question, actor: Actor, **kwargs: Any) -> None:
    finish_board_task(QuestionFlow.answer, question.processes.all(), board=question.asked_of, user=actor.user)
    tell_moved(question)
    tell(
        [question.asker],
        Kind.QUESTION,
        key=f"answered:question:{question.pk}:{question.current.number}",
        about=question,
        sentence=_("%(name)s answered your question.", name=actor.user),
    )


@receiver(events.question_withdrawn)
def nobody_is_up(*, question: Question, **kwargs: Any) -> None:
    cancel_open(QuestionFlow, question.processes.all())
    tell_moved(question)
