"""The only way into the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django.db import connection, models

from .models import AuditEvent


class ActingPerson(Protocol):
    """Who acts, and on behalf of which board. `accounts.actors.Actor` is one."""

    @property
    def user(self) -> Any: ...

    @property
    def board(self) -> models.Model | None: ...


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

    `actor` is None only for what the system does by itself. Values in `changes` and `data` must be JSON-serialisable.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction of the change it tells of.")
    board = actor.board if actor else None
    return AuditEvent.objects.create(
        action=action,
        case=case_of(case),
        actor=actor.user if actor else None,
        actor_name=str(actor.user) if actor else "",
        board_id=board.pk if board else None,
        board_name=str(board) if board else "",
        subject=case_of(subject) if subject else "",
        reason=reason,
        changes={field: list(pair) for field, pair in (changes or {}).items()},
        data=data,
    )


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that differ, as `{field: (before, after)}`."""
    return {key: (before.get(key), value) for key, value in after.items() if before.get(key) != value}
