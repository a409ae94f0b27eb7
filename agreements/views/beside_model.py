"""What the page shows that lays an agreement beside the current model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from accounts.models import Board

from ..clauses.moving import moved, obstacle
from ..clauses.numbering import applicable
from ..clauses.render import DataKey
from ..clauses.shapes import Clause, Library
from ..clauses.shelving import mentioned, mentioning, with_added
from ..clauses.wording import LEFT_OUT, modelled, worded
from ..clauses.words import Words
from ..comparing.versions import ClauseChange, compare_models
from ..model_clauses import shelf_of
from ..models import Agreement, ClauseText
from ..selectors import AgreementText, text_of
from ..services.adding import was_added_here
from ..standing import Reopened, reopened_on, standing


@dataclass(frozen=True)
class ArticleBeside:
    """One article of the agreement beside that of the current model, and what can be proposed about it."""

    change: ClauseChange
    verb: str
    seen: str
    """The version of each text it was made from, to send along."""
    obstacle: Words | None = None
    lost: tuple[Words, ...] = ()
    accepted: tuple[Board, ...] = ()
    """Boards that accepted the words of now."""
    referring: Sequence[Clause] = ()
    """Articles that stand in the way: they mention this one, or this one mentions them."""
    reopened: Sequence[Reopened] = ()
    """Other articles that would read otherwise, because they mention a number."""


def beside(agreement: Agreement, current: Library) -> dict[str, Any]:
    return _Beside(agreement, current).page


class _Beside:
    def __init__(self, agreement: Agreement, current: Library) -> None:
        self.agreement, self.current = agreement, current
        self.text: AgreementText = text_of(agreement)
        self.facts, self.shelf = self.text.facts, shelf_of(agreement)
        self.texts: dict[DataKey, ClauseText] = {(one.code, one.route_id): one for one in agreement.clauses.all()}
        self.standing = standing(agreement, self.text)

    @property
    def page(self) -> dict[str, Any]:
        here = applicable(self.shelf, self.facts)
        added = [clause for clause in here if was_added_here(self.agreement, clause.code)]
        out = [clause for clause in here if any(LEFT_OUT in data for data in self._answers(clause))]
        told = {clause.code for clause in out} | {one.code for one in added if one.code not in self.current}
        compared = [self._moving(clause) for clause in here if clause.code not in told]
        new = [clause for clause in applicable(self.current, self.facts) if clause.code not in self.shelf]
        return {
            "current": self.current.version,
            "articles": [one for one in compared if one.change.state != "unchanged"],
            "same": [
                one.change.clause for one in compared if not one.change.changed and one.change.clause not in added
            ],
            "new": [self._new(clause) for clause in new],
            "added": [self._taken_out(clause) for clause in added],
            "left_out": [self._beside(clause, None, "put_back") for clause in out],
        }

    def _moving(self, clause: Clause) -> ArticleBeside:
        """Of an article per route the part that is furthest behind is compared; all of them would move."""
        answers, new = self._answers(clause), self.current.get(clause.code)
        olds = [modelled(clause, data) for data in answers]
        old = next((one for one in olds if one.version != self.current.version), olds[0] if olds else clause)
        if new is None:
            in_the_way = mentioning(clause.code, self._as_they_read)
            return self._beside(old, None, "leave_out", referring=in_the_way)
        reason = obstacle(old, new)
        moves = [moved(one, new, data, clause.version) for one, data in zip(olds, answers, strict=True)]
        lost = () if reason else tuple(dict.fromkeys(label for move in moves for label in move.lost))
        return self._beside(old, new, "move", obstacle=reason, lost=lost)

    def _new(self, clause: Clause) -> ArticleBeside:
        lacking = [self.current[code] for code in sorted(mentioned(clause) - {clause.code}) if code not in self.shelf]
        shelf = with_added(self.shelf, {clause.code: clause.version})
        reopened = () if lacking else self._reopened(shelf)
        return self._beside(None, clause, "add", referring=lacking, reopened=reopened)

    def _taken_out(self, clause: Clause) -> ArticleBeside:
        rest = Library(self.shelf.version, tuple(one for one in self.shelf.clauses if one.code != clause.code))
        in_the_way = mentioning(clause.code, self._as_they_read)
        reopened = () if in_the_way else self._reopened(rest)
        return self._beside(clause, None, "take_out", referring=in_the_way, reopened=reopened)

    def _beside(self, old: Clause | None, new: Clause | None, verb: str, **more: Any) -> ArticleBeside:
        clause = self.shelf.get((old or new).code) or new  # type: ignore[union-attr]
        assert clause is not None
        change = compare_models(old, new, self.facts.law)
        places = self._places(clause)
        found = [self.texts.get((clause.code, route)) for route in places]
        seen = ",".join(f"{route or 0}:{one.version if one else 0}" for route, one in zip(places, found, strict=True))
        return ArticleBeside(change, verb, seen, accepted=self._accepted(clause), **more)

    def _places(self, clause: Clause) -> list[int | None]:
        return [route.id for route in self.facts.routes] if clause.scope == "route" else [None]

    def _answers(self, clause: Clause) -> list[Mapping[str, Any]]:
        found = [self.texts.get((clause.code, route)) for route in self._places(clause)]
        return [dict(one.data) if one else {} for one in found]

    def _accepted(self, clause: Clause) -> tuple[Board, ...]:
        stands = [self.standing.get((clause.code, route), {}) for route in self._places(clause)]
        found = {one.board for stand in stands for one in stand.values() if one.stance == "accepted"}
        return tuple(sorted(found, key=str))

    @cached_property
    def _as_they_read(self) -> list[Clause]:
        return [worded(clause, data) for clause in self.shelf.clauses for data in self._answers(clause)]

    def _reopened(self, shelf: Library) -> list[Reopened]:
        answers = {place: one.data for place, one in self.texts.items()}
        return reopened_on(self.text, self.standing, shelf, answers)
