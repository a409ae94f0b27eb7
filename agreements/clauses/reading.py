"""From clause files (TOML) to a library. Whatever does not make sense is refused, all of it at once, file by file."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from . import proofreading
from .proofreading import Complaint, LibraryError
from .shapes import MAX_LENGTH, Choice, Clause, Field, Library, Lid
from .words import Words

Raw = Mapping[str, Any]
PLAIN = {str: Words("tekst", "text"), int: Words("een getal", "a number"), bool: Words("ja of nee", "true or false")}


def read_files(files: Mapping[str, str], version: str) -> Library:
    """A library from clause files by name, in the order of the agreement."""
    complaints: list[Complaint] = []
    clauses: list[Clause] = []
    for name in sorted(files):
        try:
            clauses.append(_read_clause(name, files[name], version))
        except LibraryError as error:
            complaints += error.complaints
    library = Library(version, tuple(sorted(clauses, key=lambda clause: clause.position)))
    if not complaints:
        complaints += (Complaint("", sentence) for sentence in proofreading.of_library(library))
    if complaints:
        raise LibraryError(*complaints)
    return library


def _read_clause(name: str, text: str, version: str) -> Clause:
    try:
        clause = _clause(tomllib.loads(text), version)
    except KeyError as error:
        raise LibraryError(Complaint(name, Words(f"{error} ontbreekt", f"{error} is missing"))) from error
    except (tomllib.TOMLDecodeError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise LibraryError(Complaint(name, Words(f"niet te lezen: {error!r}", repr(error)))) from error
    found = list(_misshapen(clause, "")) or list(proofreading.of_clause(clause))
    if found:
        raise LibraryError(*(Complaint(name, sentence) for sentence in found))
    return clause


def _misshapen(thing: Any, where: str) -> Iterator[Words]:
    """TOML lets a number stand where a sentence belongs; the shapes say what each value is."""
    hints = get_type_hints(type(thing))
    for one in fields(thing):
        value, kind, place = getattr(thing, one.name), hints[one.name], f"{where}{one.name}"
        if get_origin(kind) is Literal and value not in get_args(kind):
            yield Words(f"{place}: {value!r} bestaat niet", f"{place}: there is no {value!r}")
        elif kind in PLAIN and type(value) is not kind:
            yield Words(f"{place} moet {PLAIN[kind].nl} zijn", f"{place} must be {PLAIN[kind].en}")
        for spot, part in _parts(place, value):
            if is_dataclass(part):
                yield from _misshapen(part, f"{spot}.")
            elif not isinstance(part, str):
                yield Words(f"{spot} moet tekst zijn", f"{spot} must be text")


def _parts(place: str, value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, tuple):
        return [(f"{place} {number}", part) for number, part in enumerate(value, start=1)]
    return [(place, value)] if is_dataclass(value) else []


def _clause(raw: Raw, version: str) -> Clause:
    given = {**raw, "version": version, "letter": raw.get("letter", ""), "scope": raw.get("scope", "shared")}
    return Clause(
        **given
        | {
            "title": _words(raw["title"]),
            "guidance": _words(raw["guidance"]),
            "topics": tuple(raw.get("topics", ())),
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
