"""Which clauses an agreement has, and the numbers its articles and annexes carry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from .context import AgreementFacts, RouteTextFacts
from .shapes import Clause, Library
from .values import Scope

T = TypeVar("T")


def applies(clause: Clause, facts: AgreementFacts) -> bool:
    """False for a clause that this agreement has no use for."""
    return Scope(clause, {}, facts).holds(clause.when)


def applicable(shelf: Library, facts: AgreementFacts) -> tuple[Clause, ...]:
    return tuple(clause for clause in shelf.clauses if applies(clause, facts))


@dataclass(frozen=True)
class Numbering:
    """The clauses of one agreement and how they are counted; worked out once for the whole text."""

    clauses: tuple[Clause, ...]
    articles: Mapping[str, str]
    """Code → article number, counting only the articles that are there."""
    sections: Mapping[str, str]
    """Code → section in the annex of any route."""
    annexes: Mapping[int, str]
    """Route → annex."""

    def of(self, clause: Clause, route: RouteTextFacts | None) -> str:
        """`7` for an article; `2.1` for the first section of the annex for the second route."""
        if route is None:
            return self.articles.get(clause.code, "")
        return f"{self.annexes[route.id]}.{self.sections[clause.code]}"


def numbering_of(shelf: Library, facts: AgreementFacts) -> Numbering:
    clauses = applicable(shelf, facts)
    return Numbering(
        clauses,
        _counted(clause.code for clause in clauses if clause.numbered),
        _counted(clause.code for clause in clauses if clause.scope == "route"),
        _counted(route.id for route in facts.routes),
    )


def _counted(things: Iterable[T]) -> dict[T, str]:
    return {thing: str(place) for place, thing in enumerate(things, start=1)}
