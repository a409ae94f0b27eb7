"""Answers that can explain themselves. One predicate hides the button, explains its absence, and refuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise

if TYPE_CHECKING:
    from .models import Board


@dataclass(frozen=True, slots=True)
class Lift:
    """Who can take away what is in the way: whoever holds this right at this board (None: the board acted for)."""

    right: str
    board: Board | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """May it be done; and if not, why not and who can help."""

    allowed: bool
    reason: str | Promise = ""
    lift: Lift | None = None

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(True)


def no(reason: str | Promise, lift: Lift | None = None) -> Verdict:
    return Verdict(False, reason, lift)


def ensure(verdict: Verdict) -> None:
    """Services call this first. Views never need to."""
    if not verdict:
        raise PermissionDenied(str(verdict.reason))
