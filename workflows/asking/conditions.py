"""Beside what cannot be done: each condition that is not met, and of whom one can ask to take it away."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.roles import RIGHTS, Role
from accounts.verdicts import Lift, Verdict


class Condition(NamedTuple):
    """What is in the way, of whom one can ask to take it away, and how that is said in a form (once per action)."""

    reason: str | Promise
    who: str
    ask: str


def conditions_of(actor: Actor, verdict: Verdict) -> list[Condition]:
    """Every condition that is not met. While one of them is for no person to lift, asking would not help."""
    asked: set[str] = set()
    found = []
    for unmet in verdict.unmet:
        key = key_of(actor, unmet.lift) if unmet.lift in verdict.lifts else ""
        found.append(Condition(unmet.reason, who_lifts(actor, unmet.lift), "" if key in asked else key))
        asked.add(key)
    return found


def key_of(actor: Actor, lift: Lift | None) -> str:
    """The name of a lift in a form: the right, and the board at which it is held."""
    board = lift and (lift.board or actor.board)
    return f"{lift.right}:{board.pk}" if lift and board else ""


def who_lifts(actor: Actor, lift: Lift | None) -> str:
    """By role and board; nothing when no person can, or the actor is of no board and so has nobody to ask."""
    if lift is None or actor.board is None:
        return ""
    roles = " / ".join(str(role.label) for role in Role if lift.right in RIGHTS[role])
    return _("%(role)s of %(board)s") % {"role": roles, "board": lift.board or actor.board}
