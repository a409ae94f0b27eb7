"""Which line became which: the same ones first, and between those whatever is most alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from .matching import matches
from .words import likeness, word_counts

ALIKE = 0.4
"""So much of two lines must be the same to call the one a change of the other."""
MOST_PAIRS = 2_500


class Comparable(Protocol):
    @property
    def key(self) -> tuple[object, ...]: ...

    @property
    def shape(self) -> tuple[object, ...]: ...

    @property
    def text(self) -> str: ...


U = TypeVar("U", bound=Comparable)
Pair = tuple[U | None, U | None]


def aligned(old: Sequence[U], new: Sequence[U]) -> Iterator[Pair[U]]:
    """Old and new side by side, in reading order; what has no other half stands alone, the old one first."""
    i = j = 0
    same = matches([unit.key for unit in old], [unit.key for unit in new])
    for here, there in (*same, (len(old), len(new))):
        yield from _gap(old[i:here], new[j:there])
        if here < len(old) and there < len(new):
            yield old[here], new[there]
        i, j = here + 1, there + 1


def _gap(old: Sequence[U], new: Sequence[U]) -> Iterator[Pair[U]]:
    i = j = 0
    for here, there in (*_most_alike(old, new), (len(old), len(new))):
        yield from ((unit, None) for unit in old[i:here])
        yield from ((None, unit) for unit in new[j:there])
        if here < len(old) and there < len(new):
            yield old[here], new[there]
        i, j = here + 1, there + 1


def _most_alike(old: Sequence[U], new: Sequence[U]) -> list[tuple[int, int]]:
    """The pairs that keep the order and together are most alike."""
    if not old or not new or len(old) * len(new) > MOST_PAIRS:
        return []
    words = [word_counts(unit.text) for unit in old], [word_counts(unit.text) for unit in new]
    score = [[_score(one, a, other, b) for other, b in zip(new, words[1], strict=True)]
             for one, a in zip(old, words[0], strict=True)]  # fmt: skip
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], score[i][j] + best[i + 1][j + 1] if score[i][j] else 0.0)
    return list(_walk(score, best))


def _walk(score: list[list[float]], best: list[list[float]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(score) and j < len(score[0]):
        if score[i][j] and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1


def _score(one: Comparable, its: Counter[str], other: Comparable, others: Counter[str]) -> float:
    if one.shape != other.shape:
        return 0.0
    alike = likeness(its, others)
    if one.shape[0] == "table":
        return 1.0 + alike
    return alike if alike >= ALIKE else 0.0
