"""The versions of the model clauses: those that ship with the program, and those that were published since.

A version never changes. Published ones come from a source that the app registers: nothing here knows the database.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from .proofreading import Complaint, LibraryError
from .reading import read_files
from .shapes import MAX_LENGTH, Choice, Clause, Field, Library, Lid
from .words import Words

__all__ = [
    "CURRENT", "MAX_LENGTH", "ROOT", "Choice", "Clause", "Complaint", "Field", "Library", "LibraryError", "Lid",
    "current", "files_of", "load", "publish_from", "read", "shipped",
]  # fmt: skip

ROOT = Path(__file__).resolve().parent.parent / "library"
CURRENT = "2026.1"
"""The newest version that ships with the program; current until a later one is published."""


class Source(Protocol):
    """Where published versions are kept."""

    def files(self, version: str) -> Mapping[str, str] | None: ...

    def newest(self) -> str | None: ...


_sources: list[Source] = []


def publish_from(source: Source) -> None:
    """Look here too, after the versions that ship with the program. Called once, when the program starts."""
    _sources.append(source)


def shipped() -> tuple[str, ...]:
    return tuple(sorted(folder.name for folder in ROOT.iterdir() if folder.is_dir()))


def current() -> str:
    """The version a new agreement starts with: what was published last, whatever its number."""
    return next((newest for source in _sources if (newest := source.newest())), CURRENT)


def files_of(version: str) -> Mapping[str, str]:
    """The clause files of a version, by name."""
    if version in shipped():
        return _files_in(ROOT / version)
    found = next((files for source in _sources if (files := source.files(version))), None)
    if found is None:
        said = Words(f"er is geen versie {version} van de modelartikelen", f"there is no clause library {version}")
        raise LibraryError(Complaint("", said))
    return found


@cache
def load(version: str = CURRENT) -> Library:
    """All clauses of one version, in the order of the agreement."""
    return read_files(files_of(version), version)


def read(folder: Path) -> Library:
    """A library from a folder; every `.toml` file that starts with a number is one clause."""
    return read_files(_files_in(folder), folder.name)


def _files_in(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("[0-9]*.toml"))}
