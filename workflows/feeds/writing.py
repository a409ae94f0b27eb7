"""Entries as iCalendar: stable UIDs, moments with the time zone of the Netherlands, whole days as days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText

from .entries import Entry

AMSTERDAM = "Europe/Amsterdam"
WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)
REFRESH = timedelta(hours=6)


def as_calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """The same entries give the same bytes, so a calendar that did not change is not sent again."""
    calendar = Calendar()
    calendar.add("prodid", "-//Leerroutes//Leerroutes//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(name))
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add_component(_time_zone())
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


@cache
def _time_zone() -> Timezone:
    """As in the whole European Union since 1996: the last Sundays of March and October (directive 2000/84/EC).

    By rule: the library would list every change as a date of its own, which other programs do not read, and calls the
    one in spring an hour late.
    """
    zone = Timezone()
    zone.add("tzid", AMSTERDAM)
    zone.add_component(_offset(TimezoneDaylight(), "CEST", datetime(1996, 3, 31, 2), 3, (WINTER, SUMMER)))
    zone.add_component(_offset(TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), 10, (SUMMER, WINTER)))
    return zone


def _offset(
    part: TimezoneDaylight | TimezoneStandard, name: str, first: datetime, month: int, turn: tuple[timedelta, timedelta]
) -> TimezoneDaylight | TimezoneStandard:
    part.add("dtstart", first)
    part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
    part.add("tzname", name)
    part.add("tzoffsetfrom", turn[0])
    part.add("tzoffsetto", turn[1])
    return part


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed.astimezone(UTC).replace(microsecond=0))
    event.add("summary", entry.title)
    if isinstance(entry.when, datetime):
        event.add("dtstart", entry.when.astimezone(ZoneInfo(AMSTERDAM)).replace(microsecond=0))
    else:
        event.add("dtstart", entry.when)
        event.add("dtend", entry.when + timedelta(days=1))
    event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")
    return event
