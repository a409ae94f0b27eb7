"""Record an evaluation: of which school year, when, what came out, and the file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.forms import date_field
from accounts.free_text import FreeText
from accounts.uploads.forms import OutsideFileField

from ..evaluations import Standing, school_year_of


class EvaluationForm(forms.Form):
    start_year = forms.TypedChoiceField(label=_("School year"), coerce=int)
    held_on = date_field(label=_("Held on"), help_text=_("The day on which the boards established it."))
    conclusion = FreeText(
        label=_("Conclusion in short"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What came out, and what will be done with it. Numbers below five are left out."),
    )
    file = OutsideFileField(
        help_text=_("PDF, DOCX, XLSX, ODT, PNG or JPG. Every board of this agreement and inspectors can read it."),
    )

    def __init__(self, *args: Any, standing: Standing, first_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = school_year_of(localdate())
        field = self.fields["start_year"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(year, f"{year}-{year + 1}") for year in range(last, min(first_year, last) - 1, -1)]
        field.initial = standing.late[0].start_year if standing.late else last
