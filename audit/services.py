"""The only way into the ledger."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django.db import connection, models
from django.utils import timezone

from .canonical import canonical
from .chain import START, sealed
from .context import origin
from .events import recorded
from .models import AuditEvent
from .pictures.keeping import changed
from .writing import insert, last_of


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

    `actor` is None only for what the system does by itself. Values in `changes` and `data` must be JSON values. Every
    row that changes must be written by now: the event keeps what its transaction changed in the case.
    """
    end = end_of(case_of(case))
    content: dict[str, Any] = {"reason": reason, "changes": dict(changes or {}), "data": data}
    if state := changed(case):
        content["state"] = state
    event = append(end, action, actor=actor, subject=case_of(subject) if subject else "", content=content)
    recorded.send(AuditEvent, event=event, case=case)
    return event


def record_changes(action: str, *, case: models.Model) -> AuditEvent | None:
    """An event about what followed by itself from another one: only when it changed the case."""
    end = end_of(case_of(case))
    if state := changed(case):
        return append(end, action, actor=None, content={"reason": "", "changes": {}, "data": {}, "state": state})
    return None


class End(NamedTuple):
    """Of the chain of a case, held by this transaction: nobody else adds to it until this one is over."""

    case: str
    number: int = 0
    hash: str = START
    at: datetime | None = None


def end_of(case: str) -> End:
    """The last event. On SQLite this transaction is the only writer already.

    The order of two statements matters on PostgreSQL: what the second one sees begins after the lock was given.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction of the change it tells of.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [case])
    last = last_of(case)
    return End(*last) if last else End(case)


def append(
    end: End, action: str, *, actor: ActingPerson | None, subject: str = "", content: Mapping[str, Any]
) -> AuditEvent:
    """Put one more event after the last. For `record` and what erases: everybody else goes through `record`."""
    board = actor.board if actor else None
    now = timezone.now()
    event = AuditEvent(
        case=end.case,
        number=end.number + 1,
        at=max(now, end.at or now),
        action=action,
        actor=actor.user if actor else None,
        board_id=board.pk if board else None,
        board_name=str(board) if board else "",
        subject=subject,
        person=canonical(_person(actor)),
        content=canonical({**content, "salt": secrets.token_hex(16)}),
        previous=end.hash,
    )
    for name, value in sealed(event.link)._asdict().items():
        if name in ("person_digest", "content_digest", "marks", "hash"):
            setattr(event, name, value)
    insert(event)
    return event


def _person(actor: ActingPerson | None) -> dict[str, str]:
    """The salt keeps a name that was erased from being guessed by its digest."""
    who = {"name": str(actor.user), "role": ", ".join(sorted(actor.roles))} if actor else {"name": "", "role": ""}
    return who | origin().told() | {"salt": secrets.token_hex(16)}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that differ, as `{field: (before, after)}`."""
    return {key: (before.get(key), value) for key, value in after.items() if before.get(key) != value}
