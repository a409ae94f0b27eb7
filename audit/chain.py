"""Does every event fit the one before it? Standard library only; goes into the inspection file.

An event is an *envelope* (who, when, what) and two *payloads* (`person`, `content`) of which the envelope holds the
digests, so that a payload can be erased and the chain still fits. See docs/ledger.md.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from json.encoder import encode_basestring as quoted
from operator import attrgetter, lt
from typing import Final, NamedTuple

from .canonical import digest, is_canonical

START: Final = "0" * 64
"""What the first event of a case follows."""

ERASING: Final = {"audit.person_erased": "person", "audit.content_erased": "content"}
"""Events that explain why a payload is gone: `data.events` names the numbers, in the same case."""

CONTROLS: Final = bytes(range(0x20))
SAID: Final = r'"[^"]*"'
ONE: Final = rf"(?:{SAID}|null|true|false|0|-?[1-9][0-9]{{0,14}})"
SOME: Final = rf"(?:{ONE}|\[(?:{ONE}(?:,{ONE})*)?\])"
FACT: Final = rf'"[ !#-\[\]-~]*":(?:{ONE}|\[(?:{SOME}(?:,{SOME})*)?\])'
FACTS: Final = rf"\{{((?:{FACT}(?:,{FACT})*)?)\}}"
PLAIN_PERSON: Final = re.compile(
    rf'\{{"address":{SAID},"job":{SAID},"name":{SAID},"role":{SAID},"salt":"[0-9a-f]*","session":"[0-9a-f]*"\}}'
).fullmatch
PLAIN_CONTENT: Final = re.compile(
    rf'\{{"changes":{FACTS},"data":{FACTS},"reason":{SAID},"salt":"[0-9a-f]*"(?:,"state":{FACTS})?\}}'
).fullmatch
"""Of a payload that looks like this, without a backslash and control characters, we know at a glance that it is
canonical: of a content, when its names ascend."""

MARKED: Final = ("action", "actor", "at", "board_id", "board_name", "case", "number", "subject")


class Link(NamedTuple):
    """An event as it is hashed. `at` is UTC with microseconds: 2026-08-01T12:00:00.000000Z."""

    case: str
    number: int
    at: str
    action: str
    actor: int | None
    board_id: int | None
    board_name: str
    subject: str
    person: str | None
    content: str | None
    person_digest: str
    content_digest: str
    marks: str
    previous: str
    hash: str
    id: int = 0
    """Only the order in which rows came; not part of the hash."""


class Fault(NamedTuple):
    """The first thing in a case that does not fit."""

    case: str
    number: int
    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.case}, event {self.number}, {self.field}: {self.what}"


def envelope(link: Link) -> str:
    """Canonical JSON of everything that is hashed."""
    actor = "null" if link.actor is None else link.actor
    board = "null" if link.board_id is None else link.board_id
    return (
        f'{{"action":{quoted(link.action)},"actor":{actor},"at":{quoted(link.at)},"board_id":{board},'
        f'"board_name":{quoted(link.board_name)},"case":{quoted(link.case)},'
        f'"content_digest":{quoted(link.content_digest)},"marks":{quoted(link.marks)},"number":{link.number},'
        f'"person_digest":{quoted(link.person_digest)},"previous":{quoted(link.previous)},'
        f'"subject":{quoted(link.subject)},"v":1}}'
    )


def marks(link: Link) -> str:
    """A short check of each column, so that of an envelope that does not fit the changed column can be named."""
    return "".join(f"{zlib.crc32(str(getattr(link, name)).encode()):08x}" for name in MARKED)


def sealed(link: Link) -> Link:
    """The same event with its digests, marks and hash. For whoever writes, and for looking what was meant."""
    link = link._replace(person_digest=digest(link.person or ""), content_digest=digest(link.content or ""))
    link = link._replace(marks=marks(link))
    return link._replace(hash=digest(envelope(link)))


def check_chain(links: Iterable[Link]) -> Iterator[Fault]:
    """The first fault of every case that has one. `links` come by case, and in a case by number."""
    for case, own in groupby(links, key=attrgetter("case")):
        fault = _check_case(case, own)
        if fault is not None:
            yield fault


def _check_case(case: str, links: Iterable[Link]) -> Fault | None:
    last, fault = _before(case), None
    bare: set[tuple[int, str]] = set()
    for link in links:
        if fault is None and not _fits(link, last):
            fault = _named(link, last)
        if link.person is None or link.content is None:
            bare |= {(link.number, name) for name in ("person", "content") if getattr(link, name) is None}
        if link.action in ERASING:
            bare -= {(number, ERASING[link.action]) for number in _erased(link)}
        last = link
    if bare and (fault is None or min(bare)[0] < fault.number):
        return Fault(case, *min(bare), "this was emptied, and no event tells that it was erased")
    return fault


def _before(case: str) -> Link:
    return Link(case, 0, "", "", None, None, "", "", None, None, "", "", "", "", START, -1)


def _erased(link: Link) -> list[int]:
    try:
        return list(json.loads(link.content or "{}")["data"]["events"])
    except (KeyError, TypeError, ValueError):
        return []


def _fits(link: Link, last: Link) -> bool:
    return (
        link.number == last.number + 1
        and link.previous == last.hash
        and link.at >= last.at
        and (link.id > last.id or not link.id)
        and digest(envelope(link)) == link.hash
        and (link.person is None or _is_written(link.person, link.person_digest, _is_person))
        and (link.content is None or _is_written(link.content, link.content_digest, _is_content))
    )


def _is_written(payload: str, told: str, is_plain: Callable[[str], bool]) -> bool:
    """Does it have the digest that was told, and is it canonical? Encoded once, and read only when it is not plain."""
    try:
        written = payload.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return False
    if sha256(written).hexdigest() != told:
        return False
    simple = b"\\" not in written and len(written.translate(None, CONTROLS)) == len(written)
    return (simple and is_plain(payload)) or is_canonical(payload)


def _is_person(payload: str) -> bool:
    return PLAIN_PERSON(payload) is not None


def _is_content(payload: str) -> bool:
    """Names that are no names can only be found beside the real ones (`[":"]`): then the slow way decides."""
    plain = PLAIN_CONTENT(payload)
    return plain is not None and all(map(_ascend, plain.groups("")))


def _ascend(facts: str) -> bool:
    """A name is what stands between the last quote and `":`. One name ascends; most events tell of one."""
    parts = facts.split('":')
    if len(parts) < 3:
        return True
    names = [before.rpartition('"')[2] for before in parts[:-1]]
    return all(map(lt, names, names[1:]))


def _named(link: Link, last: Link) -> Fault:
    """Of an event that does not fit: which column, and why."""
    if link.number > last.number + 1:
        return Fault(link.case, last.number + 1, "number", f"this event is missing; the next one is {link.number}")
    if link.number <= last.number:
        return Fault(link.case, link.number, "number", "there is more than one event with this number")
    field, what = _inside(link) if digest(envelope(link)) == link.hash else _changed(link, last)
    if field:
        return Fault(link.case, link.number, field, what)
    if link.previous != last.hash:
        return Fault(link.case, link.number, "previous", "the event before it is not the one that it followed")
    if link.at < last.at:
        return Fault(link.case, link.number, "at", "it says to be earlier than the event before it")
    return Fault(link.case, link.number, "id", "it was written before the event that it follows")


def _inside(link: Link) -> tuple[str, str]:
    """The envelope is as it was written; what about the payloads?"""
    for name in ("person", "content"):
        text = getattr(link, name)
        if text is not None and digest(text) != getattr(link, f"{name}_digest"):
            return name, "this is not what was written"
        if text is not None and not is_canonical(text):
            return name, "this is not canonical JSON, as the program writes it"
    return "", ""


def _changed(link: Link, last: Link) -> tuple[str, str]:
    """The envelope is not as it was written: the column that, put right, makes it so; else the one its mark denies."""
    changed = "this was changed after it was written"
    repairs = {"marks": marks(link), "previous": last.hash}
    repairs |= {f"{name}_digest": digest(getattr(link, name) or "") for name in ("person", "content")}
    for name, value in repairs.items():
        if digest(envelope(link._replace(**{name: value}))) == link.hash:  # type: ignore[arg-type]
            return name, changed
    right = marks(link)
    for place, name in enumerate(MARKED):
        if link.marks[8 * place : 8 * place + 8] != right[8 * place : 8 * place + 8]:
            return name, changed
    return "hash", "this is not the hash of what is written"
