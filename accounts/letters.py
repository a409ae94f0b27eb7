"""Which letters a document can show: those of the bundled fonts: European languages in Latin script.

Anything else would be drawn with whatever font a worker happens to have: other bytes on another machine, or a box. So
it is refused where somebody types it (`validate_letters`), and again when a document is promised, for what
came another way.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FOLDER = Path(__file__).resolve().parent.parent / "static" / "vendor" / "fonts"
SANS, SERIF = "source-sans-3", "source-serif-4"
CUTS = {SANS: ("400-normal", "600-normal"), SERIF: ("400-normal", "400-italic", "600-normal")}
FAMILIES = tuple(
    tuple(f"{family}-{part}-{cut}" for part in ("latin", "latin-ext") for cut in cuts) for family, cuts in CUTS.items()
)
"""The files of each: headings are in the one, articles in the other."""

SAME_TO_A_READER = str.maketrans({"\u2011": "-", "\u202f": "\u00a0", "\u0132": "IJ", "\u0133": "ij"})
"""What word processors put in by themselves: a hyphen and a space that do not break, and the Dutch letter ij."""


def printable(html: str) -> str:
    """The same words in letters that we have, where a reader sees no difference."""
    return html.translate(SAME_TO_A_READER)


def unknown_letters(words: str) -> list[str]:
    """The signs in these words that no document can show. Signs without a shape of their own do not count."""
    signs = set(unicodedata.normalize("NFC", words)) - known_letters()
    return sorted(sign for sign in signs if unicodedata.category(sign) not in {"Cc", "Cf"})


def without_letter(words: str) -> str:
    """The first twenty signs in these words that no document can show, to be named in a sentence; most often none."""
    return " ".join(unknown_letters(printable(words))[:20])


def refusal(words: str) -> str:
    """Why a document cannot hold these words, with the signs it is about; nothing when it can."""
    signs = without_letter(words)
    sentence = _("A document cannot show these signs: %(signs)s. Write them in Latin letters, or as words.")
    return sentence % {"signs": signs} if signs else ""


def validate_letters(words: str) -> None:
    """For every field of which the text goes into a document."""
    if sentence := refusal(words):
        raise ValidationError(sentence, code="letters")


def spelled_out(words: str) -> str:
    """What must be told all the same: a sign without a letter here is written as its number, `[U+674E]`."""
    words = printable(words)
    unknown = {ord(sign): f"[U+{ord(sign):04X}]" for sign in unknown_letters(words)}
    return words.translate(unknown)


@cache
def known_letters() -> frozenset[str]:
    """What both families have."""
    return frozenset.intersection(*(frozenset().union(*map(_letters_of, files)) for files in FAMILIES))


@cache
def _letters_of(file: str) -> frozenset[str]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(FOLDER / f"{file}.ttf", lazy=True) as font:
        return frozenset(chr(code) for code in font.getBestCmap())
