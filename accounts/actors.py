"""Who acts, and on behalf of whom. Passed to every service as `actor`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from guardian.shortcuts import get_user_perms

from .models import Board, Membership, User
from .roles import RIGHTS, Role, rights_of


@dataclass(frozen=True)
class Actor:
    """A person acting for one board (None for platform roles). Made by `actor_for`, never by hand."""

    user: User
    board: Board | None
    roles: frozenset[Role] = field(default_factory=frozenset)
    limits: frozenset[tuple[Role, int | None]] = field(default_factory=frozenset)
    """Each role with the institution it is limited to; None for the whole board."""

    @cached_property
    def rights(self) -> frozenset[str]:
        """Rights that guardian knows of *and* that a membership valid today gives."""
        if self.board is None:
            return frozenset()
        stored = frozenset(get_user_perms(self.user, self.board))
        return stored & rights_of(self.roles)

    def may(self, right: str, board: Board | None = None) -> bool:
        """Does the actor hold this right at the board acted for (and is that the board asked about)?"""
        if self.board is None or (board is not None and board.pk != self.board.pk):
            return False
        return right in self.rights

    def scope_of(self, right: str) -> frozenset[int] | None:
        """The institutions this right is limited to; None when it holds for the whole board."""
        places = [institution for role, institution in self.limits if right in RIGHTS[role]]
        return None if None in places else frozenset(place for place in places if place is not None)

    def is_a(self, role: Role) -> bool:
        return role in self.roles

    @property
    def is_inspector(self) -> bool:
        return Role.INSPECTOR in self.roles and self.board is None

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.roles and self.board is None

    def __str__(self) -> str:
        return f"{self.user} ({self.board})" if self.board else str(self.user)


def actor_for(user: User, board: Board | None = None) -> Actor:
    """The person acting for this board, with the roles valid today. No role there means no rights there."""
    return _pick(user, list(Membership.objects.valid_on().filter(user=user).select_related("board")), board)


def _pick(user: User, memberships: list[Membership], board: Board | None) -> Actor:
    board_id = board.pk if board else None
    limits = frozenset((Role(m.role), m.institution_id) for m in memberships if m.board_id == board_id)
    return Actor(user=user, board=board, roles=frozenset(role for role, _place in limits), limits=limits)


def capacities(user: User) -> list[Actor]:
    """Everything this person can act as today: one entry per board, and one for the platform roles. One query."""
    memberships = list(Membership.objects.valid_on().filter(user=user).select_related("board"))
    boards = {m.board_id: m.board for m in memberships}
    return [_pick(user, memberships, board) for board in boards.values()]
