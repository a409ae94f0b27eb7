"""A finding, its rounds of question and answer, and the file that may come with an answer."""

from __future__ import annotations

from datetime import date
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from accounts.models import Board, OutsideFile
from accounts.uploads.states import FileState
from agreements.models import Agreement, Document
from audit.models import AuditEvent
from leerroutes.models import Route

from .states import Outcome, State


def answer_path(file: AnswerFile, filename: str) -> str:
    """A path that cannot be guessed; the name people see is kept apart."""
    return f"findings/{file.round.finding_id}/{token_hex(16)}"


class Finding(ConcurrentTransitionMixin, models.Model):
    """What an inspector finds in a route, addressed to one board: that board reads it and answers, no other.

    It is about one thing: an event, an article, a document, or a point of the checklist. `place` names that in words,
    and `digest` fixes it, as they were when the finding was made.
    """

    route = models.ForeignKey(Route, models.PROTECT, related_name="findings")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("finding"), max_length=4000)
    event = models.ForeignKey(AuditEvent, models.PROTECT, null=True, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=20, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    point = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    state = FSMField(default=State.ASKED, choices=State.choices, protected=True, editable=False)
    state_since = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=15, choices=Outcome, blank=True)
    conclusion = models.TextField(blank=True)
    """Why it was closed, or withdrawn."""

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="finding_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="finding_is_about_one_thing",
                condition=Q(event__isnull=False, agreement=None, code="", document=None, point="")
                | (Q(event=None, agreement__isnull=False, document=None, point="") & ~Q(code=""))
                | Q(event=None, agreement=None, code="", document__isnull=False, point="")
                | (Q(event=None, agreement=None, code="", document=None) & ~Q(point="")),
            ),
            models.CheckConstraint(
                name="finding_that_is_over_says_why",
                condition=Q(state__in=(State.ASKED, State.ANSWERED), conclusion="")
                | (Q(state__in=(State.CLOSED, State.WITHDRAWN)) & ~Q(conclusion="")),
            ),
            models.CheckConstraint(
                name="closed_finding_has_an_outcome",
                condition=Q(state=State.CLOSED, outcome__in=Outcome.values) | (~Q(state=State.CLOSED) & Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inspections:finding", args=[self.pk])

    @property
    def number(self) -> str:
        return f"BV-{self.pk:05d}"

    @property
    def institutions(self) -> Any:
        """Of the route: a role that is limited to an institution reaches only those."""
        return self.route.institutions

    @property
    def current(self) -> Round:
        """The question that was asked last, from what was fetched."""
        return max(self.rounds.all(), key=lambda one: one.number)

    @property
    def is_late(self) -> bool:
        return self.state == State.ASKED and self.current.is_late

    @transition(field=state, source=State.ASKED, target=State.ANSWERED)
    def answer(self) -> None:
        """The board says what it thinks of it, and what it will do."""

    @transition(field=state, source=[State.ASKED, State.ANSWERED], target=State.ASKED)
    def ask_again(self) -> None:
        """The inspector wants to know more, or waits longer."""

    @transition(field=state, source=[State.ASKED, State.ANSWERED], target=State.CLOSED)
    def close(self) -> None:
        """The inspector concludes."""

    @transition(field=state, source=[State.ASKED, State.ANSWERED], target=State.WITHDRAWN)
    def withdraw(self) -> None:
        """It should not have been made."""


class Round(models.Model):
    """A question to the board with the last day to answer, and its answer. The first question is the finding itself."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    question = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered = models.DateTimeField(null=True)
    reminded = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="finding_round_once", fields=["finding", "number"]),
            models.CheckConstraint(
                name="finding_answer_has_a_person_and_a_moment",
                condition=Q(answer="", answered_by=None, answered=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered__isnull=False)),
            ),
            models.CheckConstraint(
                name="only_the_first_question_is_the_finding", condition=Q(number=1) | ~Q(question="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding.number} ({self.number})"

    @property
    def is_late(self) -> bool:
        """Answered after its last day, or that day is over."""
        return self.decided_on > self.due_on

    @property
    def decided_on(self) -> date:
        return localdate(self.answered) if self.answered else localdate()


class AnswerFile(OutsideFile):
    """A file that a board sends with an answer, for the inspectors and the board itself."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="attached")
    file = models.FileField(upload_to=answer_path, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="answer_file_state_is_known", condition=Q(state__in=FileState.values)),
            models.CheckConstraint(
                name="refused_answer_file_has_a_reason", condition=~Q(state=FileState.REFUSED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def job_key(self) -> str:
        return f"answer-file:{self.pk}"
