"""Text in one's own words. Nothing about pupils belongs in it (domain.md 5.3); a citizen service number is refused."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from stdnum.nl import bsn

NO_PUPILS = _("Write nothing about pupils or students: no names, numbers or circumstances.")
REFUSAL = _(
    "The number that ends in %(end)s can be a citizen service number (BSN). Those may not be kept here, of nobody. "
    "Take it out. If it is the number of an organisation, write “RSIN” before it."
)
NINE_DIGITS = re.compile(
    r"(?<![\w.,-])(?:\d{9}|\d{4}([. -])\d{2}\1\d{3}|\d{3}([ -])\d{3}\2\d{3})(?![\w-]|[.,]\d)", re.ASCII
)
"""Alone, also as people write them: 1112.22.333, 111 222 333. Not a part of a longer number, a code or an amount."""
OF_AN_ORGANISATION = re.compile(r"\bRSIN\W{0,3}$", re.IGNORECASE)
"""A tax number of an organisation passes the same test; who means one says so."""


def citizen_numbers(text: str) -> list[str]:
    """What passes the eleven test. Nine digits that fail it are something else, such as the number of a case."""
    found = [(match.group(), text[: match.start()]) for match in NINE_DIGITS.finditer(text)]
    return [number for number, before in found if bsn.is_valid(number) and not OF_AN_ORGANISATION.search(before)]


def why_not(text: str) -> str:
    """The sentence about a citizen service number in it, or nothing."""
    if not (found := citizen_numbers(text)):
        return ""
    return str(REFUSAL) % {"end": found[0][-3:]}


def refuse_citizen_numbers(text: str) -> None:
    if sentence := why_not(text):
        raise ValidationError(sentence, code="bsn")


class FreeText(forms.CharField):
    """Every field in which somebody writes is one of these (tests/config/test_personal_data.py looks)."""

    default_validators = [refuse_citizen_numbers]
    warns = True
    """A large box says what not to write; a page with many of them says it once (components/no_pupil_data.html)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if self.warns and isinstance(self.widget, forms.Textarea):
            self.help_text = format_lazy("{} {}", self.help_text, NO_PUPILS) if self.help_text else NO_PUPILS

    def to_python(self, value: Any) -> str:
        """One line stays one line, whatever was sent: a name goes into subjects of mail."""
        text = str(super().to_python(value) or "")
        return text if isinstance(self.widget, forms.Textarea) else " ".join(text.splitlines())


def as_free_text(*names: str) -> dict[str, type[FreeText]]:
    """For `field_classes` of a form that is made from a model."""
    return dict.fromkeys(names, FreeText)
