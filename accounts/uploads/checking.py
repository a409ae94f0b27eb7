"""What a file is, by its content; its name must agree with it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from hashlib import sha256
from typing import IO

import puremagic
from django.conf import settings
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from .errors import Refused
from .names import extension_of, safe_name
from .packages import ODT, kind_of_package
from .pdf import ensure_quiet

OFFICE = "application/vnd.openxmlformats-officedocument."
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "odt": ODT.decode(),
}
ALSO_CALLED = {"jpeg": "jpg"}
BEGINNINGS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Received:
    """A file that may come in: a safe name, what it is, and its digest."""

    name: str
    kind: str
    size: int
    sha256: str


def received(file: File[bytes]) -> Received:
    """Looks at the whole file. Raises `Refused` with a sentence for whoever chose it; leaves the file at its start."""
    size = file.size or 0
    if not size:
        raise Refused(_("This file is empty. Choose it again."))
    if size > settings.UPLOAD_MAX_BYTES:
        values = {"size": filesizeformat(size), "most": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        raise Refused(_("This file is %(size)s. A file is at most %(most)s.") % values)
    known = safe_name(file.name or "")
    kind = kind_of(file)
    said = extension_of(known)
    if kind is None:
        raise Refused(_not_taken(file))
    if ALSO_CALLED.get(said, said) != kind:
        values = {"name": known, "kind": kind.upper()}
        raise Refused(_("“%(name)s” is in fact a %(kind)s file. Correct the extension and choose it again.") % values)
    return Received(known, kind, size, _digest(file))


def kind_of(file: IO[bytes] | File[bytes]) -> str | None:
    """One of `CONTENT_TYPES`, or None. Refuses what pretends, acts by itself or cannot be looked into."""
    beginning = _from_start(file, 16)
    kind = next((kind for mark, kind in BEGINNINGS.items() if beginning.startswith(mark)), None)
    try:
        if kind is None:
            return kind_of_package(file) if beginning.startswith(ZIP) else None
        if zipfile.is_zipfile(file):
            raise Refused(_("This file is two kinds of file at once. Save it again as one of them and choose that."))
        if kind == "pdf":
            file.seek(0)
            ensure_quiet(file.read())
        return kind
    finally:
        file.seek(0)


def _not_taken(file: File[bytes]) -> str:
    beginning = _from_start(file, 4096)
    if beginning.startswith(OLD_OFFICE):
        return _("This is an old Office file, or one with a password. Save it as PDF, DOCX or XLSX and choose that.")
    guess = _guess(beginning)
    if guess:
        return _("This is a %(guess)s file. Choose a PDF, DOCX, XLSX, ODT, PNG or JPG file.") % {"guess": guess}
    return _("We cannot tell what kind of file this is. Choose a PDF, DOCX, XLSX, ODT, PNG or JPG file.")


def _guess(beginning: bytes) -> str:
    """What it probably is, to help whoever chose the wrong file; never a reason to let it in."""
    try:
        return str(puremagic.from_string(beginning)).removeprefix(".").upper()
    except (puremagic.PureError, ValueError):
        return ""


def _from_start(file: IO[bytes] | File[bytes], length: int) -> bytes:
    file.seek(0)
    found = file.read(length)
    file.seek(0)
    return found


def _digest(file: File[bytes]) -> str:
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
