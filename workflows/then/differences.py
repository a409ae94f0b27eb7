"""What differs between two moments, fact by fact, for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audit.pictures import Picture, difference, place_of

from .labels import part_label
from .sections import HIDDEN, Fact, in_order, title_of
from .sheaves import Sheaf, sheaf_of
from .values import Reader


@dataclass(frozen=True)
class Line:
    label: str
    before: str
    after: str
    same: int = 0
    """Rows of a list that did not change, and are not shown."""


@dataclass(frozen=True)
class ChangedRow:
    title: str
    kind: str
    """`new`, `gone` or `changed`."""
    lines: list[Line]

    @property
    def facts(self) -> list[Fact]:
        """Of a row that is only on one side: what it held."""
        return [Fact(line.label[:1].upper() + line.label[1:], line.after or line.before) for line in self.lines]


@dataclass(frozen=True)
class Change:
    title: str
    rows: list[ChangedRow]


def changes_of(older: Picture, newer: Picture, reader: Reader, words: Mapping[str, str]) -> list[Change]:
    """By part, in the order of the dossier; of words that changed, the words."""
    sides = [sheaf_of(reader.kind, picture) for picture in (older, newer)]
    found: dict[str, dict[str, list[Line]]] = {}
    for path, (before, after) in difference(older, newer).items():
        part, row, name = place_of(reader.kind, path)
        if name.partition("/")[0] in HIDDEN:
            continue
        rows = [side.get(part, {}).get(row, {}) for side in sides]
        line = _line(part, name, before, after, rows[1] or rows[0], reader)
        found.setdefault(part, {}).setdefault(row, []).append(line)
        if part == "proposals" and name == "sha256" and (before in words or after in words):
            told = Line(reader.label(part, "words", {}), words.get(before, ""), words.get(after, ""))
            found[part][row].append(told)
    return [_change(part, found[part], [side.get(part, {}) for side in sides], reader) for part in in_order(found)]


def _line(part: str, name: str, before: Any, after: Any, row: Mapping[str, Any], reader: Reader) -> Line:
    told, same = [before, after], []
    if isinstance(before, list) and isinstance(after, list):
        same = [one for one in before if one in after]
        told = [[one for one in side if one not in same] for side in told]
    older, newer = (reader.value(part, name, value, row) for value in told)
    return Line(reader.label(part, name, row), older, newer, len(same))


def _change(part: str, rows: Mapping[str, list[Line]], sides: list[Sheaf], reader: Reader) -> Change:
    changed = []
    for row, lines in rows.items():
        older, newer = (side.get(row) for side in sides)
        kind = "changed" if older and newer else "new" if newer else "gone"
        changed.append(ChangedRow(title_of(part, newer or older or {}, reader), kind, lines))
    return Change(part_label(part), changed)
