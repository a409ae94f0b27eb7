"""A file that somebody sent, made safe to open: small, unpacked within limits, and nothing in it but plain sheets.

The archive is copied part by part, each no further than a limit, into a new one in memory. So whatever its table of
contents claims, the library that reads the sheets meets only honest sizes, and no macro, picture or outside link.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO

from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

LARGEST = 1024 * 1024
LARGEST_UNPACKED = 8 * 1024 * 1024
MOST_PARTS = 200
CHUNK = 64 * 1024
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
NEEDED = {"[Content_Types].xml", "xl/workbook.xml"}


class NotASpreadsheet(Exception):
    """This file cannot be read; the sentence says why and what to do."""


def made_safe(file: IO[bytes] | File[bytes]) -> IO[bytes]:
    """The same spreadsheet, without anything that could hurt; or `NotASpreadsheet`."""
    _ensure_small(file)
    try:
        with zipfile.ZipFile(file) as package:
            _ensure_spreadsheet(package)
            return _copied(package)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise damaged() from error


def _ensure_small(file: IO[bytes] | File[bytes]) -> None:
    size = file.seek(0, io.SEEK_END) or file.tell()
    file.seek(0)
    beginning = file.read(8)
    file.seek(0)
    if not size:
        raise NotASpreadsheet(_("This file is empty. Choose the spreadsheet again."))
    if size > LARGEST:
        sizes = {"size": filesizeformat(size), "most": filesizeformat(LARGEST)}
        raise NotASpreadsheet(_("This file is %(size)s. A spreadsheet is at most %(most)s.") % sizes)
    if beginning == OLD_OR_LOCKED:
        raise NotASpreadsheet(
            _("This is an old Excel file (.xls), or it is locked with a password. Save it as .xlsx without password.")
        )
    if not beginning.startswith(b"PK"):
        raise NotASpreadsheet(
            _("This is not an Excel file (.xlsx). Save the spreadsheet as .xlsx and choose it again.")
        )


def _ensure_spreadsheet(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    names = [part.filename for part in parts]
    if not set(names) >= NEEDED:
        raise NotASpreadsheet(
            _("This is not an Excel file (.xlsx). Save the spreadsheet as .xlsx and choose it again.")
        )
    if len(names) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _too_much()
    odd = any(part.flag_bits & 1 or part.compress_type not in PLAIN for part in parts)
    if odd or len(set(names)) < len(names):
        raise damaged()


def _copied(package: zipfile.ZipFile) -> IO[bytes]:
    copy, room = io.BytesIO(), LARGEST_UNPACKED
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as clean:
        for part in package.infolist():
            if part.filename.endswith((".xml", ".rels")):
                content = _content(package, part, room)
                room -= len(content)
                clean.writestr(part.filename, content)
    copy.seek(0)
    return copy


def _content(package: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> bytes:
    """In small bites: a part that claims to be small cannot unpack to more than one bite at once."""
    content = b""
    with package.open(part) as opened:
        while bite := opened.read(CHUNK):
            content += bite
            if len(content) > room:
                raise _too_much()
    if b"<!DOCTYPE" in content.replace(b"\0", b"").upper():  # no spreadsheet program writes one; it can only do harm
        raise damaged()
    return content


def _too_much() -> NotASpreadsheet:
    most = filesizeformat(LARGEST_UNPACKED)
    return NotASpreadsheet(
        _("This file unpacks to more than %(most)s. Copy the rows into a new template.") % {"most": most}
    )


def damaged() -> NotASpreadsheet:
    return NotASpreadsheet(
        _("This file is damaged, or no spreadsheet program made it. Copy the rows into a new template.")
    )


def _another_kind() -> NotASpreadsheet:
    return NotASpreadsheet(_("This is not an Excel file (.xlsx). Save the spreadsheet as .xlsx and choose it again."))
