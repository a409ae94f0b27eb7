from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from .mandates import register_of
from .models import Board, BoardUserPermission, Institution, Mandate, Membership, ParticipationBody, User


@dataclass(frozen=True)
class BoardPeople:
    """A board with the roles and mandates of its people, its participation bodies, and its schools."""

    board: Board
    memberships: Sequence[Membership]
    mandates: Sequence[Mandate]
    bodies: Sequence[ParticipationBody]
    schools: Sequence[Institution]


def boards_found(search: str) -> QuerySet[Board]:
    """Boards by a part of their name, number or schools; or by a person who has a role there."""
    boards = Board.objects.all()
    if not search:
        return boards
    schools = Q(institutions__name__icontains=search) | Q(institutions__brin__iexact=search)
    people = Q(memberships__user__name__icontains=search) | Q(memberships__user__email__icontains=search)
    return boards.filter(Q(name__icontains=search) | Q(number=search) | schools | people).distinct()


def people_of(boards: Sequence[Board], *, ended: bool) -> list[BoardPeople]:
    """The people of these boards, with what is over when asked. Four queries, whatever the number of boards."""
    roles: dict[int | None, list[Membership]] = defaultdict(list)
    for membership in memberships_shown(ended=ended).filter(board__in=boards):
        roles[membership.board_id].append(membership)
    mandates = register_of(boards, ended=ended)
    bodies: dict[int, list[ParticipationBody]] = defaultdict(list)
    for body in ParticipationBody.objects.filter(board__in=boards).order_by("name"):
        bodies[body.board_id].append(body)
    schools: dict[int, list[Institution]] = defaultdict(list)
    for school in Institution.objects.filter(board__in=boards).order_by("name"):
        schools[school.board_id].append(school)
    return [
        BoardPeople(board, roles[board.pk], mandates.get(board.pk, []), bodies[board.pk], schools[board.pk])
        for board in boards
    ]


def memberships_shown(*, ended: bool) -> QuerySet[Membership]:
    """Roles of today and later; with `ended` also those that are over."""
    found = Membership.objects.select_related("user", "institution").order_by("user__name", "role", "valid_from")
    return found if ended else found.filter(_not_over())


def platform_roles(*, ended: bool) -> QuerySet[Membership]:
    """Roles that are not held at a board."""
    return memberships_shown(ended=ended).filter(board__isnull=True)


def without_role(search: str) -> QuerySet[User]:
    """People with an account and no role of today or later: who left, or whose role was never confirmed. At most 50."""
    holding = Membership.objects.filter(_not_over()).values("user")
    people = User.objects.filter(erased__isnull=True).exclude(pk__in=holding).order_by("name")
    return people.filter(Q(name__icontains=search) | Q(email__icontains=search))[:50]


def _not_over() -> Q:
    return Q(valid_until__isnull=True) | Q(valid_until__gte=localdate())


def people_by_board(right: str, boards: Iterable[Board]) -> dict[int, list[User]]:
    """Board id → active people who hold this right there. One query."""
    rows = BoardUserPermission.objects.filter(
        content_object__in=[board.pk for board in boards], permission__codename=right, user__is_active=True
    )
    found: dict[int, list[User]] = defaultdict(list)
    for row in rows.select_related("user").order_by("user__name"):
        found[row.content_object_id].append(row.user)
    return found
