"""Finding: ranked, forgiving, and never more than the reader may open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Length

from accounts.actors import Actor
from accounts.models import Board, Membership, User
from accounts.permissions import boards_where
from agreements.models import AgreementParty
from agreements.policies import visible_to as visible_agreements
from leerroutes.cooperating import visible_to as visible_cooperations
from leerroutes.models import RouteParty
from leerroutes.policies import visible_to as visible_routes

from ..questions.policies import visible_to as visible_questions
from .engine import Matches, Weight, Words
from .models import Kind, SearchEntry, Spelling
from .words import CORRECTED, asked, corrections, nearby

MOST = 200
"""Of one kind. Of more the latest are ranked, and the page says that there are more."""

ALIKE = 5
"""Words that one may have been meant for."""

INSIDE = 100
"""Longer words with one that was asked in them: meubelhoutbewerking has hout. The shortest come first."""


@dataclass(frozen=True)
class Found:
    """What was found of each kind, the best first; `words` are those that were looked for in the end."""

    words: tuple[str, ...]
    keys: dict[Kind, list[int]]
    is_corrected: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(self.keys.values())


def boards_visible_to(actor: Actor) -> QuerySet[Board]:
    """The own boards, and those of the routes and agreements that one may see; for an administrator all."""
    if actor.is_administrator:
        return Board.objects.all()
    of_routes = RouteParty.objects.filter(route__in=visible_routes(actor)).values("board")
    of_agreements = AgreementParty.objects.filter(agreement__in=visible_agreements(actor)).values("board")
    own = boards_where(actor.user, "view_cases").values("pk")
    return Board.objects.filter(Q(pk__in=own) | Q(pk__in=of_routes) | Q(pk__in=of_agreements))


def people_visible_to(actor: Actor) -> QuerySet[User]:
    """Who has a role today at a board that one may see; for an administrator everybody who was not erased."""
    people = User.objects.filter(erased__isnull=True)
    return people if actor.is_administrator else people.filter(_member_of(_boards(actor)))


def _boards(actor: Actor) -> list[int]:
    """As numbers: what decides which these are is deeper than SQLite reads inside another question."""
    return list(boards_visible_to(actor).values_list("pk", flat=True))


def _member_of(boards: list[int]) -> Q:
    members = Membership.objects.valid_on().filter(board__in=boards)
    return Q(is_active=True, pk__in=members.values("user"))


def may_open(actor: Actor, kind: Kind) -> Q:
    """Of entries of this kind: those of records that every page would show, too."""
    if kind == Kind.ROUTE:
        return Q(route__in=visible_routes(actor).values("pk"))
    if kind == Kind.BOARD:
        return Q(board__in=boards_visible_to(actor).values("pk"))
    if kind == Kind.PERSON:
        return Q(person__in=people_visible_to(actor).values("pk"))
    if kind == Kind.COOPERATION:
        return Q(cooperation__in=visible_cooperations(actor).values("pk"))
    if kind == Kind.QUESTION:
        return Q(question__in=visible_questions(actor).values("pk"))
    return Q(agreement__in=visible_agreements(actor).values("pk"))


def search(actor: Actor, question: str, kinds: Sequence[Kind] = tuple(Kind)) -> Found:
    """Everything that has all these words; when nothing has, words that they stand in, or may have been meant for."""
    words = asked(question)
    found = _found(actor, [[word] for word in words], kinds)
    if not found.is_empty or not words:
        return found
    likely = _alike(words)
    again = _found(actor, likely, kinds) if any(len(some) > 1 for some in likely) else found
    return found if again.is_empty else replace(again, is_corrected=True)


def _found(actor: Actor, words: Words, kinds: Sequence[Kind]) -> Found:
    every = tuple(word for some in words for word in some)
    return Found(every, {kind: _keys(actor, kind, words) for kind in kinds})


def _keys(actor: Actor, kind: Kind, words: Words) -> list[int]:
    if not words:
        return []
    mine = SearchEntry.objects.filter(may_open(actor, kind), kind=kind)
    latest = mine.filter(Matches(words)).order_by("-pk").values("pk")[: MOST + 1]
    ranked = SearchEntry.objects.filter(pk__in=latest).order_by(Weight(words).desc(), "-pk")
    return list(ranked.values_list("pk", flat=True))


def _alike(words: Sequence[str]) -> list[list[str]]:
    """Each word, and the longer ones that it stands in; without those the ones it may have been meant for."""
    long = [word for word in words if len(word) >= CORRECTED]
    inside, near = _inside(long), _near(long)
    return [[word, *(inside.get(word) or near.get(word, []))] for word in words]


def _inside(words: Sequence[str]) -> dict[str, list[str]]:
    """One query. A word at the beginning of another was looked for already."""
    any_of = Q(pk__in=[])
    for word in words:
        any_of |= Q(word__contains=word) & ~Q(word__startswith=word)
    longer = Spelling.objects.filter(any_of, near=F("word")).order_by(Length("word"), "word")[:INSIDE]
    known = [one.word for one in longer]
    return {word: [one for one in known if word in one[1:]] for word in words}


def _near(words: Sequence[str]) -> dict[str, list[str]]:
    """One query."""
    near = {word: nearby(word) for word in words}
    known: dict[str, set[str]] = defaultdict(set)
    for row in Spelling.objects.filter(near__in=set().union(*near.values())):
        known[row.near].add(row.word)
    met = {word: set().union(*(known[one] for one in near[word])) - {word} for word in words}
    return {word: corrections(word, met[word])[:ALIKE] for word in words}
