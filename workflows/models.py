"""The work around a record. A process points at its record; it copies no fact and holds no rule."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from viewflow.workflow.models import Process

from agreements.models import Agreement
from leerroutes.models import Route

from .messages.models import Message as Message
from .questions.models import Question as Question
from .questions.models import QuestionRound as QuestionRound
from .search.models import SearchEntry as SearchEntry
from .search.models import Spelling as Spelling
from .telling.models import Choice as Choice
from .telling.models import Digest as Digest
from .telling.models import Notice as Notice
from .telling.models import TermAlarm as TermAlarm
from .telling.models import Times as Times


class ProposalProcess(Process):
    """From submitted proposal to an agreement that takes it in."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="proposal_processes")

    class Meta:
        default_permissions = ()


class AgreementProcess(Process):
    """From draft text to an agreement in force."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="processes")

    class Meta:
        default_permissions = ()


class StartProcess(Process):
    """From an agreement in force to a running route."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="start_processes")

    class Meta:
        default_permissions = ()


class TermProcess(Process):
    """From a term for signing that is over, or too short, to a longer one."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="term_processes")

    class Meta:
        default_permissions = ()


class EndingProcess(Process):
    """From the warning that the end date comes near to a change, or the end."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="ending_processes")

    class Meta:
        default_permissions = ()


class QuestionProcess(Process):
    """One question to an adviser and its answer; asking again is a new process."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="processes")

    class Meta:
        default_permissions = ()

    @property
    def record(self) -> Question:
        found: Question = self.question
        return found


class HandOver(models.Model):
    """A task went from one colleague to another, with a word. Read by whom the task is asked of, and by nobody else."""

    task = models.ForeignKey("viewflow.Task", models.PROTECT, related_name="hand_overs")
    before = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    after = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField(max_length=1000)
    written = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="a_task_goes_to_another", condition=~Q(before=F("after"))),
            models.CheckConstraint(name="a_hand_over_has_a_note", condition=~Q(note="")),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class CalendarFeed(models.Model):
    """A calendar outside in which somebody sees their deadlines: all of them, or those of one route.

    Its address is a secret that is shown once; only the digest of it is kept. Without a session, so it can be revoked.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_feeds")
    route = models.ForeignKey(Route, models.PROTECT, null=True, blank=True, related_name="+")
    secret_sha256 = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(auto_now_add=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="one_calendar_for_everything", fields=["user"], condition=Q(revoked=None, route=None)
            ),
            models.UniqueConstraint(
                name="one_calendar_per_route",
                fields=["user", "route"],
                condition=Q(revoked=None, route__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.route or '*'}"
