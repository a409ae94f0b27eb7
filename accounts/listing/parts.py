"""What a list is made of: its columns, and the ways to narrow it down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

Rows = QuerySet[Any, Any]
Choices = tuple[tuple[str, str], ...]


def _nothing(row: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Column:
    """`text` is what page and file say of a row; `name` stands in the address when one can sort by `order`."""

    label: str
    text: Callable[[Any], Any]
    name: str = ""
    order: tuple[str, ...] = ()
    more: Callable[[Any], dict[str, Any]] = _nothing
    """For `components/table.html`, beside the words: url, state, nowrap, numeric."""
    only_in_file: bool = False


@dataclass(frozen=True)
class Filter:
    """`name` stands in the address. It takes words when it has no choices; when there are none to choose, nothing.

    `tab_of` is a field of which the values are chosen above the list; `key` says how such a value is written.
    """

    name: str
    label: str
    narrow: Callable[[Rows, str], Rows]
    choices: Choices | None = None
    tab_of: str = ""
    key: Callable[[Any], str] = str

    def known(self, given: str) -> str:
        """What is not known narrows nothing."""
        if self.choices is not None:
            return given if given in dict(self.choices) else ""
        return " ".join(given.replace("\0", "").split())[:100]
