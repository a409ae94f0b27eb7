"""Absences as their page shows them. One query each."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.timezone import localdate

from ..models import Absence, Board, User


def own_absences(user: User) -> QuerySet[Absence]:
    """Of this person, also what was refused, as long as it is not over."""
    found = Absence.objects.filter(user=user, valid_until__gte=localdate(), ended__isnull=True)
    return found.select_related("board", "substitute", "recorded_by")


def absences_at(board: Board) -> QuerySet[Absence]:
    """Who is away at this board, now or later."""
    found = Absence.objects.standing().filter(board=board, valid_until__gte=localdate())
    return found.select_related("user", "substitute", "recorded_by")


def substitutions(user: User) -> QuerySet[Absence]:
    """In which this person stands in, now or later."""
    found = Absence.objects.standing().filter(substitute=user, valid_until__gte=localdate())
    return found.select_related("board", "user")


def absences_of(user: User) -> QuerySet[Absence]:
    """Everything this person is part of: what somebody else's address would show is not found."""
    return Absence.objects.filter(user=user) | Absence.objects.filter(substitute=user)
