from __future__ import annotations

from datetime import date

from .models import Board, Mandate, User


def mandate_of(user: User, board: Board, day: date | None = None) -> Mandate | None:
    """The mandate under which this person may sign for this board on that day, if any."""
    return Mandate.objects.valid_on(day).filter(user=user, board=board).order_by("-valid_from").first()
