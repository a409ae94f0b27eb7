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


def holders_at(boards: Sequence[Board]) -> dict[int, list[Holder]]:
    """Board id → who acts in the roles that can be substituted. As `Actor` has it, but for everybody at once."""
    memberships = Membership.objects.valid_on().filter(board__in=boards, user__is_active=True).select_related("user")
    absences = list(Absence.objects.on().filter(board__in=boards).select_related("substitute"))
    instead = {(one.user_id, one.board_id, one.role): one.substitute for one in absences}
    gone = {(one.user_id, one.board_id) for one in absences}
    rows = [row for row in memberships.order_by("user__name") if row.board_id is not None]
    own = {(row.user_id, row.board_id): set[str]() for row in rows}
    for row in rows:
        own[row.user_id, row.board_id].add(row.role)
    found: dict[int, list[Holder]] = defaultdict(list)
    for row in rows:
        if row.role not in SUBSTITUTED or row.board_id is None:
            continue
        substitute = instead.get((row.user_id, row.board_id, row.role))
        if substitute is None:
            found[row.board_id].append(Holder(row.user, row.role))
            continue
        place = (substitute.pk, row.board_id)
        if place in own and place not in gone and row.role not in own[place]:
            found[row.board_id].append(Holder(substitute, row.role, row.user))
    return found
