"""The ledger. Rows are written once; database triggers refuse every change but erasing (see `triggers.py`)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, NoReturn, TypeVar

from django.conf import settings
from django.db import models

from .chain import Link


class LedgerIsAppendOnly(Exception):
    """Somebody tried to change or remove an event."""


M = TypeVar("M", bound=models.Model)


class AppendOnly(models.QuerySet[M]):
    """Reading only: the bulk ways to change history are closed in Python too."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise LedgerIsAppendOnly("Audit events are never changed.")

    def delete(self) -> NoReturn:
        raise LedgerIsAppendOnly("Audit events are never removed.")


class AuditQuerySet(AppendOnly["AuditEvent"]):
    def of_case(self, *cases: str) -> AuditQuerySet:
        return self.filter(case__in=cases)


class AuditAnchor(models.Model):
    """The heads of all chains on one moment, signed (docs/ledger.md). The file is in the storage, and with others."""

    number = models.PositiveBigIntegerField(unique=True)
    made = models.DateTimeField()
    root = models.CharField(max_length=64)
    statement = models.TextField()
    file = models.CharField(max_length=200)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"anchor {self.number}, {self.made:%Y-%m-%d %H:%M}"


def moment(at: datetime) -> str:
    """As it is hashed: UTC, always microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


class AuditEvent(models.Model):
    """One thing that happened, told in the transaction in which it happened, chained to the one before it in its case.

    `action` is a code that never changes (`leerroutes.submitted`); the sentence for people is in `wording.py`.
    The two payloads are canonical JSON texts, null once erased; read them through the properties below.
    """

    case = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField(editable=False)
    action = models.CharField(max_length=80)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    board_id = models.PositiveBigIntegerField(null=True)
    board_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    person = models.TextField(null=True)  # noqa: DJ001  null is "erased", an empty text would not be
    content = models.TextField(null=True)  # noqa: DJ001
    person_digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    marks = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    _read: tuple[str | None, dict[str, Any]] | None = None
    """The content that was read last, and what it says."""

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="audit_one_event_per_place")]
        indexes = [models.Index(fields=["case", "id"], name="audit_event_of_case")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action} {self.case}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise LedgerIsAppendOnly("Audit events are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise LedgerIsAppendOnly("Audit events are never removed.")

    @property
    def origin(self) -> dict[str, str]:
        """`name`, `role`, `session`, `address`, `job` and `salt` of who acted; empty when erased."""
        return json.loads(self.person) if self.person else {}

    @property
    def payload(self) -> dict[str, Any]:
        """`reason`, `changes`, `data`, `state` and `salt`; empty when erased. Read once, not for each fact."""
        if self._read is None or self._read[0] is not self.content:
            self._read = (self.content, json.loads(self.content) if self.content else {})
        return self._read[1]

    @property
    def actor_name(self) -> str:
        """The name of then. Empty when erased, and for what the system did by itself."""
        return self.origin.get("name", "")

    @property
    def reason(self) -> str:
        return str(self.payload.get("reason", ""))

    @property
    def changes(self) -> dict[str, list[Any]]:
        """A field and what it was before and after."""
        return dict(self.payload.get("changes", {}))

    @property
    def data(self) -> dict[str, Any]:
        """Facts that belong to the event: a digest, a register id."""
        return dict(self.payload.get("data", {}))

    @property
    def state(self) -> dict[str, Any]:
        """What this event changed in the picture of the case (docs/ledger.md, time travel)."""
        return dict(self.payload.get("state", {}))

    @property
    def link(self) -> Link:
        """As it is hashed."""
        values = {name: getattr(self, name) for name in Link._fields if name not in ("actor", "at")}
        return Link(**values, actor=self.actor_id, at=moment(self.at))


class CasePicture(models.Model):
    """What the events of a case tell of one part of it, kept so that the next event can say what changed.

    A cache, and no evidence: replaying the events gives the same. `seen_by` and `seen_at` say who drew it when, so that
    it is not drawn again before somebody writes (see `pictures/watch.py`).
    """

    case = models.CharField(max_length=40)
    part = models.CharField(max_length=40, blank=True)
    facts = models.TextField()
    seen_by = models.CharField(max_length=16)
    seen_at = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="one_picture_per_part_of_a_case", fields=["case", "part"])]

    def __str__(self) -> str:
        return f"{self.case} {self.part}"
