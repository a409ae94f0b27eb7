"""How one person wants to be told, and until when their mail rests."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.utils.timezone import get_current_timezone, localtime

from accounts.models import User

from .kinds import Kind, Mail, usual_mail
from .models import Choice, Times


class Way(NamedTuple):
    in_app: bool
    mail: Mail


OBLIGATORY = Way(in_app=True, mail=Mail.NOW)
"""For who is the only one that everybody waits for: nobody else would notice."""


def ways_for(people: Collection[User], kind: Kind) -> dict[User, Way]:
    """What each of these people chose for this kind, or the usual way. One query."""
    choices = Choice.objects.filter(kind=kind, person__in=people)
    chosen = {one.person_id: Way(one.in_app, Mail(one.mail)) for one in choices}
    return {person: chosen.get(person.pk, Way(True, usual_mail(kind))) for person in people}


def ways_of(person: User) -> dict[Kind, Way]:
    chosen = {one.kind: Way(one.in_app, Mail(one.mail)) for one in Choice.objects.filter(person=person)}
    return {kind: chosen.get(kind, Way(True, usual_mail(kind))) for kind in Kind}


def times_of(person: User) -> Times:
    """As saved; else the usual times."""
    return Times.objects.filter(person=person).first() or Times(person=person)


@dataclass(frozen=True)
class Quiet:
    """The hours of a day in which no mail goes out; over midnight too."""

    begins: time
    ends: time

    def end(self, now: datetime) -> datetime | None:
        """When it is over; None when it is not quiet now."""
        local = localtime(now)
        begins, ends, clock = self.begins, self.ends, local.time()
        over_midnight = begins > ends
        if not (clock >= begins or clock < ends if over_midnight else begins <= clock < ends):
            return None
        day = local.date() + timedelta(days=1 if over_midnight and clock >= begins else 0)
        return datetime.combine(day, ends, tzinfo=get_current_timezone())


def rests_until(person: User, now: datetime) -> datetime | None:
    """The end of the quiet hours that this person is in."""
    times = Times.objects.filter(person=person, quiet_from__isnull=False).first()
    if times is None or times.quiet_from is None or times.quiet_until is None:
        return None
    return Quiet(times.quiet_from, times.quiet_until).end(now)
