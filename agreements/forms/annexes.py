"""Attach a file: what it is called, what it belongs to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.free_text import FreeText
from accounts.letters import validate_letters
from accounts.text import clean_text
from accounts.uploads.forms import OutsideFileField

from ..facts import routes_of
from ..models import Agreement
from ..selectors import text_of
from ..services import Part


class AnnexForm(forms.Form):
    title = FreeText(
        label=gettext_lazy("What is it?"),
        help_text=gettext_lazy("As it will stand in the agreement, for instance “Programme of tests and exams 2027”."),
        max_length=150,
        validators=[validate_letters],
    )
    part = forms.ChoiceField(label=gettext_lazy("What does it belong to?"))
    file = OutsideFileField(
        help_text=gettext_lazy("PDF, DOCX, XLSX, ODT, PNG or JPG. Every board of this agreement can read it."),
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parts = {"": Part()}
        choices = [("", _("The whole agreement"))]
        for clause in text_of(agreement).rendered:
            if clause.number and clause.route_id is None:
                self._parts[f"artikel-{clause.code}"] = Part(code=clause.code)
                choices.append((f"artikel-{clause.code}", f"Artikel {clause.number} {clause.title.nl}"))
        for route in routes_of(agreement):
            self._parts[f"route-{route.pk}"] = Part(route=route)
            choices.append((f"route-{route.pk}", route.name))
        part = self.fields["part"]
        assert isinstance(part, forms.ChoiceField)
        part.choices, part.required = choices, False

    def clean_title(self) -> str:
        title = " ".join(clean_text(self.cleaned_data["title"]).split())
        if not title:
            raise ValidationError(_("Write what this file is; the name stands in the agreement."))
        return title

    def clean_file(self) -> UploadedFile[bytes]:
        """Its name stands in the agreement too."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        validate_letters(file.name or "")
        return file

    def chosen_part(self) -> Part:
        return self._parts[self.cleaned_data["part"]]
