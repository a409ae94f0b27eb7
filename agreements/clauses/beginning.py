"""What the form of an article begins with: what is known before anybody answers and, on request, example answers.

Nothing here is saved: it stands in the form until somebody puts it on the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .context import AgreementFacts, PartyFacts, RouteTextFacts
from .examples import example_data
from .shapes import Clause, Field
from .values import TOGETHER, Scope, field_gaps
from .words import Words

Answers = Mapping[str, Any]
Rows = list[dict[str, Any]]
NOTHING: tuple[Any, ...] = (None, "", [], {})

TO_COVER = (
    "level_too_high",
    "level_too_low",
    "other_programme",
    "moving",
    "not_promoted",
    "failed_exam",
    "route_stops",
)
"""The situations that R-103 and clause F name."""


@dataclass(frozen=True)
class Beginning:
    """The answers the form begins with, and which of the fields nobody answered yet."""

    answers: dict[str, Any]
    known: tuple[Words, ...] = field(default=())
    """Filled in with what the application knows."""
    examples: tuple[Words, ...] = field(default=())
    """Filled in with example answers."""
    is_wanting: bool = False
    """Something is empty that an example can show."""


def _a_row_each(parties: Sequence[PartyFacts]) -> Rows:
    """Every party takes part, so every party has a row."""
    return [{"board": str(party.board_id)} for party in parties]


def _situations(facts: AgreementFacts, route: RouteTextFacts | None) -> Rows:
    is_dlr = route is None or route.route_type == "DLR"
    return [{"situation": name, "year": TOGETHER} for name in TO_COVER if is_dlr or name != "failed_exam"]


def _before_start(facts: AgreementFacts) -> str:
    return (facts.starts_on - timedelta(days=1)).isoformat() if facts.starts_on else ""


def _after_first_year(facts: AgreementFacts) -> str:
    return date(facts.starts_on.year + 1, 6, 30).isoformat() if facts.starts_on else ""


KNOWN: dict[tuple[str, str], Callable[[AgreementFacts, RouteTextFacts | None], Any]] = {
    ("B", "members"): lambda facts, route: _a_row_each(facts.parties),
    ("D", "staff"): lambda facts, route: _a_row_each(facts.parties_of(route)),
    ("D", "facilities"): lambda facts, route: _a_row_each(facts.parties_of(route)),
    ("F", "exits"): _situations,
    ("registratie", "ready_by"): lambda facts, route: _before_start(facts),
    ("kwaliteit", "first_evaluation"): lambda facts, route: _after_first_year(facts),
}


def known_answers(clause: Clause, facts: AgreementFacts, route: RouteTextFacts | None) -> dict[str, Any]:
    """What follows from the parties, the routes and the dates of the agreement."""
    found = {name: make(facts, route) for (code, name), make in KNOWN.items() if code == clause.code}
    asked = {one.name for one in clause.fields}
    return {name: answer for name, answer in found.items() if name in asked and answer not in NOTHING}


def beginning(
    clause: Clause,
    facts: AgreementFacts,
    route: RouteTextFacts | None,
    *,
    written: Answers,
    known: Answers,
    with_examples: bool = False,
) -> Beginning:
    """What was written stays as it is; beside it what is known and, when asked for, the example answers."""
    own = {name: answer for name, answer in known.items() if written.get(name) in NOTHING}
    answers = {**written, **own}
    examples = example_data(clause, facts, route)
    now, then = (Scope(clause, data, facts, route) for data in (answers, {**examples, **answers}))
    asked = [one for one in clause.fields if one.name in examples and _is_asked(one, then)]
    wanting = [one for one in asked if _is_wanting(one, now, written)]
    if not with_examples:
        return Beginning(answers, _labels(clause, own), is_wanting=bool(wanting))
    shown = {one.name: _shown(examples[one.name], written.get(one.name)) for one in wanting}
    left = {name: answer for name, answer in own.items() if name not in shown}
    return Beginning({**answers, **shown}, _labels(clause, left), _labels(clause, shown))


def _is_asked(one: Field, scope: Scope) -> bool:
    """A field that another answer calls for is asked only with that answer, be it an example."""
    return scope.asks(one) and (not one.required_when or scope.requires(one))


def _is_wanting(one: Field, scope: Scope, written: Answers) -> bool:
    """Not answered yet: a table or a text that somebody began is left to them."""
    if one.kind != "per_board" and written.get(one.name) not in NOTHING:
        return False
    return scope.data.get(one.name) in NOTHING or any(field_gaps(one, scope))


def _shown(example: Any, written: Any) -> Any:
    return {**example, **written} if isinstance(written, dict) and isinstance(example, dict) else example


def _labels(clause: Clause, names: Answers) -> tuple[Words, ...]:
    return tuple(one.label for one in clause.fields if one.name in names)
