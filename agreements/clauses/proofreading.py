"""What must be true of every clause file. A mistake here is ours, so it stops the program at once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from . import conditions, tokens
from .checks import CHECKS
from .shapes import KINDS, SIMPLE_KINDS, Clause, Field, Library, Lid

TEN_TOPICS = frozenset("abcdefghij")
ARTICLE_NUMBER = re.compile(r"\bartikel(?:en)? \d", re.IGNORECASE)


class LibraryError(Exception):
    """A clause file is malformed."""


def check_library(library: Library) -> None:
    """Codes and places are unique, the ten topics are there, and references arrive somewhere."""
    complaints = list(_library_complaints(library))
    if complaints:
        raise LibraryError(f"{library.version}: " + "; ".join(complaints))


def check_clause(clause: Clause, name: str) -> None:
    complaints = list(_clause_complaints(clause))
    if complaints:
        raise LibraryError(f"{name}: " + "; ".join(complaints))


def _library_complaints(library: Library) -> Iterator[str]:
    yield from _doubles("code", (clause.code for clause in library.clauses))
    yield from _doubles("position", (str(clause.position) for clause in library.clauses))
    missing = TEN_TOPICS - {clause.letter for clause in library.clauses}
    if missing:
        yield f"no clause for topic {', '.join(sorted(missing))}"
    codes = {clause.code for clause in library.clauses}
    for clause in library.clauses:
        for lid in (*clause.leden, *clause.annex):
            yield from (f"{clause.code}: no article {code}" for code in tokens.names(lid.text, "artikel") - codes)


def _clause_complaints(clause: Clause) -> Iterator[str]:
    yield from _doubles("field", (field.name for field in clause.fields))
    yield from (f"unknown check {name}" for name in set(clause.checks) - CHECKS.keys())
    yield from (f"unknown condition {name}" for name in conditions.unknown_names(clause.when, set()))
    if (clause.scope == "route") != bool(clause.annex):
        yield "a clause has an annex exactly when its scope is the route"
    fields = {field.name for field in clause.fields}
    for field in clause.fields:
        yield from _field_complaints(field, fields)
    for lid in (*clause.leden, *clause.annex):
        yield from _lid_complaints(lid, clause, fields)
    if clause.scope == "route" and any(tokens.names(lid.text) for lid in clause.leden):
        yield "the answers of a route belong in its annex"


def _field_complaints(field: Field, fields: set[str]) -> Iterator[str]:
    if field.kind not in KINDS:
        yield f"{field.name}: unknown kind {field.kind}"
    if (field.kind in {"choice", "multi"}) != bool(field.choices):
        yield f"{field.name}: choices belong to choice and multi"
    if (field.kind == "table") != bool(field.columns):
        yield f"{field.name}: columns belong to a table"
    if any(column.kind not in SIMPLE_KINDS for column in field.columns):
        yield f"{field.name}: a column is simple"
    yield from _doubles(f"{field.name}: column", (column.name for column in field.columns))
    columns = {column.name for column in field.columns}
    for name in conditions.unknown_names(field.required_when, fields):
        yield f"{field.name}: required when {name}?"
    for name in conditions.unknown_names(field.when, set()):
        yield f"{field.name}: a field can only depend on a known fact, not on {name}"
    for column in field.columns:
        yield from _field_complaints(column, columns)


def _lid_complaints(lid: Lid, clause: Clause, fields: set[str]) -> Iterator[str]:
    start = lid.text.strip()[:40]
    yield from (f"unknown field {name} in {start!r}" for name in tokens.names(lid.text) - fields)
    yield from (f"unknown condition {name} in {start!r}" for name in conditions.unknown_names(lid.when, fields))
    yield from (f"topic {name} is not listed" for name in tokens.names(lid.text, "wet") - set(clause.topics))
    yield from (f"unknown fact {name}" for name in tokens.names(lid.text, "feit") - tokens.FACT_TOKENS)
    yield from (f"unknown block {name}" for name in tokens.names(lid.text, "blok") - tokens.BLOCK_TOKENS)
    if ARTICLE_NUMBER.search(lid.text):
        yield f"an article number is written out in {start!r}"
    if set(tokens.TOKEN.sub("", lid.text)) & set("{}"):
        yield f"a stray brace in {start!r}"
    optional = {field.name for field in clause.fields if field.is_optional}
    for name in (tokens.names(lid.text) & optional) - conditions.fields_in(lid.when):
        yield f"{name} may be empty, so {start!r} needs a condition on it"


def _doubles(what: str, names: Iterable[str]) -> Iterator[str]:
    yield from (f"{what} {name} twice" for name, count in Counter(names).items() if count > 1)
