"""What pages show of the help. Constant numbers of queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from .models import Entry, EntryVersion, Kind, Opinion


def published() -> QuerySet[Entry]:
    return Entry.objects.filter(is_published=True, current__isnull=False).select_related("current")


def beside(keys: Iterable[str]) -> list[Entry]:
    """What stands beside these things, each entry once. One query."""
    rows = published().filter(places__key__in=list(keys)).order_by("places__order", "pk")
    return list({entry.pk: entry for entry in rows}.values())


def terms() -> list[Entry]:
    """In the order of the alphabet of the reader's language. One query."""
    return sorted(published().filter(kind=Kind.TERM), key=lambda entry: str(entry).lower())


def featured(day: date) -> Entry | None:
    """The question of this month: the one an editor chose, else each in its turn. One query."""
    month = day.replace(day=1)
    rows = list(published().filter(kind=Kind.QUESTION).filter(Q(month=None) | Q(month=month)))
    chosen = next((entry for entry in rows if entry.month == month), None)
    return chosen or (rows[(day.year * 12 + day.month) % len(rows)] if rows else None)


def to_review() -> list[dict[str, Any]]:
    """Every entry for the editors: what should have been looked at first, then what helped least. Two queries."""
    entries = list(Entry.objects.filter(current__isnull=False).select_related("current", "owner"))
    told = verdicts([entry.current for entry in entries if entry.current])
    rows = [{"entry": entry, "yes": yes, "no": no} for entry in entries for yes, no in [told.get(_pk(entry), (0, 0))]]
    return sorted(rows, key=_urgency)


def _urgency(row: dict[str, Any]) -> tuple[Any, ...]:
    entry = row["entry"]
    return not entry.is_overdue, -row["no"], entry.review_on, entry.pk


def _pk(entry: Entry) -> int:
    return entry.current.pk if entry.current else 0


def verdicts(versions: Iterable[EntryVersion]) -> dict[int, tuple[int, int]]:
    """How many people each version helped, and how many not."""
    counted = Opinion.objects.filter(version__in=list(versions)).values("version").order_by()
    rows = counted.annotate(yes=Count("pk", filter=Q(helped=True)), no=Count("pk", filter=Q(helped=False)))
    return {row["version"]: (row["yes"], row["no"]) for row in rows}
