"""Who can be asked: the advisers of the own board; without those, of boards with a school in the same province, else
in the same region of the school holidays. A constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Board, Institution, Membership, User
from accounts.roles import RIGHTS, Role

from ..calendar.regions import Region, region_of

ADVISING = tuple(role for role in Role if "answer_questions" in RIGHTS[role])


@dataclass(frozen=True)
class Asked:
    """A board whose advisers can be asked, and why this one."""

    board: Board
    why: str | Promise


def who_can_be_asked(actor: Actor) -> list[Asked]:
    """Nobody advises themselves, so a board of which somebody is the only adviser is passed over."""
    if actor.board is None:
        return []
    boards = {board.pk: board for board in _with_places(_boards_with_another_adviser(actor))}
    if actor.board.pk in boards:
        return [Asked(boards[actor.board.pk], _("your own board"))]
    own = next(iter(_with_places([actor.board.pk])))
    ways: tuple[tuple[frozenset[str], str | Promise], ...] = (
        (frozenset(_provinces(own)), _("a school in the same province")),
        (frozenset(regions_of(own)), _("a school in the same region of the school holidays")),
    )
    for places, why in ways:
        near = [one for one in boards.values() if places & (_provinces(one) | regions_of(one))]
        if near:
            return [Asked(board, why) for board in near]
    return []


def administrators() -> list[User]:
    """Who can propose an adviser."""
    today = Membership.objects.valid_on().filter(role=Role.ADMINISTRATOR, board=None)
    return list(User.objects.filter(pk__in=today.values("user"), is_active=True).order_by("name"))


def regions_of(board: Board) -> set[Region]:
    return {found for one in board.institutions.all() if (found := region_of(one))}


def _provinces(board: Board) -> set[str]:
    return {place.province for one in board.institutions.all() for place in one.establishments.all() if place.province}


def _boards_with_another_adviser(actor: Actor) -> Iterable[int]:
    advising = Membership.objects.valid_on().filter(role__in=ADVISING, user__is_active=True, board__isnull=False)
    other = advising.exclude(user=actor.user).exclude(board__in=advising.filter(user=actor.user).values("board"))
    return set(other.values_list("board", flat=True))


def _with_places(boards: Iterable[int]) -> Iterable[Board]:
    schools = Prefetch("institutions", Institution.objects.prefetch_related("establishments"))
    return Board.objects.filter(pk__in=list(boards)).prefetch_related(schools).order_by("name")
