"""Put together what two people wrote in one article, when both began with the same text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Merged:
    """`data` has what only one of them changed, and in a conflict what the second wrote.

    `theirs` names the fields taken over from the first; `conflicts` those that both changed, each differently.
    """

    data: dict[str, Any]
    theirs: tuple[str, ...]
    conflicts: tuple[str, ...]


def merge(base: Answers, theirs: Answers, mine: Answers) -> Merged:
    """Three texts into one, field by field; a table is one field, because its rows belong together."""
    data, taken, conflicts = {}, [], []
    for name in [*theirs, *(name for name in mine if name not in theirs), *(n for n in base if n not in theirs)]:
        before, first, second = base.get(name), theirs.get(name), mine.get(name)
        if second == before and first != before:
            taken.append(name)
            second = first
        elif first not in (before, second):
            conflicts.append(name)
        if second is not None:
            data[name] = second
    return Merged(data, tuple(dict.fromkeys(taken)), tuple(dict.fromkeys(conflicts)))
