"""Guardian rows, derived from memberships: written here and nowhere else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from guardian.shortcuts import assign_perm, remove_perm

from .models import Absence, Board, BoardUserPermission, Membership, User
from .roles import RIGHTS, Role, rights_of

Row = tuple[int, int, str]
"""user id, board id, codename"""


@dataclass(frozen=True)
class Drift:
    missing: frozenset[Row]
    superfluous: frozenset[Row]

    def __bool__(self) -> bool:
        return bool(self.missing or self.superfluous)


def wanted(user: User | None = None) -> frozenset[Row]:
    """The rows that the memberships valid today call for."""
    memberships = Membership.objects.valid_on().filter(board__isnull=False)
    if user is not None:
        memberships = memberships.filter(user=user)
    roles: dict[tuple[int, int], set[Role]] = defaultdict(set)
    for user_id, board_id, role in memberships.values_list("user_id", "board_id", "role"):
        roles[user_id, board_id].add(Role(role))
    for user_id, board_id, role in _stand_ins(user):
        roles[user_id, board_id].add(Role(role))
    return frozenset((u, b, right) for (u, b), held in roles.items() for right in rights_of(frozenset(held)))


def _stand_ins(user: User | None) -> QuerySet[Any, Any]:
    """(substitute, board, role) of every absence of today; the absent person keeps the rows, `Actor` does the rest."""
    absences = Absence.objects.on()
    if user is not None:
        absences = absences.filter(substitute=user)
    return absences.values_list("substitute_id", "board_id", "role")


def stored(user: User | None = None) -> frozenset[Row]:
    rows = BoardUserPermission.objects.all()
    if user is not None:
        rows = rows.filter(user=user)
    return frozenset(rows.values_list("user_id", "content_object_id", "permission__codename"))


def drift(user: User | None = None) -> Drift:
    """Where guardian and the memberships of today disagree."""
    want, have = wanted(user), stored(user)
    return Drift(missing=want - have, superfluous=have - want)


@transaction.atomic
def synchronise(user: User | None = None) -> Drift:
    """Make guardian agree with the memberships of today. Returns what was mended."""
    found = drift(user)
    users = User.objects.in_bulk({row[0] for row in found.missing | found.superfluous})
    boards = Board.objects.in_bulk({row[1] for row in found.missing | found.superfluous})
    for user_id, board_id, right in sorted(found.missing):
        assign_perm(right, users[user_id], boards[board_id])
    for user_id, board_id, right in sorted(found.superfluous):
        remove_perm(right, users[user_id], boards[board_id])
    return found


def boards_where(user: User, right: str) -> QuerySet[Board]:
    """Boards at which this person holds the right today; a subquery to filter with.

    Guardian follows the memberships with a delay, so both are asked, as `Actor.rights` does.
    """
    stored = BoardUserPermission.objects.filter(user=user, permission__codename=right)
    members = _memberships_with(right).filter(user=user)
    return Board.objects.filter(pk__in=stored.values("content_object")).filter(pk__in=members.values("board"))


def people_with(right: str, board: Board) -> QuerySet[User]:
    """Active people who hold this right at this board today, for "who can help" and for mail."""
    holders = BoardUserPermission.objects.filter(content_object=board, permission__codename=right)
    members = _memberships_with(right).filter(board=board)
    people = User.objects.filter(pk__in=holders.values("user_id"), is_active=True)
    return people.filter(pk__in=members.values("user")).order_by("name")


def people_asked(right: str, board: Board) -> QuerySet[User]:
    """As `people_with`, but whom a task reaches today: who is away is not asked, who stands in is."""
    roles = [role for role in Role if right in RIGHTS[role]]
    away = Absence.objects.on().filter(user=OuterRef("user"), board=OuterRef("board"), role=OuterRef("role"))
    present = _memberships_with(right).filter(board=board).exclude(Exists(away))
    standing_in = Absence.objects.on().filter(board=board, role__in=roles)
    asked = Q(pk__in=present.values("user")) | Q(pk__in=standing_in.values("substitute"))
    holders = BoardUserPermission.objects.filter(content_object=board, permission__codename=right)
    people = User.objects.filter(asked, pk__in=holders.values("user_id"), is_active=True)
    return people.order_by("name")


def people_at(boards: QuerySet[Board]) -> QuerySet[User]:
    """Active people who may read the cases of any of these boards today; `at` names that board, of several the first.

    In the order of the boards."""
    members = _memberships_with("view_cases").filter(board__in=boards)
    first = members.filter(user=OuterRef("pk")).order_by("board__name").values("board__name")[:1]
    people = User.objects.filter(pk__in=members.values("user"), is_active=True)
    return people.annotate(at=Subquery(first)).order_by("at", "name")


def _memberships_with(right: str) -> QuerySet[Any]:
    """Memberships of today whose role gives the right."""
    return Membership.objects.valid_on().filter(role__in=[role for role in Role if right in RIGHTS[role]])
