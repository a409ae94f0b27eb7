"""Articles that came along from a newer model: where they stand, and which articles mention which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from . import library, tokens
from .shapes import Clause, Library


def with_added(shelf: Library, added: Mapping[str, str]) -> Library:
    """The model of an agreement with these articles of other versions: each in its place, or where its model has it."""
    clauses = list(shelf.clauses)
    for code, version in added.items():
        model = library.load(version)
        if code in shelf:
            clauses[[one.code for one in clauses].index(code)] = model[code]
        else:
            clauses.insert(place_of(code, model, [one.code for one in clauses]), model[code])
    return Library(shelf.version, tuple(clauses))


def place_of(code: str, model: Library, codes: list[str]) -> int:
    """After the nearest article that comes before it in that model."""
    order = [one.code for one in model.clauses]
    before = [one for one in order[: order.index(code)] if one in codes]
    return codes.index(before[-1]) + 1 if before else 0


def mentioned(clause: Clause) -> set[str]:
    """The articles it refers to."""
    return {code for lid in (*clause.leden, *clause.annex) for code in tokens.names(lid.text, "artikel")}


def mentioning(code: str, clauses: Iterable[Clause]) -> list[Clause]:
    """The articles that refer to this one."""
    return [clause for clause in clauses if clause.code != code and code in mentioned(clause)]
