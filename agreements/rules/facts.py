"""What the rules about an agreement look at: a snapshot of its answers and its dossier, free of the database.

`agreements.selectors.dossier_of` builds it from models. `answers` are as they are stored: nothing in
them is certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from agreements.clauses.context import AgreementFacts
from agreements.clauses.numbering import applicable
from agreements.clauses.render import DataKey
from agreements.clauses.shapes import Clause, Library
from agreements.clauses.values import Scope
from agreements.clauses.wording import modelled, wording_of

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationFacts:
    """A participation body that was asked in this round, and its answer; empty means: not yet."""

    board_id: int
    body: str
    right: str
    outcome: str = ""

    @property
    def withholds_consent(self) -> bool:
        return self.right == "consent" and self.outcome == "negative"


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """One agreement as it stands: what it is about, what was filled in, and how far participation is."""

    facts: AgreementFacts
    shelf: Library
    answers: Mapping[DataKey, Mapping[str, Any]]
    state: str = "draft"
    consultations: tuple[ConsultationFacts, ...] = ()
    needs_participation: bool = True
    """False for a change that touches nothing material."""
    open_places: frozenset[DataKey] = frozenset()
    """Articles whose text, written out, has a gap in it."""

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The articles this agreement has, in reading order."""
        return applicable(self.shelf, self.facts)

    @cached_property
    def _scopes(self) -> dict[str, tuple[Scope, ...]]:
        return {clause.code: tuple(self._places(clause)) for clause in self.clauses}

    def _places(self, clause: Clause) -> Iterator[Scope]:
        for route in self.facts.routes if clause.scope == "route" else (None,):
            data = self.answers.get((clause.code, route.id if route else None), {})
            yield Scope(modelled(clause, data), data, self.facts, route)

    def scopes(self, code: str) -> tuple[Scope, ...]:
        """An article with its answers: once, or once for each route; empty when the agreement has no such article."""
        return self._scopes.get(code, ())

    def every_scope(self) -> Iterator[Scope]:
        for clause in self.clauses:
            yield from self._scopes[clause.code]

    def answer(self, code: str, name: str) -> object:
        """One answer of an article that is there once."""
        return next((scope.data.get(name) for scope in self.scopes(code)), None)

    def has_model_words(self, code: str) -> bool:
        """The article is there, and no board put it in words of its own."""
        scopes = self.scopes(code)
        return bool(scopes) and not any(wording_of(scope.data) for scope in scopes)

    @property
    def is_internal(self) -> bool:
        """An interne regeling: one verticale scholengemeenschap does everything."""
        return self.facts.instrument == "internal"
