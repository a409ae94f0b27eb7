"""A day as people type it: with the calendar of the browser, or by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)


def day_field(**options: Any) -> forms.DateField:
    """Days in any other century are slips of the finger."""
    return forms.DateField(
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[
            MinValueValidator(FIRST, _("Choose a day after the year 1999.")),
            MaxValueValidator(LAST, _("Choose a day before the year 2101.")),
        ],
        **options,
    )
