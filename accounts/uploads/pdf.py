"""A PDF that can be read by everybody and does nothing by itself."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .bounded import Overrun, answer_of
from .errors import Refused

HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTS = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b")
LOCKED = re.compile(rb"/Encrypt\b")
OBJECTS = re.compile(rb"/ObjStm\b")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
LOOK_BACK = 500
"""So many bytes before a stream tell what it is."""
MOST_STREAMS = 100_000
MOST_UNPACKED = 50 * 1024 * 1024


def ensure_quiet(pdf: bytes) -> None:
    """Refuses a password, scripts, files inside, and whatever cannot be looked into."""
    plain = _plain(pdf)
    if LOCKED.search(plain):
        raise Refused(_("This PDF is locked with a password. Save it without a password and choose it again."))
    if (
        ACTS.search(plain)
        or any(ACTS.search(_plain(part)) for part in _packed_objects(pdf))
        or _acts_inside(plain, pdf)
    ):
        raise Refused(
            _("This PDF contains scripts, fields that send data, or files. Print it to a new PDF and choose that.")
        )


def _acts_inside(plain: bytes, pdf: bytes) -> bool:
    """As a reader of PDF sees it, when objects are packed: their description may be longer than we look back."""
    if not OBJECTS.search(plain):
        return False
    try:
        return bool(answer_of("accounts.uploads.inside", pdf).strip())
    except Overrun as error:
        raise Refused(_("This file is damaged and cannot be opened. Save it again and choose it anew.")) from error


def _plain(pdf: bytes) -> bytes:
    """Names with their disguise taken off: `/J#61vaScript`."""
    return HEX.sub(lambda match: bytes([int(match[1], 16)]), pdf)


def _packed_objects(pdf: bytes) -> Iterator[bytes]:
    """What is written in compressed object streams, where names would be out of sight."""
    room = MOST_UNPACKED
    for number, found in enumerate(STREAM.finditer(pdf)):
        if number > MOST_STREAMS:
            raise Refused(_("This file becomes far too large when it is opened. Save it as PDF and choose that."))
        before = pdf[max(0, found.start() - LOOK_BACK) : found.start()]
        about = _plain(before[before.rfind(b"endobj") + 1 :])
        if OBJECTS.search(about):
            end = pdf.find(b"endstream", found.end())
            packed = pdf[found.end() : end if end >= 0 else len(pdf)]
            part = _unpacked(packed, room) if b"/Fl" in about else packed
            room -= len(part)
            yield part


def _unpacked(packed: bytes, room: int) -> bytes:
    try:
        unpacker = zlib.decompressobj()
        part = unpacker.decompress(packed, max(room, 1))
    except zlib.error as error:
        raise Refused(_("This file is damaged and cannot be opened. Save it again and choose it anew.")) from error
    if unpacker.unconsumed_tail:
        raise Refused(_("This file becomes far too large when it is opened. Save it as PDF and choose that."))
    return part
