"""What was told of every route: events in chains that fit, by the coordinators of the board that proposed."""

from __future__ import annotations

from collections.abc import Iterator

from audit.chain import Link

from .. import ledger
from .shape import Shape


def events(shape: Shape, wanted: int) -> int:
    """Spread evenly over the routes."""
    each = max(1, wanted // shape.routes)
    ledger.write(link for i in range(shape.routes) for link in _chain(shape, i, each))
    return each * shape.routes


def _chain(shape: Shape, i: int, number: int) -> Iterator[Link]:
    board, end = shape.parties(i)[0], ledger.End()
    for place in range(number):
        person = (shape.person(board, place % 8), "Iemand", shape.board(board), f"Bestuur {board}")
        link = ledger.event(f"route:{shape.first_route + i}", end, place, person)
        end = ledger.End(link.number, link.hash, end.at + ledger.PACE)
        yield link
