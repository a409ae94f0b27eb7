"""What people do, as data: which right it takes and in which states. The rooms above fill the tables.

The page `/rechten/` is made of them, and tests/test_rights_table.py holds every policy against them, in every state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise

from .actors import Actor
from .roles import RIGHTS, Role
from .verdicts import Verdict


@dataclass(frozen=True)
class Act:
    """One thing to do with a record; `ask` is the policy that answers for one person."""

    code: str
    sentence: str | Promise
    rights: tuple[str, ...]
    """Any one of these is enough."""
    states: tuple[TextChoices, ...]
    ask: Callable[[Actor, Any], Verdict]
    also: str | Promise = ""
    """What else it takes, beside the right and the state."""
    platform: Role | None = None
    """The role that does it without a right at a board."""

    @property
    def roles(self) -> list[Role]:
        return [role for role in Role if role == self.platform or not RIGHTS[role].isdisjoint(self.rights)]


@dataclass(frozen=True)
class Table:
    """Acts on one kind of record; for the page a number of states that means all of them."""

    id: str
    title: str | Promise
    acts: tuple[Act, ...]
    all_states: int


TABLES: list[Table] = []
"""Of rooms above the page; they add theirs in `AppConfig.ready`."""
