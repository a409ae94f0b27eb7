"""The index follows the records, in the transaction of the change; and can be made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Q

from . import engine
from .engine import Matches
from .entries import SOURCES
from .models import SearchEntry, Spelling
from .words import CORRECTED, nearby

One = TypeVar("One")
AT_ONCE = 200
FIELDS = ("title", "text", "names", "words")


def follow(kind: str, *pks: int) -> None:
    """Make the entries of these records what they should be now. Writes only what differs."""
    _model, entries = SOURCES[kind]
    for pk in pks:
        wanted = {one.key: one for one in entries([pk])}
        about = Q(key=f"{kind}:{pk}") | Q(key__startswith=f"{kind}:{pk}/")
        stored = {one.key: one for one in SearchEntry.objects.filter(about)}
        SearchEntry.objects.filter(pk__in=[one.pk for key, one in stored.items() if key not in wanted]).delete()
        store(one for key, one in wanted.items() if _differs(one, stored.get(key)))
        if kind == "person":
            _forget({word for one in stored.values() for word in f"{one.names} {one.words}".split()})


def _differs(wanted: SearchEntry, stored: SearchEntry | None) -> bool:
    return stored is None or (wanted.title, wanted.text) != (stored.title, stored.text)


def store(entries: Iterable[SearchEntry]) -> None:
    """Write these, over what stood under the same key; their words can be almost typed from the commit on."""
    for some in _some(entries):
        SearchEntry.objects.bulk_create(
            some, update_conflicts=True, update_fields=FIELDS, unique_fields=["key"], batch_size=AT_ONCE
        )
        words = {word for one in some for word in f"{one.names} {one.words}".split()}
        transaction.on_commit(lambda words=words: learn(words), robust=True)  # type: ignore[misc]


def learn(words: Iterable[str]) -> None:
    """Words to correct to. Apart from the change, in one order, so that nobody who writes waits for another."""
    wanted = {word for word in words if len(word) >= CORRECTED and not word.isdecimal()}
    for some in _some(sorted(wanted)):
        known = set(Spelling.objects.filter(word__in=some).values_list("word", flat=True))
        new = [Spelling(near=near, word=word) for word in some if word not in known for near in sorted(nearby(word))]
        Spelling.objects.bulk_create(new, ignore_conflicts=True, batch_size=1000)


def _forget(words: Iterable[str]) -> None:
    """A name that nothing has any more is not suggested to anybody."""
    gone = [word for word in words if not SearchEntry.objects.filter(Matches([[word]], whole=True)).exists()]
    Spelling.objects.filter(word__in=gone).delete()


def rebuild() -> int:
    """All of it, from the records. Answers how many entries there are."""
    with transaction.atomic():
        if connection.vendor == "sqlite":  # a migration that made the table anew took the triggers with it
            engine.run("install", connection)
        SearchEntry.objects.all()._raw_delete(SearchEntry.objects.db)
        Spelling.objects.all()._raw_delete(Spelling.objects.db)
        engine.run("again", connection)
        for kind in SOURCES:
            store(_all_of(kind))
    return SearchEntry.objects.count()


def _all_of(kind: str) -> Iterator[SearchEntry]:
    model, entries = SOURCES[kind]
    pks = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    for some in _some(pks):
        yield from entries(some)


def drift() -> Iterator[str]:
    """The keys of which index and records disagree: missing, too much, or with other words."""
    seen: set[str] = set()
    for kind in SOURCES:
        for some in _some(_all_of(kind)):
            stored = {one.key: one for one in SearchEntry.objects.filter(key__in=[one.key for one in some])}
            seen |= {one.key for one in some}
            yield from (one.key for one in some if _differs(one, stored.get(one.key)))
    left: Any = SearchEntry.objects.values_list("key", flat=True).iterator()
    yield from (key for key in left if key not in seen)


def _some(many: Iterable[One]) -> Iterator[list[One]]:
    """So many at once."""
    rest = iter(many)
    while some := list(islice(rest, AT_ONCE)):
        yield some
