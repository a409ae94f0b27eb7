"""What must be ready this month: the same deadlines as in the calendar outside."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from accounts.actors import Actor

from ..feeds.entries import Entry, entries_at
from ..selectors import OpenTask
from .parts import FIRST, Part, Row

MOST = 25
"""So many tasks, and plannings of so many routes, are worked out for the page; the calendar has more."""
AHEAD = timedelta(days=14)


def this_month(actor: Actor, asked: Sequence[OpenTask]) -> Part:
    """Of this month, and at its end of the two weeks that follow; what is over and still open is on top."""
    today = localdate()
    end_of_month = today.replace(day=monthrange(today.year, today.month)[1])
    first, last = today.replace(day=1), max(end_of_month, today + AHEAD)
    found = sorted(entries_at(actor, asked, MOST, last), key=lambda one: (_day(one.when), one.title))
    rows = [_row(one, _day(one.when), today) for one in found if first <= _day(one.when) <= last]
    return Part(
        key="deadlines",
        title=_("Deadlines until %(day)s") % {"day": date_format(last, "j F")},
        rows=rows[:FIRST],
        folded=rows[FIRST:],
        number=len(rows),
        empty=_("Nothing has to be ready before that day."),
        url=reverse("workflows:calendars"),
        url_label=_("Put all deadlines in your own calendar"),
        is_aside=True,
    )


def _day(when: date | datetime) -> date:
    return localtime(when).date() if isinstance(when, datetime) else when


def _row(entry: Entry, day: date, today: date) -> Row:
    parts = urlsplit(entry.url)
    address = f"{parts.path}#{parts.fragment}" if parts.fragment else parts.path
    return Row(entry.title, address, due=day, due_state="late" if day < today else "")
