"""The questions the services ask: what is missing or wrong in one article, and in all of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from .context import AgreementFacts, RouteTextFacts
from .known_checks import CHECKS
from .numbering import applicable
from .problems import Problem, from_gap
from .shapes import Clause, Library
from .values import Scope, gaps
from .wording import modelled

Answers = Mapping[tuple[str, int | None], Mapping[str, Any]]


def problems(
    clause: Clause, data: Mapping[str, Any], facts: AgreementFacts, route: RouteTextFacts | None = None
) -> list[Problem]:
    """Gaps and failed checks of one clause; of a route clause only together with its route."""
    if clause.scope == "route" and route is None:
        return []
    clause = modelled(clause, data)
    scope = Scope(clause, data, facts, route)
    found = [from_gap(gap, clause.code, route.id if route else None) for gap in gaps(clause, data, facts, route)]
    return found + [problem for name in clause.checks for problem in CHECKS[name](scope)]


def all_problems(shelf: Library, data: Answers, facts: AgreementFacts) -> list[Problem]:
    """Everything that blocks completion of the agreement, in the order of the text."""
    found: list[Problem] = []
    for clause in applicable(shelf, facts):
        routes = facts.routes if clause.scope == "route" else (None,)
        for route in routes:
            answers = data.get((clause.code, route.id if route else None), {})
            found += problems(clause, answers, facts, route)
    return found + list(_across(shelf, data, facts))


def _across(shelf: Library, data: Answers, facts: AgreementFacts) -> Iterator[Problem]:
    """Transfer of funding needs the consent of the staff section at every school board."""
    funding, voices = data.get(("E", None), {}), Scope(shelf["J"], data.get(("J", None), {}), facts)
    if facts.funded and funding.get("transfer") == "yes":
        yield from CHECKS["staff_consents_to_transfer"](voices)
