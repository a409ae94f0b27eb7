"""One root for the heads of all chains, and the way to it from one head without the others. Standard library only.

A Merkle tree (RFC 6962, 2.1) and its audit path (2.1.1): what stands beside a head on every level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from .canonical import canonical

Head = tuple[str, int, str]
"""Case, number and hash of the last event of a case."""


def root_of(heads: Iterable[Head]) -> str:
    """As hexadecimal digits."""
    return merkle_root(map(_text, heads)).hex()


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    level = list(map(_leaf, leaves))
    while len(level) > 1:
        level = _above(level)
    return level[0] if level else sha256(b"").digest()


def path_of(heads: Iterable[Head], place: int) -> list[str]:
    """What is needed beside the head at this place, from the leaves up."""
    level, path = [_leaf(_text(head)) for head in heads], []
    while len(level) > 1:
        beside = place ^ 1
        if beside < len(level):
            path.append(level[beside].hex())
        level, place = _above(level), place // 2
    return path


def root_from(head: Sequence[Any], place: int, size: int, path: Sequence[str]) -> str:
    """The root to which this head leads as one of so many; nothing when the path is too short or too long."""
    value, left = _leaf(_text(head)), list(path)
    while size > 1:
        if place ^ 1 < size:
            if not left:
                return ""
            beside = bytes.fromhex(left.pop(0))
            value = _pair(beside, value) if place % 2 else _pair(value, beside)
        place, size = place // 2, (size + 1) // 2
    return "" if left else value.hex()


def _above(level: list[bytes]) -> list[bytes]:
    """The next level; who is left alone goes up as it is."""
    pairs = [_pair(level[n], level[n + 1]) for n in range(0, len(level) - 1, 2)]
    return pairs + level[len(pairs) * 2 :]


def _text(head: Sequence[Any]) -> bytes:
    return canonical(head).encode()


def _leaf(content: bytes) -> bytes:
    return sha256(b"\0" + content).digest()


def _pair(one: bytes, other: bytes) -> bytes:
    return sha256(b"\1" + one + other).digest()
