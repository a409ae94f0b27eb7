"""A letter from a participation body: what kind of file it is by its content, never by its name."""

from __future__ import annotations

import zipfile
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

LARGEST = 10 * 1024 * 1024
ODT = b"application/vnd.oasis.opendocument.text"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": ODT.decode(),
}
BEGINNINGS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


def checked(letter: UploadedFile[bytes]) -> UploadedFile[bytes]:
    """The letter under a name that fits its content. Refuses what is too large or no letter."""
    if not letter.size:
        raise ValidationError(_("This file is empty. Choose the letter again."))
    if letter.size > LARGEST:
        raise ValidationError(
            _("This file is %(size)s. A letter is at most %(most)s.")
            % {"size": filesizeformat(letter.size), "most": filesizeformat(LARGEST)}
        )
    kind = kind_of(letter)
    if kind is None:
        raise ValidationError(
            _("This is not a PDF, Word, OpenDocument, JPEG or PNG file. Save the letter as PDF and choose it again.")
        )
    letter.name = f"{PurePath(letter.name or '').stem[:150] or 'brief'}.{kind}"
    return letter


def kind_of(file: IO[bytes] | File[bytes]) -> str | None:
    """What this file is, or None for everything we do not take."""
    file.seek(0)
    beginning = file.read(16)
    file.seek(0)
    found = next((kind for mark, kind in BEGINNINGS.items() if beginning.startswith(mark)), None)
    if found is None and beginning.startswith(b"PK\x03\x04"):
        found = _kind_of_package(file)
        file.seek(0)
    return found


def _kind_of_package(file: IO[bytes] | File[bytes]) -> str | None:
    """Word and OpenDocument files are zip archives; only their table of contents is read, nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as package:
            names = set(package.namelist())
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return "docx"
            if "mimetype" in names and package.getinfo("mimetype").file_size == len(ODT):
                return "odt" if package.read("mimetype") == ODT else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None
    return None
