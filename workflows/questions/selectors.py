"""What pages show of questions. Constant numbers of queries."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.actors import Actor
from agreements.models import Agreement
from audit.models import AuditEvent
from audit.services import case_of
from leerroutes.models import Route

from ..models import Question, QuestionRound
from ..progress import TASKS_MOVED
from .policies import visible_to
from .states import State

BADGES = {State.ASKED: "waiting", State.ANSWERED: "done", State.WITHDRAWN: "withdrawn"}


def badge_of(question: Question) -> str:
    return "late" if question.is_late else BADGES[State(question.state)]


def listed(actor: Actor, of_others: bool) -> QuerySet[Question]:
    """My own, or those that others asked of the advisers of my boards."""
    found = visible_to(actor)
    return found.exclude(asker=actor.user) if of_others else found.filter(asker=actor.user)


def about_case(record: Route | Agreement, actor: Actor) -> QuerySet[Question]:
    """Those about this case that this person reads."""
    return visible_to(actor).filter(**{str(record._meta.model_name): record}).prefetch_related(None)


def with_words(words: str) -> QuerySet[Question]:
    """By the words of what was asked, or by number."""
    rounds = QuestionRound.objects.filter(text__icontains=words)
    found = Q(title__icontains=words) | Q(pk__in=rounds.values("question"))
    number = words.upper().removeprefix("VR-")
    if number.isascii() and number.isdigit() and len(number) < 19:
        found |= Q(pk=int(number))
    questions: QuerySet[Question] = Question.objects.filter(found)
    return questions


def rounds_of(question: Question) -> list[QuestionRound]:
    """The last on top."""
    return list(question.rounds.select_related("answered_by").order_by("-number"))


def trail_of(question: Question) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.of_case(case_of(question)).exclude(action=TASKS_MOVED).order_by("-pk")
