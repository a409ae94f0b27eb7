"""Which letters a document can show: those of the bundled fonts: European languages in Latin script.

Anything else would be drawn with whatever font a worker happens to have: other bytes on another machine, or a box.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from .fonts import FACES, FOLDER

SAME_TO_A_READER = str.maketrans({"\u2011": "-", "\u202f": "\u00a0", "\u0132": "IJ", "\u0133": "ij"})
"""What word processors put in by themselves: a hyphen and a space that do not break, and the Dutch letter ij."""


def printable(html: str) -> str:
    """The same words in letters that we have, where a reader sees no difference."""
    return html.translate(SAME_TO_A_READER)


def unknown_letters(words: str) -> list[str]:
    """The signs in these words that no document can show. Signs without a shape of their own do not count."""
    signs = set(unicodedata.normalize("NFC", words)) - known_letters()
    return sorted(sign for sign in signs if unicodedata.category(sign) not in {"Cc", "Cf"})


def spelled_out(words: str) -> str:
    """What must be told all the same: a sign without a letter here is written as its number, `[U+674E]`."""
    words = printable(words)
    unknown = {ord(sign): f"[U+{ord(sign):04X}]" for sign in unknown_letters(words)}
    return words.translate(unknown)


@cache
def known_letters() -> frozenset[str]:
    """What both families have: headings are in the one, articles in the other."""
    families: dict[str, set[str]] = {}
    for face in FACES:
        families.setdefault(face.family.split()[0], set()).update(_letters_of(face.file))
    return frozenset(set.intersection(*families.values()))


@cache
def _letters_of(file: str) -> frozenset[str]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(FOLDER / f"{file}.woff2", lazy=True) as font:
        return frozenset(chr(code) for code in font.getBestCmap())
