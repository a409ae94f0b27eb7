"""The trail as lines of JSON, for people and programs outside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .models import AuditEvent


def as_dict(event: AuditEvent) -> dict[str, Any]:
    return {
        "id": event.pk,
        "at": event.at.isoformat(),
        "action": event.action,
        "case": event.case,
        "actor": event.actor_name or None,
        "board": event.board_name or None,
        "subject": event.subject or None,
        "reason": event.reason or None,
        "changes": event.changes,
        "data": event.data,
    }


def as_lines(events: Iterable[AuditEvent]) -> Iterator[str]:
    """One event per line, oldest first."""
    for event in events:
        yield json.dumps(as_dict(event), ensure_ascii=False, sort_keys=True) + "\n"
