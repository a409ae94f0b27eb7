"""What is dropped from an answer before it becomes words of a contract: sign by sign, all of Unicode."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from accounts.text import clean_text

TURNS_TEXT_AROUND = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = set("\u200e\u200f\u061c")


def is_dropped(sign: str) -> bool:
    """By what the standard says of it, not by its number."""
    if sign in "\n\t":
        return False
    turns = sign in MARKS or unicodedata.bidirectional(sign) in TURNS_TEXT_AROUND
    return turns or unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}


def test_every_sign_of_unicode_is_kept_or_dropped_by_what_it_is() -> None:
    signs = (chr(code) for code in range(sys.maxunicode + 1))
    wrong = [hex(ord(sign)) for sign in signs if sign != "\r" and (clean_text(f"x{sign}x") == "xx") != is_dropped(sign)]
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("  ruimte\x00 ", "ruimte"),
        ("e\u0301e\u0301n", "één"),
        ("\u202eomgekeerd\u202c", "omgekeerd"),
        (12, "12"),
    ],
)
def test_the_rest_stays_as_it_was_typed(typed: object, kept: str) -> None:
    assert clean_text(typed) == kept
