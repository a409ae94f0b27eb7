"""The ledger's only table. Rows are written once; database triggers refuse every change (see `triggers.py`)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone


class LedgerIsAppendOnly(Exception):
    """Somebody tried to change or remove an event."""


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    """Reading only: the bulk ways to change history are closed in Python too."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise LedgerIsAppendOnly("Audit events are never changed.")

    def delete(self) -> NoReturn:
        raise LedgerIsAppendOnly("Audit events are never removed.")

    def of_case(self, *cases: str) -> AuditQuerySet:
        return self.filter(case__in=cases).select_related("actor")


class AuditEvent(models.Model):
    """One thing that happened, told in the transaction in which it happened.

    `action` is a code that never changes (`leerroutes.submitted`); the sentence for people is in `wording.py`.
    `changes` maps a field to `[before, after]`; `data` holds facts that belong to the event (a digest, a register id).
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    action = models.CharField(max_length=80)
    case = models.CharField(max_length=40)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200, blank=True)
    board_id = models.PositiveBigIntegerField(null=True)
    board_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    changes = models.JSONField(default=dict)
    data = models.JSONField(default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["case", "id"], name="audit_event_of_case")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action} {self.case}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise LedgerIsAppendOnly("Audit events are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise LedgerIsAppendOnly("Audit events are never removed.")
