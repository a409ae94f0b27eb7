from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.free_text import FreeText

from ..clauses.library import Complaint, LibraryError
from ..clauses.shapes import Library
from ..clauses.templates import LONGEST, Template, from_file


class ImportForm(forms.Form):
    """A template as a file. What is wrong in it is told by line, or by place in the file."""

    mistakes: tuple[Complaint, ...] = ()
    template: Template

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("A JSON file, as you get it with “Download”. At most 200 kB."),
    )
    content = FreeText(
        label=gettext_lazy("Or its contents"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 16, "lang": "nl", "spellcheck": "false"}),
    )

    def __init__(self, data: Any, files: Any = None, *, shelf: Library) -> None:
        super().__init__(data, files)
        self.shelf = shelf

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        text = self._text(given.get("file"), given.get("content", ""))
        if not text and not self.errors:
            self.add_error("file", _("Choose a file, or paste its contents."))
        elif text:
            self._read(text)
        return given

    def _text(self, file: UploadedFile[bytes] | None, content: str) -> str:
        if not file:
            return content
        try:
            return str(file.read(LONGEST + 1), "utf-8")
        except UnicodeDecodeError:
            self.add_error("file", _("This is not a text file in UTF-8."))
            return ""

    def _read(self, text: str) -> None:
        try:
            self.template = from_file(text, self.shelf)
        except LibraryError as error:
            self.mistakes = error.complaints
            self.add_error("content", _("This template cannot be used. See what is wrong below."))


class TemplateNameForm(forms.Form):
    name = FreeText(
        label=gettext_lazy("Name of the template"),
        max_length=100,
        help_text=gettext_lazy("Other boards see it only in agreements that you start with it."),
    )
