"""From the head of one case to the root of an anchor, without the heads of the others. Standard library only.

A Merkle audit path (RFC 6962, 2.1.1) in the tree of `audit.proof`: what stands beside the head on every level.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from audit.canonical import canonical
from audit.proof import Head


def path_of(heads: Sequence[Head], place: int) -> list[str]:
    """What is needed beside the head at this place, from the leaves up."""
    level, path = [_leaf(head) for head in heads], []
    while len(level) > 1:
        beside = place ^ 1
        if beside < len(level):
            path.append(level[beside].hex())
        pairs = [_pair(level[n], level[n + 1]) for n in range(0, len(level) - 1, 2)]
        level, place = pairs + level[len(pairs) * 2 :], place // 2
    return path


def root_from(head: Sequence[Any], place: int, size: int, path: Sequence[str]) -> str:
    """The root to which this head leads as one of so many; nothing when the path is too short or too long."""
    value, left = _leaf(head), list(path)
    while size > 1:
        if place ^ 1 < size:
            if not left:
                return ""
            beside = bytes.fromhex(left.pop(0))
            value = _pair(beside, value) if place % 2 else _pair(value, beside)
        place, size = place // 2, (size + 1) // 2
    return "" if left else value.hex()


def _leaf(head: Sequence[Any]) -> bytes:
    return sha256(b"\0" + canonical(list(head)).encode()).digest()


def _pair(one: bytes, other: bytes) -> bytes:
    return sha256(b"\1" + one + other).digest()
