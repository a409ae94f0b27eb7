"""Puts answers into a model text. Answers are never read as text with placeholders, and never as HTML."""

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from accounts.text import clean_text

from . import blocks, tokens
from .blocks import Block, Blocks, Column, Entries, Items, Paragraph, Run, Runs, Table
from .fact_blocks import fact_block, fact_text
from .shapes import BLOCK_KINDS, Field
from .spoken import spoken
from .values import TOGETHER, Scope, chosen, is_empty

ALONE = re.compile(rf"^{tokens.TOKEN.pattern}$")
DASHES = ("- ", "– ", "• ")
Numbers = Mapping[str, str]


def fill(text: str, scope: Scope, numbers: Numbers) -> Blocks:
    """The blocks of one member."""
    return tuple(block for part in tokens.paragraphs(text) for block in _paragraph(part, scope, numbers))


def _paragraph(part: str, scope: Scope, numbers: Numbers) -> Blocks:
    alone = ALONE.match(part)
    if alone and alone["kind"] == "blok":
        return fact_block(alone["name"], scope)
    if alone and alone["kind"] is None and scope.clause.field(alone["name"]).kind in BLOCK_KINDS:
        return _answer(scope.clause.field(alone["name"]), scope)
    if all(line.startswith("- ") for line in part.splitlines()):
        return (Items(tuple(_inline(line[2:], scope, numbers) for line in part.splitlines())),)
    return (Paragraph(_inline(" ".join(part.split()), scope, numbers)),)


def _inline(text: str, scope: Scope, numbers: Numbers) -> Runs:
    runs: list[Run] = []
    end = 0
    for match in tokens.TOKEN.finditer(text):
        runs += _own_words(text[end : match.start()])
        runs.append(_token(match["kind"] or "", match["name"], scope, numbers))
        end = match.end()
    runs += _own_words(text[end:])
    return tuple(run for run in runs if run.text)


def _own_words(text: str) -> list[Run]:
    """Our own sentence; what stands between double asterisks is strong."""
    parts = text.split("**")
    return [Run(part, "strong" if place % 2 else "text") for place, part in enumerate(parts)]


def _token(kind: str, name: str, scope: Scope, numbers: Numbers) -> Run:
    if kind == "wet":
        article = scope.facts.law.get(name)
        return Run(article) if article else blocks.gap(f"wetsartikel {name}")
    if kind == "artikel":
        return Run(f"artikel {numbers[name]}" if name in numbers else "het desbetreffende artikel")
    if kind == "feit":
        return fact_text(name, scope.facts)
    field = scope.clause.field(name)
    return _run(field, scope.data.get(name), scope, scope.requires(field))


def _run(field: Field, answer: Any, scope: Scope, required: bool, label: str = "") -> Run:
    if not is_empty(field, answer, scope):
        return blocks.value(" ".join(spoken(field, answer, scope).split()))
    return blocks.gap(label or field.label.nl) if required else blocks.value("")


def _answer(field: Field, scope: Scope) -> Blocks:
    if field.kind == "table":
        return _table(field, scope)
    if field.kind == "per_board":
        return _per_board(field, scope)
    answer = scope.data.get(field.name)
    if is_empty(field, answer, scope):
        return _gap(field.label.nl) if scope.requires(field) else ()
    if field.kind == "multi":
        picked = [choice.text for choice in field.choices if choice.value in chosen(field, answer)]
        return (Items(tuple((blocks.value(text),) for text in picked)),)
    return prose(clean_text(answer))


def _gap(label: str) -> Blocks:
    return (Paragraph((blocks.gap(label),)),)


def prose(text: str) -> Blocks:
    """Someone's own text: every line is a paragraph, lines that start with a dash are a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    made: list[Block] = []
    for is_list, group in groupby(lines, key=lambda line: line.startswith(DASHES)):
        if is_list:
            made.append(Items(tuple((blocks.value(line[1:].strip()),) for line in group), lettered=False))
        else:
            made.extend(Paragraph((blocks.value(line),)) for line in group)
    return tuple(made)


def _per_board(field: Field, scope: Scope) -> Blocks:
    entries = []
    for party in scope.facts.parties_of(scope.route):
        text = scope.text_of_board(field.name, party.board_id)
        missing = _gap(field.label.nl) if scope.requires(field) else ()
        if text or missing:
            entries.append((clean_text(party.name), prose(text) or missing))
    return (Entries(tuple(entries)),) if entries else ()


def _table(field: Field, scope: Scope) -> Blocks:
    rows = scope.rows(field.name)
    if not rows:
        return _gap(field.label.nl) if scope.requires(field) else ()
    columns = [column for column in scope.columns(field) if not column.group]
    above = [column for column in scope.columns(field) if column.group]
    heads = tuple(Column(column.label.nl, column.kind == "int", column.name) for column in columns)
    cells = tuple(tuple(_cell(column, row, scope) for column in columns) for row in rows)
    groups = tuple(", ".join(_heading(column, row, scope) for column in above) for row in rows)
    return (Table(field.name, field.label.nl, heads, cells, groups if above else ()),)


def _heading(column: Field, row: Mapping[str, Any], scope: Scope) -> str:
    if column.kind == "line" and row.get(column.name) == TOGETHER:
        return "alle lijnen"
    label = column.label.nl.lower() if column.kind == "line" else column.label.nl
    return f"{label} {blocks.runs_text(_cell(column, row, scope))}"


def _cell(column: Field, row: Mapping[str, Any], scope: Scope) -> Runs:
    run = _run(column, row.get(column.name), scope, scope.requires_cell(column, row))
    return (run,) if run.text else ()
