"""Does the database say what the events tell? Where not, something was changed without the program."""

from __future__ import annotations

from ..models import AuditEvent
from .facts import Difference, difference, replay
from .history import ERASED, history_of
from .registry import kinds, picture_of


def drawn_cases() -> list[str]:
    """Every case that has events, of a kind that has a picture."""
    cases = AuditEvent.objects.order_by("case").values_list("case", flat=True).distinct()
    return [case for case in cases if case.split(":")[0] in kinds()]


def untold(case: str) -> Difference:
    """Path → what the events tell, and what the rows say. Of what was erased nobody can tell whether it fits."""
    differs = difference(replay(history_of(case)), picture_of(case))
    return {path: pair for path, pair in differs.items() if pair[0] != ERASED}
