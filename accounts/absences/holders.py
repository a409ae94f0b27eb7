"""Who has which role at these boards today, with who is away and who stands in. Two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..actors import in_place_of
from ..models import Absence, Board, Membership, User
from ..models.absence import SUBSTITUTED


@dataclass(frozen=True)
class Holder:
    """Somebody who acts in this role today: as their own, or for who is away."""

    user: User
    role: str
    instead_of: User | None = None

    def __str__(self) -> str:
        return in_place_of(str(self.user), str(self.instead_of or ""))


@dataclass(frozen=True)
class Post:
    """A role that somebody has today; who is away from it today, and who acts meanwhile, if anybody can."""

    membership: Membership
    absence: Absence | None = None
    substitute: User | None = None


def posts_at(boards: Sequence[Board]) -> dict[int, list[Post]]:
    """Board id → every role there today. As `Actor` has it, but for everybody at once: substitutes make no chain."""
    memberships = Membership.objects.valid_on().filter(board__in=boards, user__is_active=True)
    rows = list(memberships.select_related("user", "institution").order_by("user__name"))
    absences = list(Absence.objects.on().filter(board__in=boards).select_related("substitute"))
    away = {(one.user_id, one.board_id, one.role): one for one in absences}
    gone = {(one.user_id, one.board_id) for one in absences}
    own = defaultdict[tuple[int, int | None], set[str]](set)
    for row in rows:
        own[row.user_id, row.board_id].add(row.role)
    found: dict[int, list[Post]] = defaultdict(list)
    for row in rows:
        if row.board_id is None:
            continue
        absence = away.get((row.user_id, row.board_id, row.role))
        if absence is None:
            found[row.board_id].append(Post(row))
            continue
        place = (absence.substitute_id, row.board_id)
        stands_in = place in own and place not in gone and row.role not in own[place]
        found[row.board_id].append(Post(row, absence, absence.substitute if stands_in else None))
    return found


def holders_at(boards: Sequence[Board]) -> dict[int, list[Holder]]:
    """Board id → who acts in the roles that can be substituted."""
    found: dict[int, list[Holder]] = defaultdict(list)
    for board, posts in posts_at(boards).items():
        held = [post for post in posts if post.membership.role in SUBSTITUTED]
        for post in held:
            if post.absence is None:
                found[board].append(Holder(post.membership.user, post.membership.role))
            elif post.substitute is not None:
                found[board].append(Holder(post.substitute, post.membership.role, post.membership.user))
    return found
