"""A question, and its rounds of asking and answering."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from accounts.models import Board, Institution
from agreements.models import Agreement
from guidance.models import Entry
from leerroutes.models import Route

from .states import State, Topic


class Question(ConcurrentTransitionMixin, models.Model):
    """Somebody of a board asks the advisers of one board: their own, or one in the region. Nobody else reads it.

    It may be about a case. It says nothing there to the other boards: to ask for advice is the business of a board.
    """

    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Board, models.PROTECT, related_name="+")
    route = models.ForeignKey(Route, models.PROTECT, null=True, related_name="questions")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="questions")
    topic = models.CharField(max_length=12, choices=Topic)
    title = models.CharField(max_length=150)
    may_share = models.BooleanField()
    """Question and answer may be used in the help, without names: said by who asked."""
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, related_name="+")
    """What an editor made of it."""
    state = FSMField(default=State.ASKED, choices=State.choices, protected=True, editable=False)
    state_since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="question_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="question_topic_is_known", condition=Q(topic__in=Topic.values)),
            models.CheckConstraint(name="question_is_about_one_case", condition=Q(route=None) | Q(agreement=None)),
            models.CheckConstraint(
                name="help_is_made_of_what_may_be_shared", condition=Q(entry=None) | Q(may_share=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("questions:question", args=[self.pk])

    @property
    def number(self) -> str:
        return f"VR-{self.pk:05d}"

    @property
    def case(self) -> Route | Agreement | None:
        found: Route | Agreement | None = self.route or self.agreement
        return found

    @property
    def institutions(self) -> Any:
        """Of the board that advises: an adviser for one school is asked, too."""
        return Institution.objects.filter(board=self.asked_of_id)

    @property
    def current(self) -> QuestionRound:
        """What was asked last, from what was fetched."""
        return max(self.rounds.all(), key=lambda one: one.number)

    @property
    def is_late(self) -> bool:
        return self.state == State.ASKED and self.current.is_late

    @transition(field=state, source=State.ASKED, target=State.ANSWERED)
    def answer(self) -> None:
        """An adviser says how it is."""

    @transition(field=state, source=State.ANSWERED, target=State.ASKED)
    def ask_again(self) -> None:
        """The answer is not clear, or not enough."""

    @transition(field=state, source=State.ASKED, target=State.WITHDRAWN)
    def withdraw(self) -> None:
        """It is not needed any more."""


class QuestionRound(models.Model):
    """What was asked, with the day on which the answer is promised, and the answer. Never changed after that."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=4000)
    asked = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField()
    answer = models.TextField(max_length=4000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="question_round_once", fields=["question", "number"]),
            models.CheckConstraint(name="question_is_in_words", condition=~Q(text="")),
            models.CheckConstraint(
                name="question_answer_has_a_person_and_a_moment",
                condition=Q(answer="", answered_by=None, answered=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question.number} ({self.number})"

    @property
    def is_late(self) -> bool:
        """Answered after the day, or that day is over."""
        return self.decided_on > self.due_on

    @property
    def decided_on(self) -> date:
        return localdate(self.answered) if self.answered else localdate()
