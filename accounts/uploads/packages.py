"""Word, Excel and OpenDocument files are zip archives. Their table of contents is read; nothing is unpacked to disk."""

from __future__ import annotations

import re
import zipfile
from typing import IO

from django.utils.translation import gettext as _

from .errors import Refused

MOST_MEMBERS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_TIMES = 100
"""A member that is so many times larger than it looks is a bomb, once it is large at all."""
LARGE = 5 * 1024 * 1024
ODT = b"application/vnd.oasis.opendocument.text"
ACTIVE = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml|macrosheets/|activex/|embeddings/|customui/)|^basic/|^scripts/", re.IGNORECASE
)
REMOTE = re.compile(
    rb"<[^>]*attachedTemplate[^>]*External[^>]*>|<[^>]*External[^>]*attachedTemplate[^>]*>", re.IGNORECASE
)


def kind_of_package(file: IO[bytes]) -> str | None:
    """`docx`, `xlsx`, `odt`, or None for another archive. Refuses what is broken, locked, swollen or acts by itself."""
    try:
        with zipfile.ZipFile(file) as package:
            return _kind(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Refused(_("This file is damaged and cannot be opened. Save it again and choose it anew.")) from error


def _kind(package: zipfile.ZipFile) -> str | None:
    members = package.infolist()
    names = {member.filename for member in members}
    _ensure_openable(members)
    kind = _kind_by_names(package, names)
    if kind and (any(ACTIVE.search(name) for name in names) or _says_it_acts(package, names)):
        raise Refused(
            _("This file contains macros or other files. Save it as a plain document, or as PDF, and choose that.")
        )
    return kind


def _ensure_openable(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 0x1 for member in members):
        raise Refused(_("This file is locked with a password. Take the password off and choose it again."))
    swollen = any(m.file_size > LARGE and m.file_size > MOST_TIMES * max(m.compress_size, 1) for m in members)
    if swollen or len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Refused(_("This file becomes far too large when it is opened. Save it as PDF and choose that."))
    if any(member.filename.startswith(("/", "\\")) or ".." in member.filename for member in members):
        raise Refused(_("This file is damaged and cannot be opened. Save it again and choose it anew."))


def _kind_by_names(package: zipfile.ZipFile, names: set[str]) -> str | None:
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return "docx"
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and _read(package, "mimetype").strip() == ODT:
        return "odt"
    return None


def _says_it_acts(package: zipfile.ZipFile, names: set[str]) -> bool:
    """A macro-enabled kind under another name, or a template that is fetched from elsewhere."""
    types = _read(package, "[Content_Types].xml").lower() if "[Content_Types].xml" in names else b""
    links = (_read(package, name) for name in names if name.endswith(".rels"))
    return b"macroenabled" in types or b"vbaproject" in types or any(REMOTE.search(one) for one in links)


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    """A small member; never more than a megabyte of it."""
    with package.open(name) as member:
        return member.read(1024 * 1024)
