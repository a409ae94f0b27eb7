"""An article as a flat row of lines and tables: what can be laid side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..clauses.blocks import Block, Entries, Items, Paragraph, Table, runs_text
from ..clauses.render import RenderedClause


@dataclass(frozen=True)
class FlatLine:
    label: str
    text: str
    indent: int = 0

    @property
    def key(self) -> tuple[object, ...]:
        return self.shape, self.text

    @property
    def shape(self) -> tuple[object, ...]:
        """Only what has the same shape can be one thing that changed."""
        return ("line",)


@dataclass(frozen=True)
class FlatRow:
    cells: tuple[str, ...]
    is_heading: bool = False

    @property
    def text(self) -> str:
        return " | ".join(self.cells)

    @property
    def key(self) -> tuple[object, ...]:
        return self.shape, self.cells

    @property
    def shape(self) -> tuple[object, ...]:
        return "row", len(self.cells), self.is_heading


@dataclass(frozen=True)
class FlatTable:
    label: str
    name: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[FlatRow, ...]
    numeric: tuple[bool, ...]

    @cached_property
    def text(self) -> str:
        return "\n".join((self.caption, *self.heads, *(row.text for row in self.rows)))

    @property
    def key(self) -> tuple[object, ...]:
        return self.shape, self.text

    @property
    def shape(self) -> tuple[object, ...]:
        return "table", self.name, len(self.heads)


Unit = FlatLine | FlatTable


def heading(clause: RenderedClause) -> str:
    return f"{clause.number} {clause.title.nl}".strip()


def flattened(clause: RenderedClause) -> tuple[Unit, ...]:
    """Every line of the canonical text below the heading, and nothing else."""
    made: list[Unit] = []
    for lid in clause.leden:
        units = [unit for block in lid.blocks for unit in _units(block)] or [FlatLine("", "")]
        made += _labelled(f"{lid.number}.", units) if lid.number else units
    return tuple(made)


def _labelled(label: str, units: list[Unit]) -> list[Unit]:
    first = units[0]
    return [replace(first, label=f"{label} {first.label}" if first.label else label), *units[1:]]


def _units(block: Block, indent: int = 0) -> Iterator[Unit]:
    if isinstance(block, Paragraph):
        yield FlatLine("", runs_text(block.runs), indent)
    elif isinstance(block, Items):
        marks = "abcdefghijklmnopqrstuvwxyz" if block.lettered else ""
        for place, item in enumerate(block.items):
            yield FlatLine(f"{marks[place]}." if place < len(marks) else "-", runs_text(item), indent + 1)
    elif isinstance(block, Entries):
        for name, blocks in block.entries:
            units = [unit for one in blocks for unit in _units(one, indent + 1)] or [FlatLine("", "", indent + 1)]
            yield from _labelled(f"{name}:", units)
    else:
        yield _table(block)


def _table(table: Table) -> FlatTable:
    rows: list[FlatRow] = []
    for label, members in table.grouped():
        rows += [FlatRow((label,), is_heading=True)] if label else []
        rows += [FlatRow(tuple(runs_text(cell) for cell in row)) for row in members]
    heads = tuple(column.head for column in table.columns)
    numeric = tuple(column.numeric for column in table.columns)
    return FlatTable("", table.name, table.caption, heads, tuple(rows), numeric)
