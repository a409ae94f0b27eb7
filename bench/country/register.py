"""Boards with a school each, their people, and what these may do."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import Permission

from accounts.models import Board, BoardUserPermission, Establishment, Institution, Kind, Membership, User
from accounts.permissions import drift
from accounts.roles import Role

from .shape import FIRST, LAST, NAMES, PEOPLE, PLACES, TODAY, Shape, many

ROLES = (
    *8 * [Role.COORDINATOR],
    *4 * [Role.DIRECTOR],
    *3 * [Role.SIGNATORY],
    *2 * [Role.PARTICIPATION],
    *2 * [Role.REGISTRAR],
    Role.ADVISER,
)
"""Of the people of a board, in this order."""


def boards(shape: Shape) -> int:
    every = range(shape.boards)
    made = [
        Board(pk=shape.board(i), name=_name(shape, i), number=_number(shape, i), seat=PLACES[i % 12]) for i in every
    ]
    return many(made, Board)


def schools(shape: Shape) -> int:
    every = range(shape.boards)
    made = (
        Institution(
            pk=shape.school(i), board_id=shape.board(i), kind=Kind.MBO if i % 2 else Kind.VO, brin=_brin(shape, i),
            name=f"College {_name(shape, i)[10:]}",
        )
        for i in every
    )  # fmt: skip
    places = (
        Establishment(
            pk=shape.school(i), institution_id=shape.school(i), code=f"{_brin(shape, i)}00",
            name=f"Locatie {PLACES[i % 12]}", place=PLACES[i % 12], province="ZH",
        )
        for i in every
    )  # fmt: skip
    return many(made, Institution) + many(places, Establishment)


def people(shape: Shape) -> int:
    every = [(board, place) for board in range(shape.boards) for place in range(PEOPLE)]
    made = (
        User(
            pk=shape.person(board, place), name=f"{shape.chance.choice(FIRST)} {shape.chance.choice(LAST)}",
            email=f"p{place}@bestuur{shape.board(board)}.example", password="!",  # nosec: nobody logs in with it
        )
        for board, place in every
    )  # fmt: skip
    held = (
        Membership(
            user_id=shape.person(board, place), board_id=shape.board(board), role=ROLES[place],
            valid_from=date(2025, 8, 1), confirmed=TODAY,
        )
        for board, place in every
    )  # fmt: skip
    return many(made, User) + many(held, Membership)


def rights(shape: Shape) -> int:
    """The rows of guardian that these roles call for."""
    named = dict(Permission.objects.filter(content_type__app_label="accounts").values_list("codename", "pk"))
    rows = (
        BoardUserPermission(user_id=user, content_object_id=board, permission_id=named[right])
        for user, board, right in sorted(drift().missing)
    )
    return many(rows, BoardUserPermission)


def _name(shape: Shape, i: int) -> str:
    return f"Stichting {NAMES[i % 10]} {PLACES[i % 12]} {shape.board(i)}"


def _number(shape: Shape, i: int) -> str:
    return f"{10000 + shape.board(i)}"


def _brin(shape: Shape, i: int) -> str:
    n = shape.board(i)
    return f"{n % 99:02d}{chr(65 + n // 99 // 26 % 26)}{chr(65 + n // 99 % 26)}"
