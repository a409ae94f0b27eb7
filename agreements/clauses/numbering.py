"""Which clauses an agreement has, and the numbers its articles and annexes carry."""

from .context import AgreementFacts, RouteTextFacts
from .shapes import Clause, Library
from .values import Scope


def applies(clause: Clause, facts: AgreementFacts) -> bool:
    """False for a clause that this agreement has no use for."""
    return Scope(clause, {}, facts).holds(clause.when)


def applicable(shelf: Library, facts: AgreementFacts) -> tuple[Clause, ...]:
    return tuple(clause for clause in shelf.clauses if applies(clause, facts))


def article_numbers(shelf: Library, facts: AgreementFacts) -> dict[str, str]:
    """Code → article number, counting only the articles that are there."""
    numbered = [clause.code for clause in applicable(shelf, facts) if clause.numbered]
    return {code: str(place) for place, code in enumerate(numbered, start=1)}


def annex_number(clause: Clause, shelf: Library, facts: AgreementFacts, route: RouteTextFacts) -> str:
    """`2.1`: the first section of the annex for the second route."""
    codes = [one.code for one in applicable(shelf, facts) if one.scope == "route"]
    place = [one.id for one in facts.routes].index(route.id) + 1
    return f"{place}.{codes.index(clause.code) + 1}"
