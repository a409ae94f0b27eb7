"""Reading the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from .chain import Link
from .models import AuditEvent, moment

COLUMNS = tuple("actor_id" if name == "actor" else name for name in Link._fields)


def links(*cases: str) -> Iterator[Link]:
    """Events as they are hashed, by case and number, of these cases or of all. Never more than a handful in memory."""
    events = AuditEvent.objects.filter(case__in=cases) if cases else AuditEvent.objects.all()
    rows = events.order_by("case", "number", "id").values_list(*COLUMNS)
    place = COLUMNS.index("at")
    for row in rows.iterator(chunk_size=5000):
        yield Link._make((*row[:place], moment(row[place]), *row[place + 1 :]))
