"""Reads a version of the model clauses from its files, and refuses loudly what does not make sense."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from . import proofreading
from .proofreading import LibraryError
from .shapes import MAX_LENGTH, Choice, Clause, Field, Library, Lid
from .words import Words

__all__ = ["CURRENT", "ROOT", "Choice", "Clause", "Field", "Library", "LibraryError", "Lid", "load", "versions"]

ROOT = Path(__file__).resolve().parent.parent / "library"
CURRENT = "2026.1"
Raw = Mapping[str, Any]


def versions() -> tuple[str, ...]:
    return tuple(sorted(folder.name for folder in ROOT.iterdir() if folder.is_dir()))


@cache
def load(version: str = CURRENT) -> Library:
    """All clauses of one version, in the order of the agreement."""
    if version not in versions():
        raise LibraryError(f"There is no clause library {version!r} in {ROOT}.")
    return read(ROOT / version)


def read(folder: Path) -> Library:
    """A library from a folder; every `.toml` file that starts with a number is one clause."""
    clauses = [_read_clause(path, folder.name) for path in sorted(folder.glob("[0-9]*.toml"))]
    library = Library(folder.name, tuple(sorted(clauses, key=lambda clause: clause.position)))
    proofreading.check_library(library)
    return library


def _read_clause(path: Path, version: str) -> Clause:
    try:
        clause = _clause(tomllib.loads(path.read_text(encoding="utf-8")), version)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise LibraryError(f"{path.name}: {error!r}") from error
    proofreading.check_clause(clause, path.name)
    return clause


def _clause(raw: Raw, version: str) -> Clause:
    given = {**raw, "version": version, "letter": raw.get("letter", ""), "scope": raw.get("scope", "shared")}
    return Clause(
        **given
        | {
            "title": _words(raw["title"]),
            "guidance": _words(raw["guidance"]),
            "topics": tuple(raw.get("topics", ())),
            "checks": tuple(raw.get("checks", ())),
            "fields": tuple(_field(one) for one in raw.get("fields", ())),
            "leden": tuple(Lid(**one) for one in raw["leden"]),
            "annex": tuple(Lid(**one) for one in raw.get("annex", ())),
        }
    )


def _field(raw: Raw) -> Field:
    default = MAX_LENGTH.get(raw["kind"], 0)
    return Field(
        **{**raw, "max_length": raw.get("max_length", default)}
        | {
            "label": _words(raw["label"]),
            "help": _words(raw["help"]) if "help" in raw else Words("", ""),
            "choices": tuple(_choice(one) for one in raw.get("choices", ())),
            "columns": tuple(_field(one) for one in raw.get("columns", ())),
        }
    )


def _choice(raw: Raw) -> Choice:
    return Choice(raw["value"], Words(raw["nl"], raw["en"]), raw.get("text", raw["nl"]))


def _words(raw: Raw) -> Words:
    return Words(nl=raw["nl"].strip(), en=raw["en"].strip())
