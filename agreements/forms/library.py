"""Publish a version of the model clauses: first look at what is in the zip, then publish exactly that."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.free_text import FreeText

from ..clauses import packing
from ..clauses.library import Complaint, LibraryError

NUMBER = RegexValidator(r"^20[0-9]{2}\.[0-9]{1,3}$", gettext_lazy("A year and a number, for example 2027.1."))


class PublishForm(forms.Form):
    """`packed` is what was looked at: it travels along in the page, and is judged again when it comes back."""

    mistakes: tuple[Complaint, ...] = ()

    number = forms.CharField(
        label=gettext_lazy("Number"),
        max_length=10,
        validators=[NUMBER],
        help_text=gettext_lazy("A year and a number, for example 2027.1."),
    )
    note = FreeText(
        label=gettext_lazy("What is new, and why"),
        help_text=gettext_lazy("Coordinators read this when they compare their agreement with the model."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    archive = forms.FileField(
        label=gettext_lazy("Zip file with the articles"),
        help_text=gettext_lazy("One TOML file for each article, as in the zip of an earlier version. At most 2 MB."),
        required=False,
    )
    packed = forms.CharField(widget=forms.HiddenInput, required=False, strip=False, max_length=packing.LARGEST)

    def clean_archive(self) -> UploadedFile[bytes] | None:
        archive: UploadedFile[bytes] | None = self.cleaned_data["archive"]
        if archive and archive.size and archive.size > packing.LARGEST:
            size = filesizeformat(archive.size)
            raise ValidationError(_("This file is %(size)s. A zip of articles is at most 2 MB.") % {"size": size})
        return archive

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "archive" in given and not given["archive"] and not given.get("packed"):
            self.add_error("archive", _("Choose the zip file with the articles."))
        elif "archive" in given and "packed" in given:
            try:
                archive = given["archive"]
                given["files"] = packing.unpack(archive) if archive else packing.from_text(given["packed"])
            except LibraryError as error:
                self.mistakes = error.complaints
                self.add_error("archive", _("This zip file cannot be used. See what is wrong below."))
        return given

    @property
    def files_given(self) -> dict[str, str]:
        """Only of a form that is right."""
        return dict(self.cleaned_data["files"])
