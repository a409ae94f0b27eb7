"""A ledger as large as years of work make it, written in bulk: every chain fits, and a second run writes the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import Any, NamedTuple, TypeVar

from django.db import connection, models

from agreements.models import Agreement, AgreementParty, AgreementRoute, ClauseText
from audit.canonical import canonical
from audit.chain import START, Link, sealed
from audit.models import AuditEvent, moment
from leerroutes.models import RioRegistration, Route, RouteLine, RouteParty

PER_ROUTE = 1000
"""Events of a route and its agreement together: ten times a busy case of the demonstration."""

BURST = 20
"""So many events of one case before the next case has its turn: a case does not lie together in the database."""

BEGIN = datetime(2025, 1, 6, 8, tzinfo=UTC)
PACE = timedelta(minutes=7)
KINDS = {
    "route": (
        ("leerroutes.line_saved", "guided_hours", "lines/1/learning_mode"),
        ("leerroutes.changed", "motivation", "motivation"),
    ),
    "agreement": (
        ("agreements.clause_saved", "data", "clauses/J/data/procedure"),
        ("agreements.terms_changed", "title", "title"),
    ),
}
"""By the kind of case: what happens, the field that changes, and its place in the picture of the case."""

WORDS = ("de stuurgroep", "het werkplan", "de overstapoptie", "het examenreglement", "de begroting", "de bpv-plaatsen")
COLUMNS = tuple(name for name in Link._fields if name not in ("id", "actor")) + ("actor_id",)
Row = TypeVar("Row", bound=models.Model)
Person = tuple[int, str, int, str]
"""Number and name, and of the board too."""


class End(NamedTuple):
    """Of a chain."""

    number: int = 0
    hash: str = START
    at: datetime = BEGIN


def grow(subject: Route, agreement: Agreement, *, routes: int) -> None:
    """Until there are so many routes like this one, each with its agreement, and `PER_ROUTE` events for each."""
    lacking = routes - Route.objects.filter(name=subject.name).count()
    _copies(subject, agreement, max(lacking, 0))
    own = Route.objects.filter(name=subject.name).order_by("pk")
    covering = dict(AgreementRoute.objects.filter(route__in=own).values_list("route", "agreement"))
    write(_events([(f"route:{pk}", f"agreement:{covering[pk]}") for pk in own.values_list("pk", flat=True)]))


# --- Routes ------------------------------------------------------------------------------------------


def _copies(subject: Route, agreement: Agreement, number: int) -> None:
    routes = Route.objects.bulk_create(_twin(subject) for _ in range(number))
    agreements = Agreement.objects.bulk_create(_twin(agreement) for _ in range(number))
    whole: tuple[tuple[type[models.Model], str, models.Model, list[Any]], ...] = (
        (RouteParty, "route", subject, routes),
        (RouteLine, "route", subject, routes),
        (RioRegistration, "route", subject, routes),
        (Route.institutions.through, "route", subject, routes),
        (AgreementParty, "agreement", agreement, agreements),
        (ClauseText, "agreement", agreement, agreements),
    )
    for model, name, of, twins in whole:
        rows = list(model._default_manager.filter(**{name: of}))
        model._default_manager.bulk_create(
            (_twin(row, **{f"{name}_id": twin.pk}) for twin in twins for row in rows), batch_size=500
        )
    covered = AgreementRoute.objects.get(agreement=agreement, route=subject)
    pairs = zip(routes, agreements, strict=True)
    AgreementRoute.objects.bulk_create(_twin(covered, route_id=one.pk, agreement_id=other.pk) for one, other in pairs)


def _twin(row: Row, **values: Any) -> Row:
    """The same row again, elsewhere."""
    twin = copy(row)
    twin._state, twin.pk = models.base.ModelState(), None
    for name, value in values.items():
        setattr(twin, name, value)
    return twin


# --- Events ------------------------------------------------------------------------------------------


def _events(pairs: list[tuple[str, str]]) -> Iterator[Link]:
    """In turns, from where each chain ends, until each pair of cases has `PER_ROUTE` events.

    What the database tells is asked before the first is written: a connection that copies answers nothing else.
    """
    ends, people = _ends(), _people()
    short = {pair: PER_ROUTE - sum(ends.get(case, End()).number for case in pair) for pair in pairs}
    return _in_turns(pairs, short, ends, people)


def _in_turns(
    pairs: list[tuple[str, str]], short: dict[tuple[str, str], int], ends: dict[str, End], people: Iterator[Person]
) -> Iterator[Link]:
    for begun in range(0, PER_ROUTE, BURST):
        for pair in pairs:
            case = pair[begun // BURST % 2]
            for place in range(begun, min(begun + BURST, short[pair])):
                end = ends.get(case, End())
                link = event(case, end, place, next(people))
                ends[case] = End(link.number, link.hash, end.at + PACE)
                yield link


def _ends() -> dict[str, End]:
    last = AuditEvent.objects.order_by("case", "number").values_list("case", "number", "hash", "at")
    return {case: End(number, found, at) for case, number, found, at in last.iterator()}


def _people() -> Iterator[Person]:
    """Who writes, and for which board, in turns."""
    told = AuditEvent.objects.exclude(actor=None).exclude(board_id=None).order_by()
    found = set(told.values_list("actor", "actor__name", "board_id", "board_name"))
    return cycle(sorted((actor, name, board or 0, board_name) for actor, name, board, board_name in found))


def event(case: str, end: End, place: int, person: Person) -> Link:
    actor, name, board, board_name = person
    who = {"address": "192.0.2.0/24", "job": "", "name": name, "role": "coordinator", "salt": "0" * 32, "session": ""}
    action, field, path = KINDS[case.partition(":")[0]][place % 2]
    words = f"Keer {place}: {WORDS[place % len(WORDS)]}, zoals in het overleg is besproken en door ieder nagelezen."
    content = {
        "changes": {field: [f"{words} (eerst)", words]},
        "data": {"code": "ABCDEFGHIJ"[place % 10], "sha256": end.hash},
        "reason": words if place % 5 == 0 else "",
        "salt": "0" * 32,
        "state": {path: [f"{words} (eerst)", words]},
    }
    at = moment(end.at + PACE)
    return sealed(
        Link(
            case, end.number + 1, at, action, actor, board, board_name, "", canonical(who),
            canonical(content), "", "", "", end.hash, "",
        )
    )  # fmt: skip


# --- Into the table ----------------------------------------------------------------------------------


def write(links: Iterable[Link], size: int = 2000) -> None:
    """Round the service, which takes its time for each: nobody else writes here."""
    names = ", ".join(connection.ops.quote_name(name) for name in COLUMNS)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY audit_auditevent ({names}) FROM STDIN") as copy:  # nosec
            for link in links:
                copy.write_row(_row(link))
        return
    insert = f"INSERT INTO audit_auditevent ({names}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"
    rows = (_row(link) for link in links)
    while batch := list(islice(rows, size)):
        with connection.cursor() as cursor:
            cursor.executemany(insert, batch)


def _row(link: Link) -> tuple[Any, ...]:
    at = link.at[:-1].replace("T", " ") if connection.vendor == "sqlite" else link.at
    values = link._replace(at=at)._asdict() | {"actor_id": link.actor}
    return tuple(values[name] for name in COLUMNS)
