"""What happened in a case, read once, for a replay. Of what was erased only the place is known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ..chain import ERASING
from ..models import AuditEvent

ERASED = {"erased": True}
"""Stands in a picture where the last word on a fact was erased."""


class Told(NamedTuple):
    """An event, as far as a replay needs it."""

    number: int
    at: datetime
    action: str
    state: Mapping[str, list[Any]]
    is_erased: bool


def history_of(case: str) -> list[Told]:
    """Every event, in order. One query, and each text read once: a case has hundreds."""
    rows = AuditEvent.objects.filter(case=case).order_by("number").values_list("number", "at", "action", "content")
    read = [(number, at, action, json.loads(content) if content else None) for number, at, action, content in rows]
    erased = _erased_places(read)
    return [
        Told(
            number, at, action, erased.get(number, {}) if content is None else content.get("state", {}), content is None
        )
        for number, at, action, content in read
    ]


Read = tuple[int, datetime, str, dict[str, Any] | None]


def _erased_places(events: list[Read]) -> dict[int, dict[str, list[Any]]]:
    """Number of an erased event → the paths it told of, by the event that tells of the erasing."""
    return {
        number: {path: [None, ERASED] for path in paths}
        for _number, _at, action, content in events
        if ERASING.get(action) == "content" and content is not None
        for number, paths in zip(content["data"]["events"], content["data"].get("paths", []), strict=False)
    }
