"""What a start page is made of: parts with the first few rows, and where the rest is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

FIRST = 5
"""So many rows of a part; how many there are in all is told beside its heading."""

Sentence = str | Promise


@dataclass(frozen=True)
class Row:
    """For `workflows/start/_part.html`: what it is about, and what is to be known of it at a glance."""

    title: str
    url: str = ""
    note: Sentence = ""
    state: str = ""
    state_label: Sentence = ""
    due: date | None = None
    due_state: str = ""


@dataclass(frozen=True)
class Part:
    """`url` is where all of them are. Without rows it says what the next step is (`empty`)."""

    key: str
    title: Sentence
    rows: list[Row]
    number: int
    empty: Sentence = ""
    url: str = ""
    url_label: Sentence = ""
    is_aside: bool = False
    folded: list[Row] = field(default_factory=list)
    """Rows beyond the first that have no other page."""

    @property
    def has_more(self) -> bool:
        return self.number > len(self.rows) + len(self.folded)


def first_of(found: QuerySet[Any], row: Callable[[Any], Row]) -> tuple[list[Row], int]:
    """The first rows and the number of all; the number is only asked for when these are not all."""
    some = list(found[: FIRST + 1])
    return [row(one) for one in some[:FIRST]], len(some) if len(some) <= FIRST else found.count()
