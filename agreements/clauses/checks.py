"""Every check by the name that clause files use, and the questions the services ask."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .checks_duration import CHECKS as DURATION
from .checks_route import CHECKS as ROUTE
from .checks_shared import CHECKS as SHARED
from .context import AgreementFacts, RouteTextFacts
from .numbering import applicable
from .problems import Problem, from_gap
from .shapes import Clause, Library
from .values import Scope, gaps

Check = Callable[[Scope], Iterator[Problem]]
Answers = Mapping[tuple[str, int | None], Mapping[str, Any]]

CHECKS: dict[str, Check] = {**DURATION, **ROUTE, **SHARED}


def problems(
    clause: Clause, data: Mapping[str, Any], facts: AgreementFacts, route: RouteTextFacts | None = None
) -> list[Problem]:
    """Gaps and failed checks of one clause; of a route clause only together with its route."""
    if clause.scope == "route" and route is None:
        return []
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
