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

    @property
    def roles(self) -> list[Role]:
        return [role for role in Role if not RIGHTS[role].isdisjoint(self.rights)]
