"""The small document that an article is: paragraphs, lists, tables. Written as safe HTML and as canonical text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Run:
    """A piece of a sentence: our own words (some of them strong), someone's answer, or a gap."""

    text: str
    kind: Literal["text", "strong", "value", "gap"] = "text"

    def dressed(self, html: SafeString) -> SafeString:
        """What a page puts around these words; nothing, save in a passage that is marked."""
        return html


Runs = tuple[Run, ...]
SHORT = 8
"""A table of so few rows stays on one page."""
ARTICLE = re.compile(r"\b(artikel \d[\w.]*\w)")
LONG_WORD = re.compile(r"(\S{40})(?=\S)")


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Items:
    """A lettered list (a, b, c) in our own text, a plain one in someone's answer."""

    items: tuple[Runs, ...]
    lettered: bool = True


@dataclass(frozen=True)
class Entries:
    """A name and what belongs to it, for instance per board."""

    entries: tuple[tuple[str, "Blocks"], ...]


@dataclass(frozen=True)
class Column:
    head: str
    numeric: bool = False
    name: str = ""


@dataclass(frozen=True)
class Table:
    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    groups: tuple[str, ...] = ()
    """What each row falls under; rows of one group follow each other under one heading."""

    def grouped(self) -> Iterator[tuple[str, tuple[tuple[Runs, ...], ...]]]:
        labels = self.groups or ("",) * len(self.rows)
        for label, pairs in groupby(zip(labels, self.rows, strict=True), key=lambda pair: pair[0]):
            yield label, tuple(row for _, row in pairs)


Block = Paragraph | Items | Entries | Table
Blocks = tuple[Block, ...]


def gap(label: str) -> Run:
    return Run(f"[nog in te vullen: {label}]", "gap")


def has_gap(text: str) -> bool:
    """Does this canonical text still have an open place?"""
    return "[nog in te vullen:" in text


def value(text: str) -> Run:
    return Run(text, "value")


def to_html(blocks: Blocks) -> SafeString:
    return mark_safe("\n".join(_block_html(block) for block in blocks))  # nosec # each escaped its words


def runs_html(runs: Runs) -> SafeString:
    return mark_safe("".join(_run_html(run) for run in runs))  # nosec # each escaped its words


def _run_html(run: Run) -> SafeString:
    return run.dressed(_bare_html(run))


def _bare_html(run: Run) -> SafeString:
    if run.kind == "gap":
        return format_html('<mark class="gap">{}</mark>', run.text)
    if run.kind == "value":
        return format_html("<bdi>{}</bdi>", _breakable(run.text))
    return format_html("<strong>{}</strong>", _own_html(run.text)) if run.kind == "strong" else _own_html(run.text)


def _own_html(text: str) -> SafeString:
    """Our own words, in which the word "artikel" and its number stay on one line."""
    if "artikel" not in text:
        return escape(text)
    parts = enumerate(ARTICLE.split(text))
    marked = (format_html('<span class="article-ref">{}</span>' if place % 2 else "{}", part) for place, part in parts)
    return mark_safe("".join(marked))  # nosec # each piece is SafeString


def _breakable(text: str) -> SafeString:
    """Words of unreasonable length may break, so that no line or column runs off the page."""
    if not LONG_WORD.search(text):
        return escape(text)
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in LONG_WORD.split(text) if part))


def _block_html(block: Block) -> SafeString:
    if isinstance(block, Paragraph):
        leads = runs_text(block.runs).endswith(":")
        return format_html('<p class="lead-in">{}</p>' if leads else "<p>{}</p>", runs_html(block.runs))
    if isinstance(block, Items):
        items = format_html_join("", "<li>{}</li>", ((runs_html(item),) for item in block.items))
        return format_html('<ol class="letters" type="a">{}</ol>' if block.lettered else "<ul>{}</ul>", items)
    if isinstance(block, Entries):
        pairs = ((name, to_html(blocks)) for name, blocks in block.entries)
        return format_html('<dl class="entries">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", pairs))
    return _table_html(block)


def _table_html(table: Table) -> SafeString:
    heads = format_html_join("", '<th scope="col"{}>{}</th>', ((_class(one), one.head) for one in table.columns))
    bodies = mark_safe("".join(_body_html(table, label, rows) for label, rows in table.grouped()))  # nosec
    short = " clause-table--short" if len(table.rows) <= SHORT else ""
    return format_html(
        '<div class="table-scroll" tabindex="0" role="group" aria-label="{}">'
        '<table class="clause-table clause-table--{}{}"><caption>{}</caption>'
        "<thead><tr>{}</tr></thead>{}</table></div>",
        *(table.caption, table.name, short, table.caption, heads, bodies),
    )


def _body_html(table: Table, label: str, rows: tuple[tuple[Runs, ...], ...]) -> SafeString:
    made = format_html_join("", "<tr>{}</tr>", ((_row_html(table, row),) for row in rows))
    if not label:
        return format_html("<tbody>{}</tbody>", made)
    heading = format_html('<tr><th scope="rowgroup" colspan="{}">{}</th></tr>', len(table.columns), label)
    return format_html('<tbody class="group">{}{}</tbody>', heading, made)


def _row_html(table: Table, row: tuple[Runs, ...]) -> SafeString:
    cells = ((_class(column), runs_html(runs)) for column, runs in zip(table.columns, row, strict=True))
    return format_html_join("", "<td{}>{}</td>", cells)


def _class(column: Column) -> SafeString:
    names = [f"col-{column.name}"] if column.name else []
    names += ["number"] if column.numeric else []
    return format_html(' class="{}"', " ".join(names)) if names else mark_safe("")


def to_text(blocks: Blocks) -> str:
    """The same words without any form: what the digest of the text is taken from."""
    return "\n".join(line for block in blocks for line in _block_lines(block))


def runs_text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _block_lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield runs_text(block.runs)
    elif isinstance(block, Items):
        marks = "abcdefghijklmnopqrstuvwxyz" if block.lettered else ""
        for place, item in enumerate(block.items):
            yield f"{marks[place]}. {runs_text(item)}" if place < len(marks) else f"- {runs_text(item)}"
    elif isinstance(block, Entries):
        for name, blocks in block.entries:
            yield f"{name}: {to_text(blocks)}"
    else:
        yield block.caption
        yield " | ".join(column.head for column in block.columns)
        for label, rows in block.grouped():
            yield from (label,) if label else ()
            yield from (" | ".join(runs_text(cell) for cell in row) for row in rows)
