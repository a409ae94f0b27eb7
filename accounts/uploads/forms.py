"""The field with which somebody chooses a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from .checking import received
from .errors import Refused

ACCEPTED = ".pdf,.docx,.xlsx,.odt,.png,.jpg,.jpeg"


class OutsideFileField(forms.FileField):
    """Says at the field itself why a file may not come in. The service looks again."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def __init__(self, **options: Any) -> None:
        super().__init__(label=options.pop("label", _("File")), allow_empty_file=True, max_length=1000, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        return file if (file := super().clean(data, initial)) is None else checked(file)


def checked(file: UploadedFile[bytes]) -> UploadedFile[bytes]:
    """The file, when it may come in; otherwise the sentence that says why not."""
    try:
        received(file)
    except Refused as refused:
        raise ValidationError(str(refused)) from refused
    return file
