"""Put a file from outside into its row, and let it out of quarantine. The caller saves and records."""

from __future__ import annotations

from typing import Any, Protocol

from django.core.files.base import File
from django.utils.timezone import now

from . import scanning
from .checking import received
from .states import FileState

VIRUS = "Hierin zit een virus (%s)."
"""Kept with the case, so in Dutch like the rest of it."""


class Row(Protocol):
    """An `OutsideFile` with its `file`."""

    file: Any
    name: Any
    kind: Any
    size: Any
    sha256: Any
    state: Any
    reason: Any
    checked: Any


def take_in(row: Row, file: File[bytes]) -> None:
    """What it is, and its bytes under a path that cannot be guessed; in quarantine when there is a virus scanner.

    Raises `Refused` with a sentence for whoever chose it.
    """
    known = received(file)
    row.name, row.kind, row.size, row.sha256 = known.name, known.kind, known.size, known.sha256
    if not scanning.is_configured():
        row.state, row.checked = FileState.CLEAN, now()
    row.file.save(known.name, file, save=False)


def virus_in(row: Row) -> str:
    """What the scanner says of it. A scanner that does not answer raises, so that the job is tried again later."""
    with row.file.open("rb") as stored:
        return scanning.virus_in(stored.chunks())


def let_out(row: Row, virus: str) -> str:
    """Clean; or refused, and then the path of the bytes that must be thrown away."""
    row.state, row.checked = (FileState.REFUSED if virus else FileState.CLEAN), now()
    if not virus:
        return ""
    row.reason, path = VIRUS % virus, str(row.file.name)
    row.file = ""
    return path
