"""Which moment is meant: after an event of the case, or on a day at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import is_naive, localtime
from django.utils.translation import gettext as _

from audit.pictures import Picture, replay
from audit.pictures.history import Told
from audit.wording import sentence

ZONES = ("Europe/Amsterdam", "UTC")


class NoSuchMoment(Exception):
    """What was asked is no event of this case, and no time."""


History = Sequence[Told]


@dataclass(frozen=True)
class Moment:
    """A case after its event `number` (0: before the first one), looked at from `at`."""

    history: History
    number: int
    at: datetime

    @cached_property
    def picture(self) -> Picture:
        return replay(self.history, self.number)

    @property
    def past(self) -> History:
        return self.history[: self.number]

    @property
    def last(self) -> str:
        """What had happened last."""
        return sentence(self.past[-1].action) if self.past else ""

    @property
    def before(self) -> int | None:
        """The event before, at which something changed."""
        return max((one.number for one in self.past[:-1] if one.state), default=None)

    @property
    def after(self) -> int | None:
        return min((one.number for one in self.history[self.number :] if one.state), default=None)

    @property
    def erased(self) -> list[int]:
        """Events whose content is gone; what they changed cannot be shown."""
        return [one.number for one in self.past if one.is_erased]

    @property
    def is_known(self) -> bool:
        """Whether anybody kept what the case was by then."""
        return not self.past or bool(self.picture)

    @property
    def label(self) -> str:
        return in_words(self.at)


def _day_in_words(day: date) -> str:
    return date_format(day, "j F Y")


def in_words(at: datetime, day_in_words: Callable[[date], str] = _day_in_words) -> str:
    """To the second, with the zone: an hour is missing or double twice a year."""
    local = localtime(at)
    return f"{day_in_words(local.date())}, {local:%H:%M:%S} {local.tzname()}"


def moment_of(history: History, asked: str, zone: str = "") -> Moment:
    """`12` is after event 12; `2026-08-01T12:00` is a time, in the zone that is said. Nothing is the last event."""
    if not history:
        raise NoSuchMoment(_("Nothing happened in this case yet."))
    is_number = asked.isascii() and asked.isdigit()
    number = int(asked[:10]) if is_number else len(history)
    if asked and not is_number:
        at = _time(asked, zone)
        return Moment(history, sum(1 for event in history if event.at <= at), at)
    if not 1 <= number <= len(history):
        raise NoSuchMoment(_("This case has no event %(number)s.") % {"number": number})
    return Moment(history, number, history[number - 1].at)


def _time(asked: str, zone: str) -> datetime:
    try:
        at = parse_datetime(asked)
    except ValueError:
        at = None
    if at is None:
        raise NoSuchMoment(_("Write a moment as a day and a time, such as 2026-08-01T12:00."))
    return at.replace(tzinfo=ZoneInfo(zone if zone in ZONES else ZONES[0])) if is_naive(at) else at


def choices_of(history: History) -> list[tuple[str, str]]:
    """Every event that changed something, the last first: for a select. Each day and each code is put in words once."""
    day_in_words, told = cache(_day_in_words), cache(sentence)
    return [
        (str(event.number), f"{event.number}. {in_words(event.at, day_in_words)}: {told(event.action)}")
        for event in reversed(history)
        if event.state or event.is_erased
    ]
