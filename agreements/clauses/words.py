"""Words in two languages, and the Dutch way to write dates, numbers and lists in a contract."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
# Invisible marks that turn text around could make a contract read differently from what was hashed.
DIRECTION_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Control signs (less line end and tab), half characters, and the separators of lines and paragraphs.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029"
_dropped = re.compile(f"[{_CONTROLS}{''.join(DIRECTION_MARKS)}]")


@dataclass(frozen=True)
class Words:
    """One phrase in Dutch and English; as a string it follows the language of the reader."""

    nl: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "nl").startswith("en") else self.nl


def clean_text(value: object) -> str:
    """The same text without control and direction marks, in one Unicode form, with one kind of line end."""
    text = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return _dropped.sub("", text).strip()


def dutch_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def dutch_number(number: int) -> str:
    """Thousands apart with a point, and small years and counts left alone."""
    return f"{number:,}".replace(",", ".")


def dutch_list(parts: Sequence[str]) -> str:
    """`a, b en c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} en {parts[-1]}"
