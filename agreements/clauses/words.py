"""Words in two languages, and the Dutch way to write dates, numbers and lists in a contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


@dataclass(frozen=True)
class Words:
    """One phrase in Dutch and English; as a string it follows the language of the reader."""

    nl: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "nl").startswith("en") else self.nl


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
