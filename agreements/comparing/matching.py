"""Which places in two rows hold the same thing, in order: what occurs once in both are the anchors (patience)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

PATIENCE = 10_000
"""So many pairs are tried between two anchors; a longer stretch without any is called replaced."""

Match = tuple[int, int]


def matches(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Match]:
    """Pairs of places that hold the same word, in reading order."""
    found: list[Match] = []
    waiting = [(0, len(before), 0, len(after))]
    while waiting:
        a, b, c, d = waiting.pop()
        while a < b and c < d and before[a] == after[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and before[b - 1] == after[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        if a == b or c == d:
            continue
        anchors = _anchors(before, after, a, b, c, d)
        if not anchors:
            found += _nearby(before, after, a, b, c, d)
            continue
        found += anchors
        starts, ends = [(a, c), *((i + 1, j + 1) for i, j in anchors)], [*anchors, (b, d)]
        waiting += [(i, k, j, m) for (i, j), (k, m) in zip(starts, ends, strict=True)]
    return sorted(found)


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable], a: int, b: int, c: int, d: int) -> list[Match]:
    """The longest row, in both orders, of words that occur exactly once on either side."""
    once = {word for word, count in Counter(before[a:b]).items() if count == 1}
    once &= {word for word, count in Counter(after[c:d]).items() if count == 1}
    there = {after[j]: j for j in range(c, d) if after[j] in once}
    return _rising([(i, there[before[i]]) for i in range(a, b) if before[i] in once])


def _rising(pairs: Sequence[Match]) -> list[Match]:
    """The longest part of the pairs in which the second place rises too (patience sorting)."""
    tops: list[int] = []
    last: list[int] = []
    below: list[int] = []
    for place, (_i, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        below.append(last[pile - 1] if pile else -1)
        tops[pile : pile + 1], last[pile : pile + 1] = [j], [place]
    chosen, place = [], last[-1] if last else -1
    while place >= 0:
        chosen.append(pairs[place])
        place = below[place]
    return chosen[::-1]


def _nearby(before: Sequence[Hashable], after: Sequence[Hashable], a: int, b: int, c: int, d: int) -> Iterator[Match]:
    if (b - a) * (d - c) > PATIENCE:
        return
    for i, j, size in SequenceMatcher(None, before[a:b], after[c:d], autojunk=False).get_matching_blocks():
        yield from ((a + i + step, c + j + step) for step in range(size))
