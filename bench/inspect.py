"""What an inspector reads, beside a ledger of 10,000 and one of 1,000,000 events.

As many routes as a region and as a country have, each with its agreement and a thousand events. Aim: as many queries
for the one as for the other, and 95 of 100 pages within 200 ms. The time is that of the processor, in Python and in the
server of PostgreSQL when it runs on this machine; else it is that of the clock, and an idle machine is needed.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from agreements.models import Agreement
from audit.models import AuditEvent
from leerroutes.models import Route
from workflows.demo import world
from workflows.demo.cases import PAIR
from workflows.demo.play import Playing

from . import bare, ledger
from .bare import Subject
from .pages import Clock, Page, both_sizes, growth_of, print_growth, print_measured, row_of
from .report import Growth, Row, heading, say
from .two_sizes import two_sizes

INSPECTOR = "inspecteur@leerroutes.example"
FEWER = 100
"""The small database has a hundredth of the routes."""


TRAIL = """
SELECT event.id, event.at, event.action, event.board_name, person.name, event.person, event.content
FROM audit_auditevent event LEFT JOIN accounts_user person ON person.id = event.actor_id
WHERE event."case" IN (%(case)s, %(other_case)s) ORDER BY event.id DESC LIMIT 50"""

FOUND = """
SELECT event.id, event.at, event.action, event.board_name, person.name, event.person, event.content
FROM audit_auditevent event LEFT JOIN accounts_user person ON person.id = event.actor_id
WHERE event."case" IN (%(case)s, %(other_case)s) AND LOWER(event.content) LIKE '%%stuurgroep%%'
ORDER BY event.id DESC LIMIT 50"""

COUNTED = """
SELECT 'state', state, COUNT(*) FROM leerroutes_route GROUP BY state
UNION ALL
SELECT 'province', place.province, COUNT(DISTINCT chosen.route_id)
FROM leerroutes_route_institutions chosen
JOIN accounts_establishment place ON place.institution_id = chosen.institution_id GROUP BY place.province
UNION ALL
SELECT 'level', line.level, COUNT(DISTINCT line.route_id) FROM leerroutes_routeline line GROUP BY line.level
UNION ALL
SELECT 'not reported', '', COUNT(*) FROM leerroutes_route_institutions chosen
LEFT JOIN leerroutes_rioregistration registration ON registration.route_id = chosen.route_id
  AND registration.institution_id = chosen.institution_id AND registration.state = 'confirmed'
WHERE registration.id IS NULL
UNION ALL
SELECT * FROM (SELECT name, state, id FROM leerroutes_route ORDER BY id DESC LIMIT 25) AS routes"""

ROUTES = "SELECT id, name, route_type, start_year, state FROM leerroutes_route ORDER BY id DESC LIMIT 25"


def measure(events: int) -> tuple[list[Row], list[Growth]]:
    subject, client = _subject(), _inspector()
    many = max(events // ledger.PER_ROUTE, 20)
    few = max(many // FEWER, 2)
    pages = _pages(subject)
    with two_sizes(partial(_fill, subject), few, many) as enter:
        found = both_sizes(pages, subject, client, enter, (few, many), _clock())
        enter(many)
        say(f"{AuditEvent.objects.count()} events in the large database.")
    for size in (few, many):
        heading(f"Pages of an inspector with {size} routes, {size * ledger.PER_ROUTE} events")
        print_measured(found[size])
    print_growth(pages, found, few, many)
    rows = [row_of(page, found, few, many, "routes") for page in pages]
    return rows, growth_of(pages, found, few, many)


def _clock() -> Clock:
    if connection.vendor == "sqlite":
        return process_time
    beside_us = _server().is_file() and (_server().parent / "comm").read_text().startswith("postgres")
    return (lambda: process_time() + int(_server().read_text().split()[0]) / 1e9) if beside_us else perf_counter


def _server() -> Path:
    """What Linux tells of the process that serves this connection: nanoseconds on a processor come first."""
    connection.ensure_connection()
    return Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")


def _subject() -> Subject:
    playing = Playing(PAIR)
    for _step in playing.play():
        pass
    return Subject(world.board(PAIR.boards[0]), playing.route.pk, playing.agreement.pk)


def _inspector() -> Client:
    """Somebody with an access to everything, as in the demonstration."""
    client = Client()
    client.force_login(User.objects.get(email=INSPECTOR))
    return client


def _fill(subject: Subject, routes: int) -> None:
    started = perf_counter()
    route, agreement = Route.objects.get(pk=subject.route), Agreement.objects.get(pk=subject.agreement)
    ledger.grow(route, agreement, routes=routes)
    say(f"{routes} routes and their events written in {perf_counter() - started:.0f} s.")


def _pages(subject: Subject) -> list[Page]:
    trail = reverse("inspections:trail", args=[subject.route])
    asked: tuple[tuple[str, str, str], ...] = (
        ("timeline of a route", trail, TRAIL),
        ("timeline, tenth page", f"{trail}?page=10", TRAIL.replace("LIMIT 50", "LIMIT 50 OFFSET 450")),
        ("timeline, by step", f"{trail}?groep=stap", TRAIL),
        ("timeline, one board", f"{trail}?bestuur={subject.board.pk}", TRAIL),
        ("timeline, search", f"{trail}?zoek=stuurgroep", FOUND),
        ("timeline, one field", f"{trail}?veld=data", FOUND),
        ("route with checklist", reverse("inspections:route", args=[subject.route]), bare.AGREEMENT),
        ("case page of the route", reverse("workflows:route", args=[subject.route]), bare.ROUTE),
        ("as it was", reverse("workflows:agreement_then", args=[subject.agreement]), bare.AGREEMENT),
        ("overview", reverse("inspections:overview"), COUNTED),
        ("overview, one list", reverse("inspections:overview") + "?let=rio", COUNTED),
        ("list of routes", reverse("leerroutes:list"), ROUTES),
    )
    return [Page(*one) for one in asked]
