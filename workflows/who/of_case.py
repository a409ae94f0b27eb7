"""Who does what for each board of a case, today. Two queries, whatever the number of boards and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.absences.holders import Post, posts_at
from accounts.models import Board
from accounts.roles import Role

IN_A_CASE = (Role.COORDINATOR, Role.DIRECTOR, Role.SIGNATORY, Role.PARTICIPATION, Role.REGISTRAR)
"""In the order in which a case needs them."""


@dataclass(frozen=True)
class Held:
    """One role at one board; without posts nobody can do that part of the case."""

    role: Role
    posts: list[Post]


@dataclass(frozen=True)
class OfBoard:
    board: Board
    roles: list[Held]
    is_own: bool

    @property
    def lacking(self) -> list[Held]:
        return [held for held in self.roles if not held.posts]


def people_per_board(boards: Sequence[Board], own: Board | None) -> list[OfBoard]:
    """Every board with the five roles that a case needs."""
    posts = posts_at(boards)
    return [OfBoard(board, _roles(posts.get(board.pk, [])), board == own) for board in boards]


def _roles(posts: list[Post]) -> list[Held]:
    return [Held(role, [post for post in posts if post.membership.role == role]) for role in IN_A_CASE]
