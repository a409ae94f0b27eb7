"""The outbox. A row is the truth about a piece of slow work; the broker only says "look now"."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .tracing import LONGEST


class State(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"


class JobQuerySet(models.QuerySet["Job"]):
    def due(self, now: datetime) -> JobQuerySet:
        """Jobs that somebody should pick up: waiting and their time has come, or running with a lease that ran out."""
        return self.filter(Q(state=State.WAITING, run_after__lte=now) | Q(state=State.RUNNING, lease_until__lte=now))


class Job(models.Model):
    """One piece of work that must happen after the commit that asked for it, at least once.

    Never given up: after a failure `run_after` moves further away and `error` tells why, visible on the case; `reasons`
    are the same in sentences for the people of the case, when there are any (`jobs.sentences`).
    """

    name = models.CharField(max_length=80)
    key = models.CharField(max_length=200, unique=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(default=timezone.now)
    run_after = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)
    reasons = models.JSONField(default=list)
    request = models.CharField(max_length=LONGEST, blank=True)
    """The number of the request that asked for it (`tracing`)."""

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="job_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="running_job_has_a_lease", condition=~Q(state=State.RUNNING) | Q(lease_until__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["run_after"], name="job_unfinished", condition=~Q(state=State.DONE)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key} ({self.state})"
