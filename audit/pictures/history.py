"""What happened in a case, read once, for a replay. Of what was erased only the place is known."""

from __future__ import annotations

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
    """Every event, in order. One query."""
    events = list(AuditEvent.objects.filter(case=case).order_by("number"))
    erased = _erased_places(events)
    return [_told(event, erased.get(event.number, {})) for event in events]


def _erased_places(events: list[AuditEvent]) -> dict[int, dict[str, list[Any]]]:
    """Number of an erased event → the paths it told of, by the event that tells of the erasing."""
    return {
        number: {path: [None, ERASED] for path in paths}
        for event in events
        if ERASING.get(event.action) == "content"
        for number, paths in zip(event.data["events"], event.data.get("paths", []), strict=False)
    }


def _told(event: AuditEvent, erased: Mapping[str, list[Any]]) -> Told:
    is_erased = event.content is None
    return Told(event.number, event.at, event.action, erased if is_erased else event.state, is_erased)
