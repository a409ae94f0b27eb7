"""What differs between two versions of the model clauses, article by article, down to the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..clauses.described import TITLE, described
from ..clauses.shapes import Clause, Library
from ..clauses.words import Words
from .articles import Line, State, compare_texts
from .words import Kind


@dataclass(frozen=True)
class Side:
    """One side of an article that people read apart: its text, what it asks, its basis in law, its explanation."""

    label: Words
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return compare_texts(self.before, self.after)

    @property
    def old(self) -> list[Line]:
        """The left half of a page: as it was, with what is gone marked."""
        return _without("added", self.lines)

    @property
    def new(self) -> list[Line]:
        """The right half: as it is, with what came marked."""
        return _without("removed", self.lines)


@dataclass(frozen=True)
class ClauseChange:
    old: Clause | None
    new: Clause | None
    sides: tuple[Side, ...]

    @property
    def clause(self) -> Clause:
        present = self.new or self.old
        assert present is not None
        return present

    @property
    def state(self) -> State:
        if self.old is None or self.new is None:
            return "new" if self.old is None else "gone"
        return "changed" if self.changed else "unchanged"

    @property
    def whole(self) -> dict[Words, str]:
        """An article that is new or gone, to read as it is; its title stands above it."""
        return {side.label: side.after or side.before for side in self.sides if side.label != TITLE}

    @property
    def changed(self) -> list[Side]:
        return [side for side in self.sides if side.is_changed]


def compare_versions(old: Library, new: Library, law: Mapping[str, str]) -> list[ClauseChange]:
    """Every article of both, in the order of the new one; what is gone comes last."""
    before = {clause.code: clause for clause in old.clauses}
    after = {clause.code for clause in new.clauses}
    found = [compare_models(before.get(clause.code), clause, law) for clause in new.clauses]
    return found + [compare_models(clause, None, law) for clause in old.clauses if clause.code not in after]


def compare_models(old: Clause | None, new: Clause | None, law: Mapping[str, str]) -> ClauseChange:
    before, after = (described(clause, law) if clause else {} for clause in (old, new))
    sides = (Side(label, before.get(label, ""), after.get(label, "")) for label in {**after, **before})
    return ClauseChange(old, new, tuple(sides))


def _without(kind: Kind, lines: tuple[Line, ...]) -> list[Line]:
    kept = (line for line in lines if line.kind != kind)
    return [replace(line, runs=tuple(run for run in line.runs if run.kind != kind)) for line in kept]
