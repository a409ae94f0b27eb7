"""When agreements end: the last of those that took one another's place decides for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from agreements.models import Agreement
from agreements.states import State

RUNS_ITS_COURSE = (State.SIGNED, State.IN_FORCE)
FIELDS = ("pk", "replaces_id", "state", "state_since", "ends_on")


@dataclass(frozen=True)
class End:
    """The day it ended; or, while it lasts, the day that was agreed; or nothing when that is open."""

    day: date | None
    is_certain: bool = False

    @property
    def has_come(self) -> bool:
        return self.day is not None and self.is_certain


OPEN = End(None)


def end_of(state: str, since: datetime, ends_on: date | None) -> End:
    """Of one agreement in itself. The clock may have written its end a day late; by law it was the last day agreed."""
    day = localtime(since).date()
    if state == State.WITHDRAWN:
        return End(day, is_certain=True)
    if state == State.ENDED:
        return End(min(day, ends_on or day), is_certain=True)
    return End(ends_on) if state in RUNS_ITS_COURSE and ends_on else OPEN


def ends_of(agreements: Iterable[Agreement]) -> dict[int, End]:
    """Of each of these: one query for every time that something took their place, however many they are."""
    found = {one.pk: end_of(one.state, one.state_since, one.ends_on) for one in agreements}
    replaced = {one.pk: one.pk for one in agreements if one.state == State.REPLACED}
    while replaced:
        replaced = _follow(replaced, found)
    return found


def _follow(replaced: dict[int, int], found: dict[int, End]) -> dict[int, int]:
    """One step up. `replaced` says of the last that is known which one we began with; returns where it goes on."""
    rows = Agreement.objects.filter(replaces__in=replaced).exclude(state=State.WITHDRAWN)
    further = {}
    for row in rows.only(*FIELDS):
        first = replaced[row.replaces_id or 0]
        found[first] = end_of(row.state, row.state_since, row.ends_on)
        if row.state == State.REPLACED:
            further[row.pk] = first
    return further
