"""A version of the model clauses as one zip of TOML files. Nothing of an upload is ever written to a disk."""

import io
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Mapping
from hashlib import sha256
from typing import IO

from accounts.text import DIRECTION_MARKS

from .proofreading import Complaint, LibraryError
from .words import Words

LARGEST = 2 * 1024 * 1024
"""Of the zip; of all files together, unpacked; and far more than the articles need."""
LARGEST_FILE = 200 * 1024
MOST_FILES = 100
HIDDEN = re.compile(f"[{''.join(DIRECTION_MARKS)}\0]")
FILE_NAME = re.compile(r"[0-9]{2,3}-[a-z0-9-]{1,40}\.toml")
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError,
)  # fmt: skip
STAMP = (2026, 1, 1, 0, 0, 0)
"""The same files make the same bytes, whenever they are packed."""


def pack(files: Mapping[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name].encode())
    return made.getvalue()


def unpack(file: IO[bytes]) -> dict[str, str]:
    """The files in a zip, by name. Refuses what is no zip, too large, or anything but clause files."""
    try:
        with zipfile.ZipFile(file) as archive:
            return checked(_texts(archive))
    except UNREADABLE as error:
        said = Words("dit is geen zipbestand dat te lezen is", "this is not a zip file that can be read")
        raise LibraryError(Complaint("", said)) from error


def _texts(archive: zipfile.ZipFile) -> dict[str, str]:
    """What is inside, read no further than is allowed, whatever sizes the zip itself claims."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise LibraryError(_too_many())
    if len({entry.filename for entry in entries}) < len(entries):
        twice = Words("een bestand zit er twee keer in", "a file is in it twice")
        raise LibraryError(Complaint("", twice))
    found: dict[str, str] = {}
    for entry in entries:
        if not FILE_NAME.fullmatch(entry.filename):
            raise LibraryError(_strange_name(entry.filename))
        with archive.open(entry) as opened:
            found[entry.filename] = _text(entry.filename, opened.read(LARGEST_FILE + 1))
    return found


def _text(name: str, content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise LibraryError(_too_large(name))
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise LibraryError(Complaint(name, Words("dit is geen tekst in UTF-8", "this is not text in UTF-8"))) from error


def as_text(files: Mapping[str, str]) -> str:
    """To travel along in a page; the same files always give the same text."""
    return json.dumps(dict(files), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> dict[str, str]:
    try:
        given = json.loads(text)
        json.dumps(given, ensure_ascii=False).encode()  # half a sign is no sign
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        said = Words("kies het zipbestand opnieuw", "choose the zip file again")
        raise LibraryError(Complaint("", said))
    return checked(given)


def checked(files: Mapping[str, str]) -> dict[str, str]:
    """The limits that hold for any set of clause files, wherever it came from."""
    strange = [_strange_name(name) for name in files if not FILE_NAME.fullmatch(name)]
    large = [_too_large(name) for name, text in files.items() if len(text.encode()) > LARGEST_FILE]
    hidden = [_hidden(name) for name, text in files.items() if HIDDEN.search(text)]
    many = [_too_many()] if len(files) > MOST_FILES or sum(map(len, files.values())) > LARGEST else []
    none = [Complaint("", Words("er zitten geen artikelen in", "there are no clauses in it"))] if not files else []
    if complaints := strange + large + hidden + many + none:
        raise LibraryError(*complaints)
    return dict(files)


def digest(files: Mapping[str, str]) -> str:
    return sha256(as_text(files).encode()).hexdigest()


def _strange_name(name: str) -> Complaint:
    return Complaint(
        name[:60],
        Words(
            "zo mag een bestand niet heten. Zet bestanden als 04-b-leiding.toml los in de zip, niet in een map",
            "a file cannot be called so. Put files like 04-b-leiding.toml loose in the zip, not in a folder",
        ),
    )


def _too_large(name: str) -> Complaint:
    most = LARGEST_FILE // 1024
    return Complaint(name, Words(f"dit bestand is groter dan {most} kB", f"this file is larger than {most} kB"))


def _hidden(name: str) -> Complaint:
    said = Words("er staan onzichtbare tekens in die de tekst omdraaien", "it holds marks that turn text around")
    return Complaint(name, said)


def _too_many() -> Complaint:
    said = Words("er zit te veel in dit zipbestand", "there is too much in this zip file")
    return Complaint("", said)
