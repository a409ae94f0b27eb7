"""What was found, with the words that were looked for marked in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .words import folded, is_met

PIECE = re.compile(r"[^\W_]+")
BEFORE, AFTER = 80, 200


def marked(text: str, words: Sequence[str]) -> SafeString:
    """The text, with every word that was met in a `mark`."""
    parts: list[tuple[str, str]] = []
    end = 0
    for piece in _met(text, words):
        parts.append((text[end : piece.start()], piece[0]))
        end = piece.end()
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), text[end:])


def passage(text: str, words: Sequence[str]) -> SafeString:
    """The piece of a text around the first word that was met, cut at spaces; the beginning when none was."""
    first = next(iter(_met(text, words)), None)
    start = max(0, first.start() - BEFORE) if first else 0
    start = text.find(" ", start) + 1 if start else 0
    stop = start + BEFORE + AFTER
    stop = len(text) if stop >= len(text) else text.rfind(" ", start, stop) if " " in text[start:stop] else stop
    cut = " ".join(text[start:stop].split())
    return format_html("{}{}{}", "… " if start else "", marked(cut, words), " …" if stop < len(text) else "")


def _met(text: str, words: Sequence[str]) -> list[re.Match[str]]:
    return [piece for piece in PIECE.finditer(text) if any(is_met(one, words) for one in folded(piece[0]))]
