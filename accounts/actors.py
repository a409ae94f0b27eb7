"""Who acts, and on behalf of whom. Passed to every service as `actor`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .models import Absence, Board, BoardUserPermission, Membership, User
from .models.absence import memberships_in_place
from .roles import RIGHTS, Role, rights_of


@dataclass(frozen=True)
class Actor:
    """A person acting for one board (None for platform roles). Made by `actor_for`, never by hand."""

    user: User
    board: Board | None
    roles: frozenset[Role] = field(default_factory=frozenset)
    limits: frozenset[tuple[Role, int | None]] = field(default_factory=frozenset)
    """Each role with the institution it is limited to; None for the whole board."""
    instead: tuple[tuple[Role, User], ...] = ()
    """Roles held for somebody who is away today, with that person; only roles that are not the person's own."""
    away: tuple[tuple[Role, str], ...] = ()
    """Own roles that this person is away from today, with who has them meanwhile."""

    @cached_property
    def rights(self) -> frozenset[str]:
        """Rights that guardian knows of *and* that a membership valid today gives."""
        if self.board is None or not self.user.is_active:
            return frozenset()
        stored = BoardUserPermission.objects.filter(user=self.user, content_object=self.board)
        return rights_of(self.roles).intersection(stored.values_list("permission__codename", flat=True))

    def may(self, right: str, board: Board | None = None) -> bool:
        """Does the actor hold this right at the board acted for (and is that the board asked about)?"""
        if self.board is None or (board is not None and board.pk != self.board.pk):
            return False
        return right in self.rights

    def scope_of(self, right: str) -> frozenset[int] | None:
        """The institutions this right is limited to; None when it holds for the whole board."""
        places = [institution for role, institution in self.limits if right in RIGHTS[role]]
        return None if None in places else frozenset(place for place in places if place is not None)

    def instead_of(self, right: str) -> User | None:
        """The absent person for whom this right is used; None when it is the person's own."""
        held = dict(self.instead)
        if any(right in RIGHTS[role] for role in self.roles if role not in held):
            return None
        return next((absent for role, absent in self.instead if right in RIGHTS[role]), None)

    def told(self, right: str) -> dict[str, Any]:
        """For the trail: who was substituted in this act, if anybody."""
        absent = self.instead_of(right)
        return {"instead_of": str(absent)} if absent else {}

    def why_not(self, right: str, otherwise: str | Promise) -> str | Promise:
        """Why this right is missing: because the person is away from the role that gives it, or `otherwise`."""
        found = next((name for role, name in self.away if right in RIGHTS[role]), "")
        sentence = _("You are away, and %(name)s acts in your place. End your absence first, under “Absence”.")
        return sentence % {"name": found} if found else otherwise

    def is_a(self, role: Role) -> bool:
        return role in self.roles

    @property
    def is_inspector(self) -> bool:
        return Role.INSPECTOR in self.roles and self.board is None

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.roles and self.board is None

    @property
    def is_editor(self) -> bool:
        return Role.EDITOR in self.roles and self.board is None

    def __str__(self) -> str:
        return f"{self.user} ({self.board})" if self.board else str(self.user)


def in_place_of(name: str, absent: str) -> str:
    """Both names of an act by a substitute."""
    return _("%(name)s, as substitute of %(absent)s") % {"name": name, "absent": absent} if absent else name


def actor_for(user: User, board: Board | None = None) -> Actor:
    """The person acting for this board, with the roles of today. No role of their own there means no rights there."""
    return _pick(user, _memberships(user), board)


def _memberships(user: User) -> list[Membership]:
    """The memberships of today of this person and of whom they stand in for. Two queries; three for a substitute.

    `substitute_name` says who has a role of this person meanwhile, when they are away.
    """
    absences = list(Absence.objects.on().filter(Q(user=user) | Q(substitute=user)).select_related("substitute"))
    mine = [one for one in reversed(absences) if one.user_id == user.pk]
    away: dict[tuple[int | None, str], str] = {(one.board_id, one.role): one.substitute.name for one in mine}
    found = list(Membership.objects.valid_on().filter(user=user).select_related("board"))
    for own in found:
        own.substitute_name = away.get((own.board_id, own.role), "")  # type: ignore[attr-defined]
    if any(one.substitute_id == user.pk for one in absences):
        found += Membership.objects.filter(pk__in=memberships_in_place(user)).select_related("board", "user")
    return found


def _pick(user: User, memberships: list[Membership], board: Board | None) -> Actor:
    """Who is away, or has no role of their own at this board, stands in for nobody: substitutes make no chain."""
    board_id = board.pk if board else None
    here = [m for m in memberships if m.board_id == board_id]
    own = [m for m in here if m.user_id == user.pk]
    away = tuple((Role(m.role), name) for m in own if (name := _substitute_of(m)))
    present = [m for m in own if not _substitute_of(m)]
    held = {m.role for m in own}
    standing = [m for m in here if m.user_id != user.pk and m.role not in held] if own and not away else []
    limits = frozenset((Role(m.role), m.institution_id) for m in [*present, *standing])
    instead = {Role(m.role): m.user for m in sorted(standing, key=lambda m: -m.user_id)}
    roles = frozenset(role for role, _institution in limits)
    return Actor(user=user, board=board, roles=roles, limits=limits, instead=tuple(instead.items()), away=away)


def _substitute_of(membership: Membership) -> str:
    return str(getattr(membership, "substitute_name", None) or "")


def capacities(user: User) -> list[Actor]:
    """Everything this person can act as today: one entry per board, and one for the platform roles. One query."""
    memberships = _memberships(user)
    boards = {m.board_id: m.board for m in memberships if m.user_id == user.pk}
    return [_pick(user, memberships, board) for board in boards.values()]
