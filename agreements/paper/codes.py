"""The short code of a document: ten characters that people can read out, type over and cannot guess."""

from __future__ import annotations

from secrets import choice

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so nothing looks like a digit and nothing spells a word."""
LENGTH = 10
MISREAD = str.maketrans("ILO", "110", " -\N{EN DASH}\u00a0")


def new_code() -> str:
    """Fifty random bits."""
    return "".join(choice(ALPHABET) for _ in range(LENGTH))


def normalised(typed: str) -> str:
    """The code somebody meant: small letters, dashes, the letter O where a zero is printed. Nothing if it is none."""
    code = typed.upper().translate(MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def shown(code: str) -> str:
    """In two groups of five, as it is printed."""
    return f"{code[:5]}-{code[5:]}" if code else ""
