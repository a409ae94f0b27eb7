"""What people type or send, without signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata

# Invisible marks that turn text around could make a contract read differently from what was hashed.
DIRECTION_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Control signs (less line end and tab), half characters, and the separators of lines and paragraphs.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029"
_dropped = re.compile(f"[{_CONTROLS}{''.join(DIRECTION_MARKS)}]")


def clean_text(value: object) -> str:
    """The same text without control and direction marks, in one Unicode form, with one kind of line end."""
    text = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return _dropped.sub("", text).strip()
