"""A rendered agreement as plain data, to keep beside its digest, and back again: the same words, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .blocks import Block, Blocks, Column, Entries, Items, Paragraph, Run, Runs, Table
from .render import RenderedClause, RenderedLid
from .words import Words

Data = dict[str, Any]


def to_data(rendered: Iterable[RenderedClause]) -> list[Data]:
    """JSON-serialisable. What is still missing is in the words themselves, so the list of gaps is not kept."""
    return [
        {
            "code": clause.code,
            "route": clause.route_id,
            "number": clause.number,
            "title": [clause.title.nl, clause.title.en],
            "leden": [{"number": lid.number, "blocks": _blocks(lid.blocks)} for lid in clause.leden],
        }
        for clause in rendered
    ]


def from_data(kept: Iterable[Mapping[str, Any]]) -> tuple[RenderedClause, ...]:
    return tuple(
        RenderedClause(
            code=clause["code"],
            number=clause["number"],
            title=Words(*clause["title"]),
            leden=tuple(RenderedLid(lid["number"], _blocks_from(lid["blocks"])) for lid in clause["leden"]),
            gaps=(),
            route_id=clause["route"],
        )
        for clause in kept
    )


def _runs(runs: Runs) -> list[list[str]]:
    return [[run.text, run.kind] for run in runs]


def _runs_from(kept: Iterable[Sequence[Any]]) -> Runs:
    return tuple(Run(text, kind) for text, kind in kept)


def _blocks(blocks: Blocks) -> list[Data]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> Data:
    if isinstance(block, Paragraph):
        return {"p": _runs(block.runs)}
    if isinstance(block, Items):
        return {"items": [_runs(item) for item in block.items], "lettered": block.lettered}
    if isinstance(block, Entries):
        return {"entries": [[name, _blocks(blocks)] for name, blocks in block.entries]}
    return {
        "table": block.name,
        "caption": block.caption,
        "columns": [[column.head, column.numeric, column.name] for column in block.columns],
        "rows": [[_runs(cell) for cell in row] for row in block.rows],
        "groups": list(block.groups),
    }


def _blocks_from(kept: Iterable[Mapping[str, Any]]) -> Blocks:
    return tuple(_block_from(block) for block in kept)


def _block_from(kept: Mapping[str, Any]) -> Block:
    if "p" in kept:
        return Paragraph(_runs_from(kept["p"]))
    if "items" in kept:
        return Items(tuple(_runs_from(item) for item in kept["items"]), kept["lettered"])
    if "entries" in kept:
        return Entries(tuple((name, _blocks_from(blocks)) for name, blocks in kept["entries"]))
    return Table(
        name=kept["table"],
        caption=kept["caption"],
        columns=tuple(Column(*column) for column in kept["columns"]),
        rows=tuple(tuple(_runs_from(cell) for cell in row) for row in kept["rows"]),
        groups=tuple(kept["groups"]),
    )
