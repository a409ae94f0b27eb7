"""What must be true of every clause file, whether it ships with the program or an administrator publishes it.

Every complaint is found and told, in the language of the reader; the program itself stops at the first malformed file.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accounts.letters import without_letter

from . import conditions, tokens
from .shapes import KINDS, MAX_ROWS, SIMPLE_KINDS, Clause, Field, Library, Lid
from .words import Words

TEN_TOPICS = frozenset("abcdefghij")
ARTICLE_NUMBER = re.compile(r"\bartikel(?:en)? \d", re.IGNORECASE)
CODE = re.compile(r"[A-Za-z0-9-]{1,20}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_ANSWER = 20_000
DAYS = frozenset({"", "fact:start", "fact:end"})
Said = Iterator[Words]


@dataclass(frozen=True)
class Complaint:
    """One thing that is wrong, and in which file; no file when it is about all of them together."""

    file: str
    sentence: Words

    def __str__(self) -> str:
        return f"{self.file}: {self.sentence}" if self.file else str(self.sentence)


class LibraryError(Exception):
    """Clause files are malformed: everything that is wrong with them."""

    def __init__(self, *complaints: Complaint) -> None:
        super().__init__("; ".join(f"{one.file}: {one.sentence.en}" for one in complaints))
        self.complaints = complaints


def not_on_paper(text: str) -> Words | None:
    """What no document can show is refused where it comes in, and not when the last board waits for the document."""
    if not (signs := without_letter(text)):
        return None
    return Words(f"een document kan deze tekens niet tonen: {signs}", f"a document cannot show these signs: {signs}")


def printed_words(clause: Clause) -> str:
    """All that a document can take from an article; what only helps to fill it in is not in it."""
    asked = [*clause.fields, *(column for field in clause.fields for column in field.columns)]
    texts = [lid.text for lid in (*clause.leden, *clause.annex)] + [field.label.nl for field in asked]
    return "\n".join([clause.title.nl, *texts, *(choice.text for field in asked for choice in field.choices)])


def of_library(library: Library) -> Said:
    """Codes and places are unique, the ten topics are there, and references arrive somewhere."""
    yield from _doubles("code", (clause.code for clause in library.clauses))
    yield from _doubles("position", (str(clause.position) for clause in library.clauses))
    missing = ", ".join(sorted(TEN_TOPICS - {clause.letter for clause in library.clauses}))
    if missing:
        yield Words(f"er is geen artikel voor onderwerp {missing}", f"no clause for topic {missing}")
    codes = {clause.code for clause in library.clauses}
    for clause in library.clauses:
        for lid in (*clause.leden, *clause.annex):
            for code in tokens.names(lid.text, "artikel") - codes:
                yield Words(f"{clause.code}: er is geen artikel {code}", f"{clause.code}: no article {code}")


def of_clause(clause: Clause) -> Said:
    yield from _of_identity(clause)
    yield from _doubles("field", (field.name for field in clause.fields))
    yield from _unknown_conditions(clause.when, set())
    if (clause.scope == "route") != bool(clause.annex):
        yield Words(
            "een artikel heeft een bijlage (annex) precies als zijn scope “route” is",
            "a clause has an annex exactly when its scope is the route",
        )
    fields = {field.name for field in clause.fields}
    for field in clause.fields:
        yield from _of_field(field, fields)
    for lid in (*clause.leden, *clause.annex):
        yield from _of_lid(lid, clause, fields)
    if clause.scope == "route" and any(tokens.names(lid.text) for lid in clause.leden):
        yield Words("de antwoorden van een leerroute horen in de bijlage", "the answers of a route belong in its annex")


def _of_identity(clause: Clause) -> Said:
    """Codes are part of addresses; rules look for the ten topics under their own letter."""
    if not CODE.fullmatch(clause.code):
        yield Words(f"de code {clause.code[:30]!r} mag niet", f"the code {clause.code[:30]!r} is not allowed")
    if clause.letter not in TEN_TOPICS | {""}:
        yield Words("de letter is geen onderwerp van de wet", "the letter is no topic of the law")
    elif clause.letter and clause.letter.upper() != clause.code:
        yield Words(
            f"het artikel voor onderwerp {clause.letter} heeft code {clause.letter.upper()}",
            f"the clause for topic {clause.letter} has code {clause.letter.upper()}",
        )
    if not clause.leden:
        yield Words("het artikel heeft geen leden", "the clause has no members")


def _of_field(field: Field, fields: set[str]) -> Said:
    name = field.name[:40]
    if not NAME.fullmatch(field.name):
        yield Words(f"de naam {name!r} mag niet", f"the name {name!r} is not allowed")
    if field.kind not in KINDS:
        yield Words(f"{name}: onbekende soort {field.kind}", f"{name}: unknown kind {field.kind}")
    if (field.kind in {"choice", "multi"}) != bool(field.choices):
        yield Words(f"{name}: keuzes horen bij choice en multi", f"{name}: choices belong to choice and multi")
    if (field.kind == "table") != bool(field.columns):
        yield Words(f"{name}: kolommen horen bij een tabel", f"{name}: columns belong to a table")
    if any(column.kind not in SIMPLE_KINDS for column in field.columns):
        yield Words(f"{name}: een kolom is eenvoudig", f"{name}: a column is simple")
    yield from _of_limits(field)
    yield from _doubles(f"{name}: column", (column.name for column in field.columns))
    columns = {column.name for column in field.columns}
    for unknown in conditions.unknown_names(field.required_when, fields):
        yield Words(f"{name}: verplicht bij {unknown}?", f"{name}: required when {unknown}?")
    for unknown in conditions.unknown_names(field.when, set()):
        yield Words(
            f"{name}: een vraag hangt alleen af van een bekend feit, niet van {unknown}",
            f"{name}: a field can only depend on a known fact, not on {unknown}",
        )
    for column in field.columns:
        yield from _of_field(column, columns)


def _of_limits(field: Field) -> Said:
    if not 0 <= field.min_rows <= MAX_ROWS:
        yield Words(f"{field.name}: hooguit {MAX_ROWS} rijen", f"{field.name}: at most {MAX_ROWS} rows")
    if not 0 <= field.max_length <= LONGEST_ANSWER:
        yield Words(
            f"{field.name}: hooguit {LONGEST_ANSWER} tekens", f"{field.name}: at most {LONGEST_ANSWER} characters"
        )
    if not {field.not_before, field.not_after} <= DAYS:
        yield Words(
            f"{field.name}: niet vóór of na fact:start of fact:end",
            f"{field.name}: not before or after fact:start or fact:end",
        )


def _of_lid(lid: Lid, clause: Clause, fields: set[str]) -> Said:
    start = lid.text.strip()[:40]
    for name in tokens.names(lid.text) - fields:
        yield Words(f"onbekende vraag {name} in {start!r}", f"unknown field {name} in {start!r}")
    yield from _unknown_conditions(lid.when, fields)
    for name in tokens.names(lid.text, "wet") - set(clause.topics):
        yield Words(f"wetsonderwerp {name} staat niet bij topics", f"topic {name} is not listed")
    for name in tokens.names(lid.text, "feit") - tokens.FACT_TOKENS:
        yield Words(f"onbekend feit {name}", f"unknown fact {name}")
    for name in tokens.names(lid.text, "blok") - tokens.BLOCK_TOKENS:
        yield Words(f"onbekend blok {name}", f"unknown block {name}")
    if ARTICLE_NUMBER.search(lid.text):
        yield Words(f"er staat een artikelnummer in {start!r}", f"an article number is written out in {start!r}")
    if set(tokens.TOKEN.sub("", lid.text)) & set("{}"):
        yield Words(f"een losse accolade in {start!r}", f"a stray brace in {start!r}")
    optional = {field.name for field in clause.fields if field.is_optional}
    for name in (tokens.names(lid.text) & optional) - conditions.fields_in(lid.when):
        yield Words(
            f"{name} mag leeg blijven, dus {start!r} heeft een voorwaarde nodig",
            f"{name} may be empty, so {start!r} needs a condition on it",
        )


def _unknown_conditions(expression: str, fields: set[str]) -> Said:
    for name in conditions.unknown_names(expression, fields):
        yield Words(f"onbekende voorwaarde {name}", f"unknown condition {name}")


DUTCH = {"code": "code", "position": "plaats", "field": "vraag"}


def _doubles(what: str, names: Iterable[str]) -> Said:
    for name, count in Counter(names).items():
        if count > 1:
            yield Words(f"{DUTCH.get(what, what)} {name} komt twee keer voor", f"{what} {name} twice")
