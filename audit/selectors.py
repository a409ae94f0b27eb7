"""Reading the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils.timezone import make_aware

from .chain import Link
from .models import AuditEvent, AuditQuerySet, moment

COLUMNS = tuple("actor_id" if name == "actor" else name for name in Link._fields)


def of_case(*cases: str) -> AuditQuerySet:
    """Everything that happened in these cases, in the order in which it happened."""
    return AuditEvent.objects.of_case(*cases).order_by("pk")


def found(
    events: AuditQuerySet,
    *,
    person: int | None = None,
    board: int | None = None,
    kind: str = "",
    since: datetime | date | None = None,
    until: datetime | date | None = None,
    field: str = "",
    text: str = "",
) -> AuditQuerySet:
    """The events that answer every question that was asked; `until` is inclusive, a day counts whole.

    `kind` is a code, or the beginning of codes up to a point: `agreements`. `field` is the name of a changed field.
    """
    asked = Q()
    if person is not None:
        asked &= Q(actor_id=person)
    if board is not None:
        asked &= Q(board_id=board)
    if kind:
        asked &= Q(action=kind) | Q(action__startswith=f"{kind}.")
    if since is not None:
        asked &= Q(at__gte=_begin(since))
    if until is not None:
        asked &= Q(at__lte=until) if isinstance(until, datetime) else Q(at__lt=_begin(until + timedelta(days=1)))
    if field:
        asked &= Q(content__contains=f'"{field}":[')
    for word in text.split():
        asked &= Q(content__icontains=word) | Q(person__icontains=word) | Q(board_name__icontains=word)
    return events.filter(asked)


def _begin(day: datetime | date) -> datetime:
    return day if isinstance(day, datetime) else make_aware(datetime.combine(day, time.min))


def links(*cases: str) -> Iterator[Link]:
    """Events as they are hashed, by case and number, of these cases or of all. Never more than a handful in memory."""
    events = AuditEvent.objects.filter(case__in=cases) if cases else AuditEvent.objects.all()
    rows = events.order_by("case", "number", "id").values_list(*COLUMNS)
    place = COLUMNS.index("at")
    for row in rows.iterator(chunk_size=5000):
        yield Link._make((*row[:place], moment(row[place]), *row[place + 1 :]))
