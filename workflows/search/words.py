"""Words as they are compared: small letters, no accents, nothing else. So nothing typed is ever syntax of an index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST, MOST = 40, 8
"""Letters of a word, and words of a question, that count."""

WHOLE, CORRECTED = 3, 4
"""A word of so many letters is also looked for as the beginning of one; and is corrected when nothing has it."""

LETTERS = str.maketrans({"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
WORD = re.compile(r"[a-z0-9]+")


def folded(text: str) -> list[str]:
    """The words of a text, in order."""
    apart = unicodedata.normalize("NFKD", text.translate(LETTERS))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return [word[:LONGEST] for word in WORD.findall(plain.casefold())]


def asked(question: str) -> list[str]:
    """The words of a question: the first few, each once."""
    return list(dict.fromkeys(folded(question[:400])))[:MOST]


def is_met(word: str, by: Iterable[str]) -> bool:
    """Would the index say that one of these words that were asked meets this word of a text?"""
    return any(word == one or (len(one) >= WHOLE and word.startswith(one)) for one in by)


def nearby(word: str) -> set[str]:
    """The word, and what is left of it without any one of its letters."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def distance(one: str, other: str) -> int:
    """How many letters were left out, added, mistaken or swapped with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], last[j - 2] + 1)
    return row[-1]


def corrections(word: str, known: Iterable[str]) -> list[str]:
    """Of the words that are near, those that may be meant, the nearest first: one slip, two in a long word."""
    allowed = 1 if len(word) < 8 else 2
    near = sorted((distance(word, one), one) for one in known)
    return [one for far, one in near if far <= allowed]
