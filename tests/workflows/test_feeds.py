"""Deadlines in a calendar outside: read back by another parser, under the rights of the moment."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Membership
from audit.models import AuditEvent
from leerroutes.enums import PlanStep
from leerroutes.models import Route
from leerroutes.services import move_step
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, agreement_in, play, route_in
from workflows.feeds import limits
from workflows.feeds.entries import Entry, entries_of
from workflows.feeds.services import make_calendar
from workflows.feeds.writing import as_calendar
from workflows.models import CalendarFeed

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    cache.clear()


def address(actor: Actor, route: Route | None = None) -> str:
    return reverse("workflows:calendar_feed", args=[make_calendar(actor=actor, route=route)])


def events_at(place: str) -> dict[str, Any]:
    """By UID, without the host: what another program makes of it."""
    answer = Client().get(place)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return parsed(answer.content)


def parsed(content: bytes) -> dict[str, Any]:
    calendar = vobject.readOne(content.decode())
    assert calendar.vtimezone.tzid.value == "Europe/Amsterdam"
    return {event.uid.value.partition("@")[0]: event for event in calendar.contents.get("vevent", [])}


def test_another_program_reads_back_what_was_written() -> None:
    """Text that needs escaping and folding, a whole day, and moments on both sides of a changing clock."""
    now = datetime(2026, 3, 1, 12, tzinfo=AMSTERDAM)
    title = "Besluit; “Économie, techniek\\zorg” — " + "heel lang " * 12 + "\nregel"
    winter, summer = (datetime(2026, 3, day, 23, 59, 59, tzinfo=AMSTERDAM) for day in (28, 29))
    found = parsed(
        as_calendar(
            "Leerroutes",
            [
                Entry("a", title, winter, now, "https://x.example/1/", 3),
                Entry("b", "Zomer", summer, now, "https://x.example/2/"),
                Entry("c", "Dag", date(2028, 2, 29), now, "https://x.example/3/"),
            ],
        )
    )
    assert found["a"].summary.value == title
    assert found["a"].sequence.value == "3"
    assert [found[uid].dtstart.value.utcoffset() for uid in "ab"] == [timedelta(hours=1), timedelta(hours=2)]
    assert [found[uid].dtstart.value.astimezone(AMSTERDAM) for uid in "ab"] == [winter, summer]
    assert (found["c"].dtstart.value, found["c"].dtend.value) == (date(2028, 2, 29), date(2028, 3, 1))


def test_a_name_adds_no_lines_of_its_own() -> None:
    """Whatever somebody calls a route, it stays one property."""
    name = "Route; een, twee\nBEGIN:VALARM\r\nX-EIGEN:1"
    lines = as_calendar(name, []).decode().split("\r\n")
    assert [line for line in lines if line.startswith(("BEGIN:VALARM", "X-EIGEN"))] == []
    assert vobject.readOne("\r\n".join(lines)).x_wr_calname.value.split() == name.split()


def test_my_tasks_terms_and_planning_are_in_my_calendar() -> None:
    agreement = agreement_in("consultation")
    route = agreement.covered.get().route
    coordinator, asked = events_at(address(VMBO.coordinator)), events_at(address(VMBO.participation))
    questions = {f"answer-{one.pk}" for one in agreement.consultations.filter(outcome="")}
    assert questions <= set(coordinator)
    assert f"planning-{route.pk}-sign" in coordinator
    assert f"planning-{route.pk}-sign" not in asked
    assert [uid for uid in asked if uid.startswith("task-")]
    assert agreement.number in coordinator[min(questions)].summary.value
    board = {uid for uid in events_at(address(MBO.coordinator, route)) if uid.startswith("task-")}
    assert {uid for uid in asked if uid.startswith("task-")} <= board


def test_what_moves_keeps_its_name_and_counts_up() -> None:
    route = route_in("draft")
    place = address(MBO.coordinator, route)
    day = date(route.start_year, 3, 31)
    uid = f"planning-{route.pk}-sign"
    before = events_at(place)[uid]
    move_step(route, PlanStep.SIGN, actor=VMBO.coordinator, begins_on=day, ends_on=day, reason="Later.", seen_version=0)
    after = events_at(place)[uid]
    assert (before.sequence.value, after.sequence.value) == ("0", "1")
    assert before.dtstart.value != after.dtstart.value == day


def test_the_address_is_shown_once_and_kept_as_a_digest(client_as: ClientAs) -> None:
    client, page = client_as(VMBO.director), reverse("workflows:calendars")
    shown = client.post(page)
    place = shown.context["address"]
    secret = place.rpartition("/")[2].removesuffix(".ics")
    assert place in shown.content.decode()
    assert secret not in client.get(page).content.decode()
    assert secret not in str(list(CalendarFeed.objects.values())) + str(list(AuditEvent.objects.values("content")))
    assert AuditEvent.objects.filter(action="workflows.calendar_made", actor=VMBO.director.user).count() == 1


def test_renewed_and_revoked_addresses_open_nothing(client_as: ClientAs) -> None:
    first = address(VMBO.director)
    second = address(VMBO.director)
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    feed = CalendarFeed.objects.get(user=VMBO.director.user, revoked=None)
    assert client_as(MBO.director).post(reverse("workflows:revoke_calendar", args=[feed.pk])).status_code == 404
    assert client_as(VMBO.director).post(reverse("workflows:revoke_calendar", args=[feed.pk])).status_code == 302
    assert Client().get(second).status_code == 404
    assert AuditEvent.objects.filter(action="workflows.calendar_revoked").count() == 1


def test_rights_are_those_of_each_fetch() -> None:
    """Who loses the role sees an empty calendar, also of a route; who is gone has none."""
    route = play("submitted").route
    mine, of_route = address(VMBO.coordinator), address(VMBO.coordinator, route)
    assert events_at(mine)
    assert events_at(of_route)
    user = VMBO.coordinator.user
    Membership.objects.filter(user=user).update(valid_until=timezone.localdate() - timedelta(days=1))
    assert events_at(mine) == events_at(of_route) == {}
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert Client().get(mine).status_code == 404


def test_a_stranger_gets_no_calendar_of_a_route(client_as: ClientAs, cast: dict[str, Actor]) -> None:
    place = reverse("workflows:calendar_of_route", args=[route_in("submitted").pk])
    assert client_as(cast["outsider"]).post(place).status_code == 404
    assert client_as(cast["inspector"]).post(reverse("workflows:calendars")).status_code == 403


def test_unchanged_is_not_sent_again_and_too_often_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 10**6)
    place = address(VMBO.director)
    tag = Client().get(place).headers["ETag"]
    again = Client().get(place, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    monkeypatch.setattr(limits, "MOST", 2)
    late = Client().get(place)
    assert (late.status_code, late.headers["Retry-After"]) == (429, "600")
    guesses = [Client().get(reverse("workflows:calendar_feed", args=["fout"])).status_code for _ in range(3)]
    assert guesses == [404, 404, 429]


def test_a_calendar_costs_as_many_queries_for_many_routes() -> None:
    counts = []
    for _more in range(2):
        for state in ("draft", "consultation"):
            play(state)
        with CaptureQueriesContext(connection) as asked:
            entries_of(VMBO.coordinator.user)
        counts.append(len(asked))
    assert counts[0] == counts[1]
