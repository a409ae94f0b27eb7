"""The only way into the ledger."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db import connection, models
from django.utils import timezone

from . import pictures
from .canonical import canonical
from .chain import START, sealed
from .context import origin
from .models import AuditEvent


class ActingPerson(Protocol):
    """Who acts, and on behalf of which board. `accounts.actors.Actor` is one."""

    @property
    def user(self) -> Any: ...

    @property
    def board(self) -> models.Model | None: ...

    @property
    def roles(self) -> Collection[str]: ...


def case_of(subject: models.Model) -> str:
    """The name under which all events of one dossier are found: `route:12`, `agreement:3`."""
    return f"{subject._meta.model_name}:{subject.pk}"


def record(
    action: str,
    *,
    actor: ActingPerson | None,
    case: models.Model,
    subject: models.Model | None = None,
    reason: str = "",
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    **data: Any,
) -> AuditEvent:
    """Write an event in the caller's transaction: no change without it, and not it alone.

    `actor` is None only for what the system does by itself. Values in `changes` and `data` must be JSON values.
    """
    content = {"reason": reason, "changes": dict(changes or {}), "data": data, "salt": secrets.token_hex(16)}
    if state := pictures.difference(case):
        content["state"] = state
    return append(
        action,
        actor=actor,
        case=case_of(case),
        subject=case_of(subject) if subject else "",
        content=canonical(content),
    )


def append(action: str, *, actor: ActingPerson | None, case: str, subject: str, content: str) -> AuditEvent:
    """Put one more event at the end of the chain of a case, which nobody else can do until this transaction ends."""
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction of the change it tells of.")
    board = actor.board if actor else None
    number, previous, since = _end_of(case)
    event = AuditEvent(
        case=case,
        number=number + 1,
        at=max(timezone.now(), since) if since else timezone.now(),
        action=action,
        actor=actor.user if actor else None,
        board_id=board.pk if board else None,
        board_name=str(board) if board else "",
        subject=subject,
        person=canonical(_person(actor)),
        content=content,
        previous=previous,
    )
    for name, value in sealed(event.link)._asdict().items():
        if name in ("person_digest", "content_digest", "marks", "hash"):
            setattr(event, name, value)
    event.save(force_insert=True)
    return event


def _person(actor: ActingPerson | None) -> dict[str, str]:
    """The salt keeps a name that was erased from being guessed by its digest."""
    who = {"name": str(actor.user), "role": ", ".join(sorted(actor.roles))} if actor else {"name": "", "role": ""}
    return who | origin().told() | {"salt": secrets.token_hex(16)}


def _end_of(case: str) -> tuple[int, str, datetime | None]:
    """Number, hash and time of the last event. Whoever asks is the only one who may add the next.

    On SQLite the transaction is the only writer already. The order of two statements matters on PostgreSQL: what the
    second one sees begins after the lock was given.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [case])
    ends = AuditEvent.objects.filter(case=case).order_by("-number").values_list("number", "hash", "at")
    return ends.first() or (0, START, None)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that differ, as `{field: (before, after)}`."""
    return {key: (before.get(key), value) for key, value in after.items() if before.get(key) != value}
