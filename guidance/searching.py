"""Searching in the help: small enough to read it all, so words are weighed here and not in the database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from .models import Entry

WORD = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
WEIGHTS = (8, 6, 1)
"""A word in the title, among the other words for it, in the text."""
LONGEST = 100
LIKE = 0.8


@dataclass(frozen=True)
class Found:
    entries: list[Entry]
    read_as: str = ""
    """What was looked for instead, when a word was misspelt."""


def plain(text: str) -> str:
    """Without capitals and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    return WORD.findall(plain(text))


def find(entries: Iterable[Entry], asked: str) -> Found:
    """Every word has to occur somewhere; the best first. A word nobody wrote is read as the one most like it."""
    fields = {entry: _fields(entry) for entry in entries}
    known = {word for parts in fields.values() for part in parts for word in part}
    wanted = words(asked[:LONGEST])
    read = [_read(word, known) for word in wanted]
    scores = {entry: _score(parts, read) for entry, parts in fields.items()} if read else {}
    found = sorted((entry for entry, score in scores.items() if score), key=lambda e: (-scores[e], str(e).lower()))
    return Found(found, " ".join(read) if read != wanted and found else "")


def _fields(entry: Entry) -> tuple[list[str], list[str], list[str]]:
    version = entry.current
    assert version is not None
    return words(version.title), words(f"{version.also} {version.title_nl} {version.title_en}"), words(version.text)


def _read(word: str, known: set[str]) -> str:
    if any(word in other for other in known) or len(word) < 4:
        return word
    like = get_close_matches(word, sorted(known), n=1, cutoff=LIKE)
    return like[0] if like else word


def _score(parts: tuple[list[str], ...], wanted: list[str]) -> int:
    total = 0
    for word in wanted:
        score = sum(weight * _hits(part, word) for weight, part in zip(WEIGHTS, parts, strict=True))
        if not score:
            return 0
        total += score
    return total


def _hits(part: list[str], word: str) -> int:
    """A whole word counts double; so often repeated says no more."""
    return min(3, sum(2 if other == word else 1 for other in part if word in other))
