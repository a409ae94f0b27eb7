"""What an absence does to the work: which tasks go to whom."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.actors import Actor, actor_for
from accounts.models import Absence
from accounts.roles import RIGHTS, Role

from ..selectors import OpenTask, described, tasks_for

MOST = 25
"""So many tasks are named at most."""


@dataclass(frozen=True)
class Moving:
    """An absence, and the tasks that go along with it today."""

    absence: Absence
    tasks: list[OpenTask]


def tasks_by_role(actor: Actor, role: Role) -> list[OpenTask]:
    """The open tasks that this person has by this role and by no other, at the board acted for."""
    others = {right for other in actor.roles if other != role for right in RIGHTS[other]}
    rights = [f"accounts.{right}" for right in RIGHTS[role] - others]
    return described(list(tasks_for(actor).filter(owner_permission__in=rights)[:MOST]))


def moving(absence: Absence) -> Moving:
    """With whoever has the role today: the person until the first day, then the substitute."""
    begun = absence.is_standing and absence.valid_from <= absence.today <= absence.valid_until
    holder = actor_for(absence.substitute if begun else absence.user, absence.board)
    return Moving(absence, tasks_by_role(holder, Role(absence.role)))
