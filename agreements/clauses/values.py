"""Stored answers: what is empty, what is asked, and what is still missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.text import clean_text

from .conditions import holds
from .context import AgreementFacts, RouteTextFacts
from .shapes import Clause, Field
from .words import Words

TOGETHER = "all"
"""As a board: the parties together. As a line: every line of the route. As a year: every year."""
GROUPS = {
    "vo": Words("de school", "the school"),
    "mbo": Words("de instelling", "the institution"),
    TOGETHER: Words("partijen gezamenlijk", "the parties together"),
}


@dataclass(frozen=True)
class Gap:
    """Something that has to be filled in before the agreement is complete."""

    field: str
    label: Words


@dataclass(frozen=True)
class Scope:
    """One clause with its answers, for the whole agreement or for one route."""

    clause: Clause
    data: Mapping[str, Any]
    facts: AgreementFacts
    route: RouteTextFacts | None = None

    def holds(self, condition: str) -> bool:
        return holds(condition, self.data, self.facts, self.route)

    def asks(self, field: Field) -> bool:
        return self.holds(field.when)

    def requires(self, field: Field) -> bool:
        if not self.asks(field):
            return False
        return field.required or field.min_rows > 0 or bool(field.required_when and self.holds(field.required_when))

    def columns(self, field: Field) -> tuple[Field, ...]:
        return tuple(column for column in field.columns if self.asks(column))

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        """The rows of a table, whatever was stored there; a cell is a word or a number."""
        stored = self.data.get(name)
        rows = [row for row in stored if isinstance(row, Mapping)] if isinstance(stored, Sequence) else []
        return [{name: cell for name, cell in row.items() if isinstance(cell, (str, int))} for row in rows]

    def text_of_board(self, name: str, board_id: int) -> str:
        stored = self.data.get(name)
        return clean_text(stored.get(str(board_id)) or "") if isinstance(stored, Mapping) else ""

    def requires_cell(self, column: Field, row: Mapping[str, Any]) -> bool:
        wanted = column.required_when and holds(column.required_when, row, self.facts, self.route)
        return column.required or bool(wanted)


def is_empty(field: Field, value: object, scope: Scope) -> bool:
    """True for nothing, for blanks, and for a choice that is (no longer) on offer."""
    if value is None or value == [] or clean_text(value) == "":
        return True
    if field.kind == "choice":
        return field.choice(value) is None
    if field.kind == "multi":
        return not chosen(field, value)
    if field.kind == "yesno":
        return value not in ("yes", "no")
    if field.kind == "board":
        return not (field.together and value in GROUPS) and scope.facts.party(str(value)) is None
    if field.kind == "line":
        return value != TOGETHER and str(value) not in line_refs(scope)
    return False


def chosen(field: Field, value: object) -> list[str]:
    """The choices made, in the order in which they are offered."""
    picked = value if isinstance(value, (list, tuple)) else ()
    return [choice.value for choice in field.choices if choice.value in picked]


def line_refs(scope: Scope) -> Mapping[str, object]:
    return scope.route.line_refs() if scope.route else {}


def gaps(clause: Clause, data: Mapping[str, Any], facts: AgreementFacts, route: RouteTextFacts | None) -> list[Gap]:
    """Everything that is still to be filled in, in the order in which it is asked.

    The article of a route clause itself asks nothing: its answers belong to the routes.
    """
    if clause.scope == "route" and route is None:
        return []
    scope = Scope(clause, data, facts, route)
    return [gap for field in clause.fields if scope.asks(field) for gap in field_gaps(field, scope)]


def field_gaps(field: Field, scope: Scope) -> Iterator[Gap]:
    if field.kind == "table":
        yield from _table_gaps(field, scope)
    elif field.kind == "per_board":
        yield from _board_gaps(field, scope)
    elif scope.requires(field) and is_empty(field, scope.data.get(field.name), scope):
        yield Gap(field.name, field.label)


def board_label(field: Field, party: str) -> Words:
    return Words(f"{field.label.nl} ({party})", f"{field.label.en} ({party})")


def _board_gaps(field: Field, scope: Scope) -> Iterator[Gap]:
    if scope.requires(field):
        for party in scope.facts.parties_of(scope.route):
            if not scope.text_of_board(field.name, party.board_id):
                yield Gap(field.name, board_label(field, party.name))


def _table_gaps(field: Field, scope: Scope) -> Iterator[Gap]:
    rows = scope.rows(field.name)
    if scope.requires(field) and len(rows) < max(field.min_rows, 1):
        yield Gap(field.name, field.label)
    for place, row in enumerate(rows, start=1):
        for column in scope.columns(field):
            if scope.requires_cell(column, row) and is_empty(column, row.get(column.name), scope):
                yield Gap(field.name, cell_label(field, column, place))


def cell_label(field: Field, column: Field, row: int) -> Words:
    return Words(
        f"{field.label.nl}, rij {row}: {column.label.nl}",
        f"{field.label.en}, row {row}: {column.label.en}",
    )
