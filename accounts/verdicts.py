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
class Unmet:
    """One condition that is not met: why, and who can take that away, if a person can."""

    reason: str | Promise
    lift: Lift | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """May it be done; and if not, every condition that is not met, the one that refuses first on top.

    Allowed means that no such condition is left: there is no other way to say it.
    """

    unmet: tuple[Unmet, ...] = ()

    def __bool__(self) -> bool:
        return not self.unmet

    @property
    def reason(self) -> str | Promise:
        """Why a service refuses."""
        return self.unmet[0].reason if self.unmet else ""

    @property
    def lifts(self) -> tuple[Lift, ...]:
        """Who can take away what is in the way, each once; nobody as long as one condition is for no person to lift."""
        lifts = [one.lift for one in self.unmet if one.lift is not None]
        return tuple(dict.fromkeys(lifts)) if len(lifts) == len(self.unmet) else ()


ALLOWED = Verdict()


def no(reason: str | Promise, lift: Lift | None = None) -> Verdict:
    return Verdict((Unmet(reason, lift),))


def need(holds: bool, reason: str | Promise, lift: Lift | None = None) -> Verdict:
    """One condition of a guard."""
    return ALLOWED if holds else no(reason, lift)


def all_of(*conditions: Verdict) -> Verdict:
    """Every condition of a guard: what is not met is told together, each once."""
    return Verdict(tuple(dict.fromkeys(unmet for one in conditions for unmet in one.unmet)))


def ensure(verdict: Verdict) -> None:
    """Services call this first. Views never need to. Refused with the first condition that is not met."""
    if not verdict:
        raise PermissionDenied(str(verdict.reason))
