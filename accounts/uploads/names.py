"""A name people can read and a disk, a mail or a browser cannot trip over."""

from __future__ import annotations

from pathlib import PurePosixPath

from ..text import clean_text

LONGEST = 120
FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*\t\n', "_"))


def safe_name(given: str, fallback: str = "bestand") -> str:
    """Without folders, control signs and marks that turn text around; the extension always at the end."""
    last = clean_text(given.replace("\\", "/").rpartition("/")[2]).translate(FORBIDDEN)
    path = PurePosixPath(" ".join(last.split()).strip(". ") or fallback)
    extension = path.suffix.lower()[:10]
    stem = path.stem.strip(". ") or fallback
    return f"{stem[: LONGEST - len(extension)].rstrip('. ')}{extension}"


def extension_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower().removeprefix(".")
