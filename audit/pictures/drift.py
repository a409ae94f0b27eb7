"""Does the database say what the events tell? Where not, something was changed without the program."""

from __future__ import annotations

from ..models import AuditEvent
from .added import added_to, holds_default
from .facts import Difference, difference, replay
from .history import ERASED, history_of
from .registry import kinds, picture_of


def drawn_cases() -> list[str]:
    """Every case that has events, of a kind that has a picture."""
    cases = AuditEvent.objects.order_by("case").values_list("case", flat=True).distinct()
    return [case for case in cases if case.split(":")[0] in kinds()]


def untold(case: str) -> Difference:
    """Path → what the events tell, and what the rows say. Of what was erased nobody can tell whether it fits.

    What a migration gave to every row is told once, by the migration (`added`).
    """
    history, kind = history_of(case), case.split(":")[0]
    differs = difference(replay(history), picture_of(case))
    added = added_to(kind) if differs else []
    return {
        path: pair
        for path, pair in differs.items()
        if pair[0] != ERASED and not holds_default(path, pair, kind, history, added)
    }
