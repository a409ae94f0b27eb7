"""A letter from a participation body comes in by the same door as every file from outside."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from .. import uploads


def checked(letter: UploadedFile[bytes]) -> UploadedFile[bytes]:
    """The letter, when it may come in; otherwise the sentence that says why not, at its field."""
    try:
        uploads.received(letter)
    except uploads.Refused as refused:
        raise ValidationError(str(refused)) from refused
    return letter
