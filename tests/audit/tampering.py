"""Somebody who may do everything in the database: takes the triggers away and changes history with SQL.

Two cases of six events each, a day old, with an anchor over them. Each way of tampering says what must be found.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from audit import selectors, triggers
from audit.anchors import timestamp_of
from audit.canonical import canonical
from audit.chain import START, sealed
from audit.models import AuditAnchor, AuditEvent

EVENTS = [*triggers.KEPT, *triggers.ERASABLE]
Expected = set[tuple[str, int, str]]


@dataclass
class Stage:
    """The cases `a` and `b`, the rows of their events, and what the attacker can do to them."""

    a: str
    b: str
    kept: Path
    """The copies of the anchors that somebody else keeps."""

    def row(self, case: str, number: int) -> dict[str, Any]:
        return AuditEvent.objects.filter(case=case, number=number).values(*EVENTS).get()

    def sql(self, statement: str, *values: Any) -> None:
        adapted = [connection.ops.adapt_datetimefield_value(v) if isinstance(v, datetime) else v for v in values]
        with connection.cursor() as cursor:
            cursor.execute(statement, adapted)

    def change(self, case: str, number: int, /, **columns: Any) -> None:
        names = ", ".join(f'"{name}" = %s' for name in columns)
        self.sql(
            f'UPDATE audit_auditevent SET {names} WHERE "case" = %s AND number = %s', *columns.values(), case, number
        )

    def insert(self, **columns: Any) -> None:
        columns.pop("id", None)
        names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
        self.sql(f"INSERT INTO audit_auditevent ({names}) VALUES ({places})", *columns.values())

    def delete(self, case: str, *numbers: int) -> None:
        for number in numbers:
            self.sql('DELETE FROM audit_auditevent WHERE "case" = %s AND number = %s', case, number)

    def exchange(self, first: tuple[str, int], second: tuple[str, int], *columns: str) -> None:
        one, other = self.row(*first), self.row(*second)
        self.change(*first, **{name: other[name] for name in columns})
        self.change(*second, **{name: one[name] for name in columns})

    def renumber(self, case: str, numbers: dict[int, int]) -> None:
        """Old numbers to new ones, past each other."""
        for number in numbers:
            self.sql(
                'UPDATE audit_auditevent SET number = %s WHERE "case" = %s AND number = %s', number + 900, case, number
            )
        for number, new in numbers.items():
            self.sql(
                'UPDATE audit_auditevent SET number = %s WHERE "case" = %s AND number = %s', new, case, number + 900
            )

    def payload(self, case: str, number: int, column: str, **values: Any) -> str:
        """The text of a payload with something else in it."""
        return canonical(json.loads(self.row(case, number)[column]) | values)

    def rebuild(self, case: str, since: int = 1, only: int | None = None) -> None:
        """Compute all digests and hashes anew, as the program would have."""
        previous = START
        for link in list(selectors.links(case)):
            if link.number >= since and only in (None, link.number):
                new = sealed(link._replace(previous=previous))
                for name in ("person_digest", "content_digest", "marks", "previous", "hash"):
                    self.change(case, link.number, **{name: getattr(new, name)})
                previous = new.hash
            else:
                previous = link.hash

    def copy_case(self, case: str, to: str) -> None:
        for number in range(1, 7):
            self.insert(**self.row(case, number) | {"case": to})

    def anchor(self, number: int, **columns: Any) -> None:
        names = ", ".join(f"{name} = %s" for name in columns)
        self.sql(f"UPDATE audit_auditanchor SET {names} WHERE number = %s", *columns.values(), number)

    def statement(self, number: int, **values: Any) -> str:
        return canonical(json.loads(AuditAnchor.objects.get(number=number).statement) | values)

    def file(self, number: int, change: Callable[[Any], Any]) -> None:
        name = AuditAnchor.objects.get(number=number).file
        with default_storage.open(name) as file:
            told = json.loads(file.read())
        default_storage.delete(name)
        default_storage.save(name, ContentFile(json.dumps(change(told)).encode()))


@dataclass(frozen=True)
class Way:
    name: str
    do: Callable[[Stage], object]
    found: Callable[[Stage], Expected]
    engine: str = ""
    kept: bool = False
    """Only somebody who keeps the anchors can tell."""


def at(number: int, name: str, case: str = "a") -> Callable[[Stage], Expected]:
    return lambda s: {(getattr(s, case), number, name)}


def column(name: str, value: Any) -> Way:
    """One column of the third event."""
    return Way(f"{name} becomes {value!r}", lambda s: s.change(s.a, 3, **{name: value}), at(3, name))


def inside(payload: str, **values: Any) -> Way:
    return Way(
        f"{'/'.join(values)} in {payload} changed",
        lambda s: s.change(s.a, 3, **{payload: s.payload(s.a, 3, payload, **values)}),
        at(3, payload),
    )


def moved(days: int) -> Callable[[Stage], None]:
    return lambda s: s.change(s.a, 3, at=s.row(s.a, 3)["at"] + timedelta(days=days))


def _everything_a_day_earlier(s: Stage) -> None:
    for number in range(1, 7):
        s.change(s.a, number, at=s.row(s.a, number)["at"] - timedelta(days=1))


def _new_whole(s: Stage, case: str, number: int, **columns: Any) -> None:
    """An event that fits the one before it, as the program would have written it."""
    s.insert(**s.row(s.a, 6) | {"case": case, "number": number} | columns)
    s.rebuild(case, number)


def _written(s: Stage, text: Callable[[str], str]) -> None:
    """Another way to write the same, with everything computed anew."""
    s.change(s.a, 3, content=text(s.row(s.a, 3)["content"]))
    s.rebuild(s.a, 3)


def _shift(s: Stage, **columns: Any) -> None:
    """Room for a third event: a copy of the second."""
    s.renumber(s.a, {6: 7, 5: 6, 4: 5, 3: 4})
    s.insert(**s.row(s.a, 2) | {"number": 3} | columns)


def _take_out(s: Stage) -> None:
    s.delete(s.a, 3)
    s.renumber(s.a, {4: 3, 5: 4, 6: 5})


def _double(s: Stage) -> None:
    s.sql("ALTER TABLE audit_auditevent DROP CONSTRAINT audit_one_event_per_place")
    s.insert(**s.row(s.a, 3))


def _gone(s: Stage) -> Expected:
    """Every case the anchor knew."""
    with default_storage.open(AuditAnchor.objects.get(number=1).file) as file:
        return {(case, 1, "number") for case, _number, _hash in json.loads(file.read())["heads"]}


def _erased_for_another(s: Stage) -> None:
    content = canonical({"changes": {}, "data": {"events": [4]}, "reason": "", "salt": "0" * 32})
    s.change(s.a, 3, person=None)
    _new_whole(s, s.a, 7, action="audit.person_erased", content=content)


def _anchors_again(s: Stage) -> None:
    """The attacker holds the key as well: takes an event out and makes every anchor anew."""
    from audit.anchors import make_anchor

    s.delete(s.a, 6)
    files = list(AuditAnchor.objects.values_list("file", flat=True))
    s.sql("DELETE FROM audit_auditanchor")
    for file in files:
        default_storage.delete(file)
        make_anchor()


OTHER = "user:424242"

WAYS = [
    column("action", "agreements.signed"),
    column("action", "tests.event_4"),
    Way("at a second later", lambda s: s.change(s.a, 3, at=s.row(s.a, 3)["at"] + timedelta(seconds=1)), at(3, "at")),
    Way("at a microsecond",
        lambda s: s.change(s.a, 3, at=s.row(s.a, 3)["at"] + timedelta(microseconds=1)), at(3, "at")),
    Way("at before the event before", moved(-3), at(3, "at")),
    Way("at in the future", moved(30), at(3, "at")),
    Way("the clock of a whole case", _everything_a_day_earlier, at(1, "at")),
    Way("actor another", lambda s: s.change(s.a, 3, actor_id=s.row(s.b, 1)["actor_id"]), at(3, "actor")),
    Way("actor nobody", lambda s: s.change(s.a, 3, actor_id=None), at(3, "actor")),
    column("board_id", 99),
    column("board_id", None),
    column("board_name", "Een ander bestuur"),
    column("board_name", ""),
    column("subject", "document:9"),
    column("subject", ""),
    column("person_digest", "0" * 64),
    column("content_digest", "f" * 64),
    column("marks", "0" * 64),
    column("marks", ""),
    column("previous", "0" * 64),
    column("hash", "a" * 64),
    Way("hash of another", lambda s: s.change(s.a, 3, hash=s.row(s.b, 3)["hash"]), at(3, "hash")),
    Way(
        "case becomes a new one",
        lambda s: s.change(s.a, 3, case=OTHER),
        lambda s: {(s.a, 3, "number"), (OTHER, 1, "number")},
    ),
    Way("number becomes a higher one", lambda s: s.renumber(s.a, {3: 9}), at(3, "number")),
    Way("number becomes zero", lambda s: s.renumber(s.a, {3: 0}), at(0, "number")),
    Way(
        "id before an earlier one",
        lambda s: s.sql("UPDATE audit_auditevent SET id = -5 WHERE id = %s", s.row(s.a, 3)["id"]),
        at(3, "id"),
    ),
    inside("person", name="Iemand Anders"),
    Way("a letter written in another way",
        lambda s: s.change(s.a, 3, person=s.row(s.a, 3)["person"].replace("e", "е", 1)), at(3, "person")),
    inside("person", role="administrator"),
    inside("person", address="198.51.100.0/24"),
    inside("person", session="0" * 32),
    inside("person", salt="0" * 32),
    inside("content", reason="Een andere reden."),
    inside("content", changes={"title": ["a", "z"]}),
    inside("content", data={"sha256": "1" * 64}),
    inside("content", state={"x": 1}),
    inside("content", salt="0" * 32),
    column("content", ""),
    column("content", "{}"),
    Way("person of another event", lambda s: s.exchange((s.a, 3), (s.b, 3), "person"),
        lambda s: {(s.a, 3, "person"), (s.b, 3, "person")}),
    Way("payload and its digest", lambda s: s.exchange((s.a, 3), (s.a, 4), "content", "content_digest"), at(3, "hash")),
    Way("subjects of two events exchanged", lambda s: s.exchange((s.a, 3), (s.a, 4), "subject"), at(3, "subject")),
    Way("person emptied without an event", lambda s: s.change(s.a, 3, person=None), at(3, "person")),
    Way("content emptied without an event", lambda s: s.change(s.a, 3, content=None), at(3, "content")),
    Way("both emptied", lambda s: s.change(s.a, 3, content=None, person=None), at(3, "content")),
    Way("last emptied", lambda s: s.change(s.a, 6, person=None), at(6, "person")),
    Way("emptied, and an event that tells of another", _erased_for_another, at(3, "person")),
    Way("first event removed", lambda s: s.delete(s.a, 1), at(1, "number")),
    Way("event in the middle removed", lambda s: s.delete(s.a, 3), at(3, "number")),
    Way("last event removed", lambda s: s.delete(s.a, 6), at(6, "number")),
    Way("last two removed", lambda s: s.delete(s.a, 5, 6), at(5, "number")),
    Way("whole case removed", lambda s: s.delete(s.a, 1, 2, 3, 4, 5, 6), at(1, "number")),
    Way("every event removed", lambda s: s.sql("DELETE FROM audit_auditevent"), _gone),
    Way("removed, the others moved up", _take_out, at(3, "number")),
    Way("removed, moved up, hashes made anew", lambda s: (_take_out(s), s.rebuild(s.a, 3)), at(6, "number")),
    Way("two events change places", lambda s: s.renumber(s.a, {3: 4, 4: 3}), at(3, "number")),
    Way("two events change places, hashes made anew",
        lambda s: (s.renumber(s.a, {3: 4, 4: 3}), s.rebuild(s.a)), at(4, "at")),
    Way("inserted in the middle", _shift, at(3, "number")),
    Way("inserted in the middle, hashes made anew", lambda s: (_shift(s), s.rebuild(s.a)), at(4, "id")),
    Way("added at the end without a hash", lambda s: s.insert(**s.row(s.a, 6) | {"number": 7}), at(7, "number")),
    Way("added at the end with a hash, dated back", lambda s: _new_whole(s, s.a, 7), at(7, "at")),
    Way("the same number twice", _double, at(3, "number"), engine="postgresql"),
    Way("copied to the end of another case",
        lambda s: s.insert(**s.row(s.a, 6) | {"case": s.b, "number": 7}), lambda s: {(s.b, 7, "case")}),
    Way("copied to another case with a hash", lambda s: _new_whole(s, s.b, 7), at(7, "at", "b")),
    Way("a copied case", lambda s: s.copy_case(s.a, OTHER), lambda s: {(OTHER, 1, "case")}),
    Way("a copied case, hashes made anew",
        lambda s: (s.copy_case(s.a, OTHER), s.rebuild(OTHER)), lambda s: {(OTHER, 1, "at")}),
    Way("a case under another name",
        lambda s: s.sql('UPDATE audit_auditevent SET "case" = %s WHERE "case" = %s', OTHER, s.a),
        lambda s: {(OTHER, 1, "case"), (s.a, 1, "number")}),
    Way("changed, its own hash made anew",
        lambda s: (s.change(s.a, 3, action="tests.other"), s.rebuild(s.a, 3, only=3)), at(4, "previous")),
    Way("changed, all after it made anew",
        lambda s: (s.change(s.a, 3, action="tests.other"), s.rebuild(s.a, 3)), at(6, "hash")),
    Way("the first changed, the chain made anew",
        lambda s: (s.change(s.a, 1, board_name="X"), s.rebuild(s.a)), at(6, "hash")),
    Way("the last changed, its hash made anew",
        lambda s: (s.change(s.a, 6, content=s.payload(s.a, 6, "content", reason="X")), s.rebuild(s.a)), at(6, "hash")),
    Way("the clock set back, the chain made anew",
        lambda s: (moved(-3)(s), s.rebuild(s.a)), at(3, "at")),
    Way("spaces in the text, chain made anew", lambda s: _written(s, lambda t: t.replace(",", ", ")), at(3, "content")),
    Way("a name twice in the text, chain made anew",
        lambda s: _written(s, lambda t: t.replace("{", '{"changes":{},', 1)), at(3, "content")),
    Way("no JSON at all, chain made anew", lambda s: _written(s, lambda t: t[:-1]), at(3, "content")),
    Way("root of an anchor", lambda s: s.anchor(1, root="0" * 64), lambda s: {("anchor:1", 1, "root")}),
    Way("moment of an anchor", lambda s: s.anchor(1, made=AuditAnchor.objects.get(number=1).made - timedelta(days=1)),
        lambda s: {("anchor:1", 1, "made")}),
    Way("statement of an anchor", lambda s: s.anchor(1, statement=s.statement(1, root="0" * 64)),
        lambda s: {("anchor:1", 1, "signature"), ("anchor:2", 2, "previous")}),
    Way("signature of an anchor", lambda s: s.anchor(1, statement=s.statement(1, signature="00" * 384)),
        lambda s: {("anchor:1", 1, "signature")}),
    Way("certificate of an anchor", lambda s: s.anchor(1, statement=s.statement(1, certificate="geen")),
        lambda s: {("anchor:1", 1, "certificate")}),
    Way("a head in the file of an anchor", lambda s: s.file(1, lambda t: t | {"heads": t["heads"][1:]}),
        lambda s: {("anchor:1", 1, "heads")}),
    Way("the file of an anchor gone",
        lambda s: default_storage.delete(AuditAnchor.objects.get(number=2).file),
        lambda s: {("anchor:2", 2, "heads")}),
    Way("the timestamp of another anchor", lambda s: default_storage.save(
            timestamp_of(AuditAnchor.objects.get(number=1)), ContentFile(b"another")),
        lambda s: {("anchor:1", 1, "timestamp")}),
    Way("an anchor removed", lambda s: s.sql("DELETE FROM audit_auditanchor WHERE number = 1"),
        lambda s: {("anchor:1", 1, "number")}),
    Way("the last anchor removed, somebody keeps it", lambda s: s.sql("DELETE FROM audit_auditanchor WHERE number = 2"),
        lambda s: {("anchor:2", 2, "number")}, kept=True),
    Way("every anchor made anew with the key, somebody keeps them", _anchors_again,
        lambda s: {("anchor:1", 1, "root"), ("anchor:2", 2, "root"), (s.a, 6, "number")}, kept=True),
]  # fmt: skip
