"""Passages of an article: find the words as a reader copies them from the page, and mark them where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .blocks import Block, Blocks, Entries, Items, Paragraph, Run, Runs, Table, runs_text
from .render import RenderedClause, RenderedLid

Span = tuple[int, int]


@dataclass(frozen=True)
class Mark:
    """What stands around a passage: before its first word and after its last, as safe HTML."""

    span: Span
    before: SafeString
    after: SafeString


@dataclass(frozen=True)
class MarkedRun(Run):
    """A piece of a sentence inside a passage. The words are the same; only the page shows the difference."""

    before: SafeString = field(default_factory=SafeString, compare=False)
    after: SafeString = field(default_factory=SafeString, compare=False)

    def dressed(self, html: SafeString) -> SafeString:
        return format_html('{}<mark class="passage">{}</mark>{}', self.before, html, self.after)


def find(clause: RenderedClause, passage: str) -> Span | None:
    """Where these words stand in the article for the first time; white space may differ, words may not."""
    wanted = r"\s+".join(re.escape(word) for word in passage.split())
    found = re.search(wanted, _Reader().read(clause)) if wanted else None
    return found.span() if found else None


def markable(clause: RenderedClause, passage: str) -> Span | None:
    """The part of the passage that stands in sentences; a heading of a table cannot be marked."""
    span = find(clause, passage)
    if span is None:
        return None
    reader = _Reader()
    reader.read(clause)
    parts = [(max(start, span[0]), min(end, span[1])) for start, end in reader.sentences]
    inside = [part for part in parts if part[0] < part[1]]
    return (inside[0][0], inside[-1][1]) if inside else None


def marked(clause: RenderedClause, marks: Collection[Mark]) -> RenderedClause:
    """The article with every passage marked; passages may overlap."""
    if not marks:
        return clause
    reader = _Reader(lambda runs, start: tuple(_cut(runs, start, marks)))
    return replace(clause, leden=reader.leden(clause))


def _cut(runs: Runs, start: int, marks: Collection[Mark]) -> Sequence[Run]:
    """The runs, cut where a passage begins or ends."""
    made: list[Run] = []
    for run in runs:
        end = start + len(run.text)
        edges = {edge for mark in marks for edge in mark.span if start < edge < end}
        places = sorted({start, end} | edges)
        made += [_piece(run, start, span, marks) for span in zip(places, places[1:], strict=False)]
        start = end
    return made


def _piece(run: Run, start: int, span: Span, marks: Collection[Mark]) -> Run:
    text = run.text[span[0] - start : span[1] - start]
    over = [mark for mark in marks if mark.span[0] < span[1] and mark.span[1] > span[0]]
    if not over:
        return Run(text, run.kind)
    before = (mark.before for mark in over if mark.span[0] == span[0])
    after = (mark.after for mark in over if mark.span[1] == span[1])
    return MarkedRun(text, run.kind, SafeString("".join(before)), SafeString("".join(after)))  # nosec


class _Reader:
    """Reads an article in the order of the page; every sentence can be written anew while reading."""

    def __init__(self, rewrite: Callable[[Runs, int], Runs] = lambda runs, _start: runs) -> None:
        self.rewrite = rewrite
        self.lines: list[str] = []
        self.sentences: list[Span] = []
        self.place = 0

    def read(self, clause: RenderedClause) -> str:
        self.leden(clause)
        return "\n".join(self.lines)

    def leden(self, clause: RenderedClause) -> tuple[RenderedLid, ...]:
        return tuple(self.lid(lid) for lid in clause.leden)

    def lid(self, lid: RenderedLid) -> RenderedLid:
        if lid.number:
            self.line(f"{lid.number}.")
        return replace(lid, blocks=self.blocks(lid.blocks))

    def blocks(self, blocks: Blocks) -> Blocks:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return Paragraph(self.runs(block.runs))
        if isinstance(block, Items):
            return replace(block, items=tuple(self.runs(item) for item in block.items))
        if isinstance(block, Entries):
            return Entries(tuple((self.line(name), self.blocks(inner)) for name, inner in block.entries))
        return self.table(block)

    def table(self, table: Table) -> Table:
        for head in (table.caption, *(column.head for column in table.columns)):
            self.line(head)
        rows: list[tuple[Runs, ...]] = []
        for label, group in table.grouped():
            self.line(label)
            rows += [tuple(self.runs(cell) for cell in row) for row in group]
        return replace(table, rows=tuple(rows))

    def runs(self, runs: Runs) -> Runs:
        start = self.place
        self.line(runs_text(runs))
        self.sentences.append((start, self.place - 1))
        return self.rewrite(runs, start)

    def line(self, text: str) -> str:
        self.lines.append(text)
        self.place += len(text) + 1
        return text
