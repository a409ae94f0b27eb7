"""What the page shows of a picture: a section for each part, and an article with its words and where boards stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from agreements.states import Stance
from audit.pictures import Picture

from .labels import PARTS, part_label
from .sheaves import Sheaf, sheaf_of
from .values import Reader

HIDDEN = frozenset({"version", "position"})
"""Fields that say nothing to people: they count saves, or the order."""

OF_PROPOSAL = ("number", "board", "proposed_by", "proposed", "note")

OF_ARTICLES = ("clauses", "proposals", "standpoints")
WITH_ARTICLE = (*OF_ARTICLES, "comments", "approvals")

TITLES: Mapping[str, tuple[str, ...]] = {
    "accesses": ("inspector",),
    "annexes": ("title",),
    "bodies": ("name",),
    "comments": ("board", "code"),
    "consents": ("board",),
    "consultations": ("body", "right"),
    "decisions": ("board",),
    "declines": ("board",),
    "departures": ("board",),
    "documents": ("kind",),
    "lines": ("number", "profile", "qualification"),
    "messages": ("board",),
    "notices": ("board",),
    "parties": ("board",),
    "partners": ("name",),
    "planning": ("step",),
    "reasons": ("rule",),
    "registrations": ("institution",),
    "releases": ("board",),
    "reminders": ("board",),
    "renewals": ("board",),
    "revisions": ("number",),
    "routes": ("route",),
    "signatures": ("board",),
    "tasks": ("task", "board"),
    "texts": ("frozen",),
    "withdrawals": ("board",),
}
"""The fields by which people know a row."""


@dataclass(frozen=True)
class Fact:
    """For `components/summary_list.html`."""

    term: str
    value: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Entry:
    title: str
    facts: list[Fact]
    words: str = ""
    stands: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    entries: list[Entry]


def sections_of(picture: Picture, reader: Reader, words: Mapping[str, str]) -> list[Section]:
    """Every part there is, in the order of a dossier. `words`: digest of an article → its words."""
    parts = sheaf_of(reader.kind, picture)
    shown = [_section(name, parts[name], reader) for name in in_order(parts) if name not in (*OF_ARTICLES, "approvals")]
    articles = articles_of(parts, reader, words)
    if articles:
        shown.insert(_place_of_articles(shown), Section("clauses", part_label("clauses"), articles))
    return shown


def in_order(parts: Iterable[str]) -> list[str]:
    known = list(PARTS)
    return sorted(parts, key=lambda name: known.index(name) if name in known else len(known))


def _place_of_articles(shown: list[Section]) -> int:
    before = [place for place, one in enumerate(shown) if one.key in ("", "parties", "routes")]
    return max(before, default=-1) + 1


def _section(name: str, rows: Sheaf, reader: Reader) -> Section:
    entries = [Entry(title_of(name, row, reader), facts_of(name, row, reader)) for row in rows.values()]
    return Section(name, part_label(name), entries)


def title_of(part: str, row: Mapping[str, Any], reader: Reader) -> str:
    """What people know the row by: a board, a number, an article."""
    if part in WITH_ARTICLE:
        about = [reader.article(str(row.get("code", ""))), reader.value(part, "route", row.get("route"))]
        whose = reader.value(part, "board", row.get("board")) if part not in ("clauses", "proposals") else ""
        return ", ".join(filter(None, [*about, whose]))
    told = [reader.value(part, name, row.get(name)) for name in TITLES.get(part, ())]
    return ", ".join(filter(None, told))


def facts_of(part: str, row: Mapping[str, Any], reader: Reader) -> list[Fact]:
    """In the order of the model; the title is not said twice."""
    said = {*HIDDEN, *TITLES.get(part, ())} - ({"code"} if part != "comments" else set())
    return [_fact(part, path, row, reader) for path in row if path.partition("/")[0] not in said]


def articles_of(parts: Mapping[str, Sheaf], reader: Reader, words: Mapping[str, str]) -> list[Entry]:
    """Each article that somebody wrote in or took a stand on, in the order of the model."""
    rows = {name: parts.get(name, {}) for name in OF_ARTICLES}
    places: dict[tuple[str, str], dict[str, Any]] = {}
    for name in OF_ARTICLES:
        for row in rows[name].values():
            place = places.setdefault((str(row.get("code", "")), str(row.get("route", ""))), {"standpoints": []})
            if name == "standpoints":
                place[name].append(row)
            else:
                place[name] = row
    order = [clause.code for clause in reader.shelf.clauses]
    known = sorted(places, key=lambda place: (order.index(place[0]) if place[0] in order else len(order), place[1]))
    return [_article(place, places[place], reader, words) for place in known]


def _article(place: tuple[str, str], told: Mapping[str, Any], reader: Reader, words: Mapping[str, str]) -> Entry:
    """Who put these words on the table, the answers they were made from, and where each board stood on them."""
    clause, proposal = told.get("clauses", {}), told.get("proposals", {})
    digest = str(proposal.get("sha256", ""))
    facts = [_fact("proposals", path, proposal, reader) for path in OF_PROPOSAL if path in proposal]
    facts += [_fact("clauses", path, clause, reader) for path in clause if path.startswith("data/")]
    return Entry(
        title=", ".join(filter(None, [reader.article(place[0]), reader.names.get(place[1], "")])),
        facts=facts,
        words=words.get(digest, ""),
        stands=[_stand(row, digest, reader) for row in told["standpoints"]],
    )


def _fact(part: str, path: str, row: Mapping[str, Any], reader: Reader) -> Fact:
    label = reader.label(part, path, row)
    return Fact(label[:1].upper() + label[1:], reader.value(part, path, row[path], row))


def _stand(row: Mapping[str, Any], digest: str, reader: Reader) -> str:
    names = {"board": reader.value("standpoints", "board", row["board"]), "reason": row.get("reason", "")}
    if row["stance"] == Stance.REJECTED:
        return _("%(board)s rejects: %(reason)s") % names
    if digest and row["sha256"] != digest:
        return _("%(board)s accepted other words") % names
    return _("%(board)s accepts") % names
