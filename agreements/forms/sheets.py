"""A spreadsheet with the tables of an article, read in. Every mistake in it is told at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from ..clauses.sheets import LARGEST, NotASpreadsheet, Reading, read
from ..clauses.values import Scope


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("Excel file"),
        allow_empty_file=True,  # told in our own words
        error_messages={"required": _("Choose the Excel file that you want to have read.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(
        self, data: Any = None, files: MultiValueDict[str, UploadedFile[bytes]] | None = None, *, scope: Scope
    ) -> None:
        super().__init__(data, files)
        self.scope, self.reading = scope, Reading()
        self.fields["file"].help_text = _("Saved as .xlsx, at most %(most)s.") % {"most": filesizeformat(LARGEST)}

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        try:
            self.reading = read(file, self.scope)
        except NotASpreadsheet as refusal:
            raise ValidationError(str(refusal)) from refusal
        return file

    def clean(self) -> dict[str, Any]:
        if self.reading.mistakes:
            self.add_error(None, list(self.reading.mistakes))
        return self.cleaned_data
