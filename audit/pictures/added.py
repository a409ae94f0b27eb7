"""Fields that a migration added to rows that were told already: each then holds the default, told by nobody.

The ledger itself tells which field, with which default, when: an event that `migrate` adds to the case `pictures:1`.
So `drift` need not believe today's code, and a value is only taken for the default where no event drew the row since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.migrations import AddField, Migration
from django.db.models import NOT_PROVIDED, Field

from ..models import AuditEvent
from .facts import EMPTY, as_json, same
from .history import Told
from .registry import kinds, parts_of, place_of
from .rows import Rows, reference

CASE, ACTION = "pictures:1", "audit.fields_added"
Plan = Sequence[tuple[Migration, bool]]
"""What `migrate` did: each migration, and whether it was undone."""


class Added(NamedTuple):
    """To a kind of case."""

    part: str
    field: str
    default: Any
    at: datetime


def tell_added(plan: Plan = (), **signal: Any) -> None:
    """After `migrate`. Nothing was told yet in a new installation, so nothing is added to it."""
    from ..services import append, end_of

    fields = [found for migration, undone in plan if not undone for found in _fields_in(migration)]
    if fields and AuditEvent.objects.exists():
        with transaction.atomic():
            content = {"reason": "", "changes": {}, "data": {"fields": fields}}
            append(end_of(CASE), ACTION, actor=None, content=content)


def _fields_in(migration: Migration) -> Iterator[list[Any]]:
    """Kind, part, field and default of what is in a picture. A default that differs by row is told as a difference."""
    for step in migration.operations:
        if isinstance(step, AddField) and step.field.default is not NOT_PROVIDED and not callable(step.field.default):
            for kind, part, field in _told_of(f"{migration.app_label}.{step.model_name_lower}", step.name):
                if (default := as_json(reference(field, step.field.default))) not in EMPTY:
                    yield [kind, part, step.name, default]


def _told_of(model: str, name: str) -> Iterator[tuple[str, str, Field[Any, Any]]]:
    """Where a picture holds this field of this model."""
    for kind in kinds():
        for part in parts_of(kind).values():
            if isinstance(part, Rows) and part.model._meta.label_lower == model:
                yield from ((kind, part.name, field) for field in part.fields if field.name == name)


def added_to(kind: str) -> list[Added]:
    """What migrations added to the rows of this kind of case. One query."""
    events = AuditEvent.objects.filter(case=CASE, action=ACTION).order_by("number")
    told = [(field, event.at) for event in events for field in event.data.get("fields", [])]
    return [Added(part, name, default, at) for (of, part, name, default), at in told if of == kind]


def holds_default(path: str, pair: Sequence[Any], kind: str, history: Sequence[Told], added: Iterable[Added]) -> bool:
    """Told by nobody, and the default of a field that came after the last event that drew its part of the case?"""
    part, _row, inner = place_of(kind, path)
    one = next((one for one in added if (one.part, one.field) == (part, inner.partition("/")[0])), None)
    if one is None or pair[0] is not None or not same(pair[1], one.default):
        return False
    return not any(place_of(kind, told)[0] == part for event in history if event.at >= one.at for told in event.state)
