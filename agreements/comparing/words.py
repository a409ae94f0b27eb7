"""Two sentences, word by word and sign by sign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from .matching import matches

Kind = Literal["same", "added", "removed"]
TOKEN = re.compile(r"(\s*)(\w+(?:[.,’'-]\w+)*|[^\w\s]|\Z)")
ISLAND = 3
"""So many words between two changes are read with them when the changes are longer."""


@dataclass(frozen=True)
class Run:
    kind: Kind
    text: str


Runs = tuple[Run, ...]
Token = tuple[str, str]
"""The space before a word, and the word (or a sign of punctuation)."""


def compare_words(old: str, new: str) -> Runs:
    if old == new:
        return (Run("same", old),) if old else ()
    before, after = _tokens(old), _tokens(new)
    return joined(_without_islands(list(_steps(before, after))))


def old_text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs if run.kind != "added")


def new_text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs if run.kind != "removed")


def whole(kind: Kind, text: str) -> Runs:
    return (Run(kind, text),) if text else ()


def word_counts(text: str) -> Counter[str]:
    return Counter(word for _space, word in TOKEN.findall(text) if word)


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Between 0 and 1: the share of words that both have."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def joined(runs: Iterable[Run]) -> Runs:
    """Neighbours of one kind as one; in a change, what was removed comes first."""
    made: list[Run] = []
    for is_same, stretch in groupby(runs, key=lambda run: run.kind == "same"):
        pieces = list(stretch)
        kinds: tuple[Kind, ...] = ("same",) if is_same else ("removed", "added")
        for kind in kinds:
            made += whole(kind, "".join(run.text for run in pieces if run.kind == kind))
    return tuple(made)


def _tokens(text: str) -> list[Token]:
    return [(match[1], match[2]) for match in TOKEN.finditer(text) if match[0]]


def _steps(before: Sequence[Token], after: Sequence[Token]) -> Iterator[Run]:
    i = j = 0
    for here, there in (*matches([w for _, w in before], [w for _, w in after]), (len(before), len(after))):
        yield from (Run("removed", "".join(token)) for token in before[i:here])
        yield from (Run("added", "".join(token)) for token in after[j:there])
        if here < len(before) and there < len(after):
            yield from _kept(before[here], after[there])
        i, j = here + 1, there + 1


def _kept(old: Token, new: Token) -> Iterator[Run]:
    """The same word; only the space before it may differ."""
    if old[0] == new[0]:
        yield Run("same", "".join(new))
    else:
        yield from (*whole("removed", old[0]), *whole("added", new[0]), *whole("same", new[1]))


def _without_islands(runs: Sequence[Run]) -> Iterator[Run]:
    """A few short words left standing between two larger changes make a sentence nobody can read: change them too."""
    stretches = [(is_same, list(part)) for is_same, part in groupby(runs, key=lambda run: run.kind == "same")]
    for place, (is_same, part) in enumerate(stretches):
        inside = 0 < place < len(stretches) - 1
        if is_same and inside and len(part) <= ISLAND:
            size = sum(len(run.text) for run in part)
            if size <= min(_size(stretches[place - 1][1]), _size(stretches[place + 1][1])):
                text = "".join(run.text for run in part)
                yield from (Run("removed", text), Run("added", text))
                continue
        yield from part


def _size(change: Iterable[Run]) -> int:
    sizes: Counter[Kind] = Counter()
    for run in change:
        sizes[run.kind] += len(run.text)
    return max(sizes.values())
