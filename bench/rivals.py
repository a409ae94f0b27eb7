"""The same row five times: told in the ledger (bare, or with its picture), in a plain log, by two well-known packages.

Each writes in the transaction of the change, and keeps who, when, why and what was before and after.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import cache
from typing import Any

from auditlog.context import set_actor
from auditlog.registry import auditlog
from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.actors import Actor
from audit.pictures import Rows, register
from audit.services import case_of, record

Changes = dict[str, tuple[Any, Any]]
TEXT = "De scholen stemmen het programma ieder jaar voor 1 maart op elkaar af en leggen dat vast. " * 5


class Article(models.Model):
    """About as much as a row of ours holds."""

    title = models.CharField(max_length=200, default="Samenwerking")
    text = models.TextField(default=TEXT)
    state = models.CharField(max_length=30, default="draft")
    level = models.PositiveSmallIntegerField(default=2)
    hours = models.PositiveIntegerField(default=1000)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True)
    changed = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Chained(Article):
    class Meta:
        app_label = "bench"


class Pictured(Article):
    class Meta:
        app_label = "bench"


class Logged(Article):
    class Meta:
        app_label = "bench"


class Auditlogged(Article):
    class Meta:
        app_label = "bench"


class Historic(Article):
    history = HistoricalRecords(app="bench")

    class Meta:
        app_label = "bench"


class PlainLog(models.Model):
    """What an event tells, with nothing that holds it to the one before it."""

    case = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=80)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    board_id = models.PositiveBigIntegerField(null=True)
    board_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    person = models.JSONField()
    content = models.JSONField()

    class Meta:
        app_label = "bench"
        indexes = [models.Index(fields=["case", "id"], name="bench_log_of_case")]

    def __str__(self) -> str:
        return f"{self.at} {self.action} {self.case}"


def log_plainly(action: str, *, actor: Any, case: str, subject: str = "", content: Any) -> None:
    board = actor.board if actor else None
    PlainLog.objects.create(
        case=case,
        action=action,
        actor=actor.user if actor else None,
        board_id=board.pk if board else None,
        board_name=str(board) if board else "",
        subject=subject,
        person={"name": str(actor.user), "role": ", ".join(sorted(actor.roles))} if actor else {},
        content=content,
    )


def _chained(row: Article, actor: Actor, changes: Changes) -> None:
    record("bench.changed", actor=actor, case=row, reason="Afgesproken", changes=changes)


def _logged(row: Article, actor: Actor, changes: Changes) -> None:
    content = {"reason": "Afgesproken", "changes": changes, "data": {}}
    log_plainly("bench.changed", actor=actor, case=case_of(row), content=content)


def _nothing(row: Article, actor: Actor, changes: Changes) -> None:
    """The package hears of it by itself."""


PLAIN, LEDGER = "plain log row", "ledger"
KINDS: dict[str, tuple[type[Article], Callable[[Article, Actor, Changes], None]]] = {
    PLAIN: (Logged, _logged),
    LEDGER: (Chained, _chained),
    "ledger with picture": (Pictured, _chained),
    "django-auditlog": (Auditlogged, _nothing),
    "django-simple-history": (Historic, _nothing),
}


def write(kind: str, pk: int, actor: Actor, number: int) -> None:
    """As a service does it: lock the record, change it, tell of it; one transaction."""
    model, tell = KINDS[kind]
    known = set_actor(actor.user) if model is Auditlogged else nullcontext()  # its middleware does this
    with known, transaction.atomic():
        row = model._default_manager.select_for_update().get(pk=pk)
        before = {"text": row.text, "version": row.version}
        row.text, row.version = f"{TEXT}{number}", row.version + 1
        row._history_user, row._change_reason = actor.user, "Afgesproken"  # type: ignore[attr-defined]
        row.save()
        tell(row, actor, {name: (value, getattr(row, name)) for name, value in before.items()})


@cache
def prepare() -> None:
    """The tables. The other parts of the bench do without."""
    auditlog.register(Auditlogged)
    register("pictured", Rows("", Pictured))
    with connection.schema_editor() as editor:
        for model in (Chained, Pictured, Logged, Auditlogged, Historic, Historic.history.model, PlainLog):
            editor.create_model(model)


def rows(kind: str, number: int) -> list[int]:
    """New ones, to write in."""
    model, _tell = KINDS[kind]
    return [model._default_manager.create().pk for _ in range(number)]
