"""Which sheets and columns a spreadsheet of an article has, and what may be chosen in them. Always in Dutch."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import override

from accounts.text import clean_text

from ..form_fields import options
from ..shapes import Field
from ..values import TOGETHER, Scope, line_refs

EXPLANATION, LISTS = "Uitleg", "Keuzelijsten"
"""The sheets that hold no answers."""
MARK = "Kenmerk"
LAST_LINE, LAST_COLUMN = 10_000, 60
"""What lies further away is not read."""
LISTED = frozenset({"choice", "yesno", "board", "line", "year"})
"""Kinds of answer that are chosen from a list."""
LONGEST_NAME = 31
"""Of a sheet, in every spreadsheet program."""


@dataclass(frozen=True)
class Sheet:
    """One table of the article: a heading in line 1, a row in every line below it."""

    field: Field
    columns: tuple[Field, ...]

    @property
    def name(self) -> str:
        return sheet_name(self.field.label.nl)

    def is_called(self, name: str) -> bool:
        return folded(name) in {folded(sheet_name(self.field.label.nl)), folded(sheet_name(self.field.label.en))}


def sheets_of(scope: Scope) -> list[Sheet]:
    tables = (field for field in scope.clause.fields if field.kind == "table" and scope.asks(field))
    return [Sheet(field, scope.columns(field)) for field in tables]


def sheet_name(label: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", label)[:LONGEST_NAME].strip(" '")


def folded(text: object) -> str:
    """What two spellings have in common that a reader takes for the same."""
    return " ".join(clean_text(text).split()).casefold()


def labels(column: Field, scope: Scope) -> dict[str, str]:
    """Answer → how it reads in the sheet; answers that read the same are told apart."""
    return dict(_told_apart(_options(column, scope, "nl")))


def answers(column: Field, scope: Scope) -> dict[str, str]:
    """How it may be written → answer. What stands in the lists goes before other ways to write it."""
    found = {folded(label): value for value, label in labels(column, scope).items()}
    for written, value in _other_ways(column, scope):
        found.setdefault(folded(written), value)
    return found


def _options(column: Field, scope: Scope, language: str) -> list[tuple[str, str]]:
    with override(language):
        return options(column, scope)


def _told_apart(offered: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    times = Counter(folded(label) for _value, label in offered)
    for value, label in offered:
        yield value, clean_text(label) if times[folded(label)] == 1 else f"{clean_text(label)} ({value})"


def _other_ways(column: Field, scope: Scope) -> Iterator[tuple[str, str]]:
    """The English label when nothing else is called so, the bare number of a line, and the short name of a choice."""
    english = _options(column, scope, "en")
    times = Counter(folded(label) for _value, label in english)
    yield from ((label, value) for value, label in english if times[folded(label)] == 1)
    if column.kind == "line":
        yield from ((str(place), ref) for place, ref in enumerate(line_refs(scope), start=1))
    if column.kind in {"line", "year"}:
        yield "alle", TOGETHER
    if column.kind == "choice":
        yield from ((choice.text, choice.value) for choice in column.choices)
        yield from ((choice.value, choice.value) for choice in column.choices)
