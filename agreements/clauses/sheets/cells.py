"""One answer as a cell, and one cell as an answer. What a cell holds is judged, never carried out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.text import clean_text

from ..shapes import MAX_LENGTH, Field
from ..values import Scope
from . import layout

WHOLE = re.compile(r"[+-]?\d{1,9}")
DAYS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y")
SHOWN = 40
"""So many characters of a cell are repeated in a mistake."""
IN_A_SENTENCE = 8
"""So many choices are named in a mistake; more stand on the sheet with lists."""
NO_CHARACTERS = re.compile("[\ufffe\uffff]")


class WrongCell(Exception):
    """What stands in a cell is no answer; the sentence says what would be."""


@dataclass(frozen=True)
class Cell:
    """A cell as it was found; a formula and an error are seen as such."""

    value: Any
    kind: str = ""
    is_percentage: bool = False

    @property
    def text(self) -> str:
        return as_text(self.value, self.is_percentage)

    @property
    def is_empty(self) -> bool:
        return self.kind not in {"f", "e"} and not self.text


class Column:
    """A column of a sheet with what may stand in it."""

    def __init__(self, field: Field, scope: Scope) -> None:
        self.field = field
        self.labels = layout.labels(field, scope) if field.kind in layout.LISTED else {}
        self.answers = layout.answers(field, scope) if field.kind in layout.LISTED else {}

    @property
    def head(self) -> str:
        return self.field.label.nl

    @property
    def longest(self) -> int:
        return self.field.max_length or MAX_LENGTH["text"]

    # --- out ---

    def written(self, answer: object) -> str | int | date | None:
        """The answer as a cell; nothing for what is no answer (any more)."""
        if self.field.kind == "int":
            return answer if isinstance(answer, int) else None
        if self.field.kind == "date":
            return _day(str(answer))
        if self.field.kind in layout.LISTED:
            return self.labels.get(str(answer))
        return NO_CHARACTERS.sub("", clean_text(answer)) or None

    # --- in ---

    def answer(self, cell: Cell) -> str | int:
        """The answer in this cell, or `WrongCell`."""
        if cell.kind == "f":
            raise WrongCell(_("“%(column)s” holds a formula. Paste its outcome as a value.") % {"column": self.head})
        if cell.kind == "e":
            raise self._wrong(_("“%(column)s” holds an error: “%(value)s”."), cell)
        if self.field.kind == "int":
            return self._number(cell)
        if self.field.kind == "date":
            return self._date(cell)
        return self._chosen(cell) if self.field.kind in layout.LISTED else self._words(cell)

    def _number(self, cell: Cell) -> int:
        value = cell.value
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e9:
            value = int(value)
        found = str(value).strip() if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
        number = int(found) if WHOLE.fullmatch(found) and not cell.is_percentage else None
        if number is None or not self.field.minimum <= number <= self.field.maximum:
            limits = {"least": self.field.minimum, "most": self.field.maximum}
            sentence = _("“%(column)s” must be a whole number from %(least)s to %(most)s, but says “%(value)s”.")
            raise self._wrong(sentence, cell, **limits)
        return number

    def _date(self, cell: Cell) -> str:
        day = cell.value.date() if isinstance(cell.value, datetime) else _day(cell.text)
        if day is None:
            raise self._wrong(_("“%(column)s” must be a date such as 31-12-2026, but says “%(value)s”."), cell)
        return day.isoformat()

    def _chosen(self, cell: Cell) -> str:
        found = self.answers.get(layout.folded(cell.text))
        if found is None and len(self.labels) <= IN_A_SENTENCE:
            allowed = "; ".join(f"“{label}”" for label in self.labels.values())
            sentence = _("“%(column)s” must be one of %(allowed)s, but says “%(value)s”.")
            raise self._wrong(sentence, cell, allowed=allowed)
        if found is None:
            sentence = _("“%(column)s” must be chosen from the list of that column, but says “%(value)s”.")
            raise self._wrong(sentence, cell)
        return found

    def _words(self, cell: Cell) -> str:
        text = cell.text
        if len(text) > self.longest:
            sentence = _("“%(column)s” may have %(most)s characters, but has %(count)s.")
            raise self._wrong(sentence, cell, most=self.longest, count=len(text))
        return text

    def _wrong(self, sentence: str, cell: Cell, **more: object) -> WrongCell:
        text = " ".join(cell.text.split())
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
        return WrongCell(sentence % {"column": self.head, "value": shown, **more})


def as_text(value: object, is_percentage: bool = False) -> str:
    """A value as a Dutch reader sees it in the sheet."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, (int, float)) and is_percentage:
        return f"{value * 100:g}%".replace(".", ",")
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    if isinstance(value, datetime):
        return value.strftime("%d-%m-%Y")
    return clean_text(value)


def _day(text: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
