"""Two articles, two agreements: line by line, tables row by row, and word by word inside what belongs together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..clauses.render import RenderedClause, article_text
from .aligning import aligned
from .lines import FlatLine, FlatRow, FlatTable, Unit, flattened, heading
from .words import Kind, Runs, compare_words, new_text, old_text, whole

Change = Literal["same", "changed", "added", "removed"]
State = Literal["unchanged", "changed", "new", "gone"]


@dataclass(frozen=True)
class Line:
    """A paragraph, or an item of a list; `label` is its number or letter."""

    kind: Change
    label: Runs
    runs: Runs
    indent: int = 0

    @property
    def leads(self) -> bool:
        """Ends with a colon: it belongs to what follows."""
        return bool(self.runs) and self.runs[-1].text.endswith(":")


@dataclass(frozen=True)
class Row:
    kind: Change
    cells: tuple[Runs, ...]
    is_heading: bool = False
    """One cell over the whole width, above the rows of its group."""


@dataclass(frozen=True)
class Table:
    kind: Change
    label: Runs
    caption: Runs
    heads: tuple[Runs, ...]
    rows: tuple[Row, ...]
    numeric: tuple[bool, ...] = ()


Block = Line | Table


@dataclass(frozen=True)
class Article:
    code: str
    route_id: int | None
    state: State
    number: str
    """As it is now; of an article that is gone, as it was."""
    heading: Runs
    blocks: tuple[Block, ...]

    @property
    def is_changed(self) -> bool:
        return self.state != "unchanged"

    @property
    def name(self) -> str:
        """What people call it: “Artikel 3 De leiding”, “Bijlage 1.2 De inrichting”."""
        return f"{self.prefix}{new_text(self.heading) or old_text(self.heading)}"

    @property
    def prefix(self) -> str:
        return ("Bijlage " if self.is_annex else "Artikel ") if self.number else ""

    @property
    def is_annex(self) -> bool:
        return self.route_id is not None

    @property
    def old_text(self) -> str:
        """As `article_text` of the older one."""
        return "" if self.state == "new" else "\n".join(_lines(self, old_text, "added"))

    @property
    def new_text(self) -> str:
        return "" if self.state == "gone" else "\n".join(_lines(self, new_text, "removed"))


def compare(old: Iterable[RenderedClause], new: Iterable[RenderedClause]) -> tuple[Article, ...]:
    """All articles in the order of the new text; what is gone stands where it stood."""
    before = {(clause.code, clause.route_id): clause for clause in old}
    after = {(clause.code, clause.route_id): clause for clause in new}
    order = list(after)
    place = 0
    for key in before:
        if key in after:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
    return tuple(compare_clause(before.get(key), after.get(key)) for key in order)


def compare_clause(old: RenderedClause | None, new: RenderedClause | None) -> Article:
    """One article; without the one or the other it is new, or gone."""
    present = new or old
    assert present is not None
    blocks = _blocks(flattened(old) if old else (), flattened(new) if new else ())
    title = compare_words(heading(old) if old else "", heading(new) if new else "")
    return Article(present.code, present.route_id, _state(old, new), present.number, title, blocks)


def _state(old: RenderedClause | None, new: RenderedClause | None) -> State:
    if old is None or new is None:
        return "gone" if new is None else "new"
    return "unchanged" if article_text(old) == article_text(new) else "changed"


def compare_texts(old: str, new: str) -> tuple[Line, ...]:
    """Two plain texts, line by line."""
    before, after = ([FlatLine("", line) for line in text.split("\n")] if text else [] for text in (old, new))
    return tuple(block for block in _blocks(before, after) if isinstance(block, Line))


def _blocks(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Block, ...]:
    return tuple(block for before, after in aligned(old, new) for block in _pair(before, after))


def _pair(old: Unit | None, new: Unit | None) -> Iterator[Block]:
    if isinstance(old, FlatTable) and isinstance(new, FlatTable):
        yield _table(old, new)
    elif isinstance(old, FlatLine) and isinstance(new, FlatLine):
        kind: Change = "same" if (old.label, old.text) == (new.label, new.text) else "changed"
        yield Line(kind, _label(old, new), compare_words(old.text, new.text), new.indent)
    else:
        yield from (_alone(old, "removed"),) if old else ()
        yield from (_alone(new, "added"),) if new else ()


def _label(old: Unit, new: Unit) -> Runs:
    if old.label == new.label:
        return whole("same", new.label)
    return (*whole("removed", old.label), *whole("added", new.label))


def _alone(unit: Unit, kind: Kind) -> Block:
    label = whole(kind, unit.label)
    if isinstance(unit, FlatLine):
        return Line(kind, label, whole(kind, unit.text), unit.indent)
    heads = tuple(whole(kind, head) for head in unit.heads)
    rows = tuple(_row_alone(row, kind) for row in unit.rows)
    return Table(kind, label, whole(kind, unit.caption), heads, rows, unit.numeric)


def _row_alone(row: FlatRow, kind: Kind) -> Row:
    return Row(kind, tuple(whole(kind, cell) for cell in row.cells), row.is_heading)


def _table(old: FlatTable, new: FlatTable) -> Table:
    rows = tuple(row for before, after in aligned(old.rows, new.rows) for row in _rows(before, after))
    heads = tuple(compare_words(a, b) for a, b in zip(old.heads, new.heads, strict=True))
    is_same = old == new
    label, caption = _label(old, new), compare_words(old.caption, new.caption)
    return Table("same" if is_same else "changed", label, caption, heads, rows, new.numeric)


def _rows(old: FlatRow | None, new: FlatRow | None) -> Iterator[Row]:
    if old and new:
        cells = tuple(compare_words(a, b) for a, b in zip(old.cells, new.cells, strict=True))
        yield Row("same" if old.cells == new.cells else "changed", cells, new.is_heading)
    else:
        yield from (_row_alone(old, "removed"),) if old else ()
        yield from (_row_alone(new, "added"),) if new else ()


def _lines(article: Article, take: Callable[[Runs], str], without: Kind) -> Iterator[str]:
    """The lines of one of both texts, as the digest is taken from them."""
    yield take(article.heading)
    for block in (block for block in article.blocks if block.kind != without):
        label, first = take(block.label), take(block.runs if isinstance(block, Line) else block.caption)
        yield f"{label} {first}" if label else first
        if isinstance(block, Table):
            yield " | ".join(take(head) for head in block.heads)
            yield from (" | ".join(take(cell) for cell in row.cells) for row in block.rows if row.kind != without)
