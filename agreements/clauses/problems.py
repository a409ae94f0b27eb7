"""What stands between a clause and completion."""

from collections.abc import Iterator
from dataclasses import dataclass

from .values import Gap, Scope
from .words import Words


@dataclass(frozen=True)
class Problem:
    """One thing to repair, at one field of one clause; `route_id` when it is about one route."""

    clause: str
    field: str
    message: Words
    route_id: int | None = None


def problem(scope: Scope, field: str, nl: str, en: str) -> Iterator[Problem]:
    """Yielded from a check: nothing or one problem reads the same."""
    yield Problem(scope.clause.code, field, Words(nl, en), scope.route.id if scope.route else None)


def from_gap(gap: Gap, clause: str, route_id: int | None) -> Problem:
    message = Words(f"Nog in te vullen: {gap.label.nl}.", f"Still to be filled in: {gap.label.en}.")
    return Problem(clause, gap.field, message, route_id)
