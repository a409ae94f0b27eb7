"""Answers that can explain themselves. One predicate hides the button, explains its absence, and refuses."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Verdict:
    """May it be done; and if not, why not and who can help."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(True)


def no(reason: str | Promise) -> Verdict:
    return Verdict(False, reason)


def ensure(verdict: Verdict) -> None:
    """Services call this first. Views never need to."""
    if not verdict:
        raise PermissionDenied(str(verdict.reason))
