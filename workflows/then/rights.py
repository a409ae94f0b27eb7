"""Who could do what at a moment: the roles, mandates and absences that the trail of each board tells of that day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from accounts.roles import Role, rights_of
from audit.models import AuditEvent
from audit.pictures import Picture, replay
from audit.pictures.history import ERASED

from .sheaves import Sheaf, sheaf_of


@dataclass(frozen=True)
class Holder:
    """One person at one board on that day. References, not names."""

    person: str
    roles: tuple[str, ...]
    rights: tuple[str, ...]
    away: Mapping[str, str]
    """A role that somebody else acted in, and who."""
    instead_of: Mapping[str, str]
    """A role held for who was away, and whose."""
    mandates: tuple[Mapping[str, Any], ...]

    @property
    def references(self) -> set[str]:
        return {self.person, *self.away.values(), *self.instead_of.values()}


def holders_at(boards: Iterable[str], at: datetime) -> dict[str, list[Holder]]:
    """Board → its people by the events until that moment. One query, however many boards."""
    boards = list(boards)
    told: dict[str, list[AuditEvent]] = {board: [] for board in boards}
    for event in AuditEvent.objects.filter(case__in=boards, at__lte=at).order_by("case", "number"):
        told[event.case].append(event)
    return {board: people_of(replay(told[board]), localdate(at)) for board in boards}


def people_of(board: Picture, day: date) -> list[Holder]:
    """Everybody who held a role on that day, was away from one, or stood in."""
    rows = sheaf_of("board", board)
    roles: dict[str, set[str]] = {}
    for row in _on(rows.get("memberships", {}), day):
        roles.setdefault(row["user"], set()).add(row["role"])
    away: dict[str, dict[str, str]] = {}
    instead: dict[str, dict[str, str]] = {}
    for row in _on(rows.get("absences", {}), day):
        if row["role"] in roles.get(row["user"], ()) and not ({"refused", "ended"} & row.keys()):
            away.setdefault(row["user"], {})[row["role"]] = row["substitute"]
            instead.setdefault(row["substitute"], {})[row["role"]] = row["user"]
    mandates = list(_on(rows.get("mandates", {}), day))
    people = sorted(roles.keys() | instead.keys(), key=_number)
    return [_holder(one, roles, away, instead, mandates) for one in people]


def _holder(
    person: str,
    roles: Mapping[str, set[str]],
    away: Mapping[str, Mapping[str, str]],
    instead: Mapping[str, Mapping[str, str]],
    mandates: Sequence[Mapping[str, Any]],
) -> Holder:
    acting = (roles.get(person, set()) - away.get(person, {}).keys()) | instead.get(person, {}).keys()
    return Holder(
        person=person,
        roles=tuple(sorted(roles.get(person, ()))),
        rights=tuple(sorted(rights_of(frozenset(Role(role) for role in acting)))),
        away=away.get(person, {}),
        instead_of=instead.get(person, {}),
        mandates=tuple(one for one in mandates if one["user"] == person),
    )


def _on(rows: Sheaf, day: date) -> Iterable[Mapping[str, Any]]:
    """Rows that counted on the day: in their period, and confirmed where that takes a second person."""
    for row in rows.values():
        counts = ("substitute" in row or "confirmed" in row) and ERASED not in row.values()
        if counts and row["valid_from"] <= day.isoformat() <= row.get("valid_until", "9999"):
            yield row


def _number(reference: str) -> int:
    return int(reference.partition(":")[2])
