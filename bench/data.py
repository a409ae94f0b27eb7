"""A country full of cases: python -m bench.data --routes 100000 [--events 5000000] [--seed 1]

Into the database of the settings (DATABASE_URL; an empty one that was migrated). For every thousand routes ten boards
(twenty at the least), two hundred people, four hundred agreements and three thousand open tasks; the same every time.
Rows are written in bulk, round the services: no document and no picture of a case comes with them, and nobody can log
in with a password.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import count, islice
from random import Random
from time import perf_counter
from typing import Any, TypeVar

Row = TypeVar("Row")

PEOPLE = 20
"""At each board."""

PLACES = ("Delft", "Zwolle", "Heerlen", "Assen", "Goes", "Almere", "Breda", "Leiden", "Tiel", "Sneek", "Ede", "Hoorn")
NAMES = ("Spectrum", "Meridiaan", "Kompas", "Linde", "Waterland", "Horizon", "Baken", "Veste", "Akkers", "Brug")
FIRST = (
    "Anne",
    "Bilal",
    "Chris",
    "Daan",
    "Emine",
    "Femke",
    "Gijs",
    "Hanna",
    "Ilias",
    "Jip",
    "Karin",
    "Lotte",
    "Mo",
    "Nora",
)
LAST = ("de Wit", "Yilmaz", "Bakker", "van Dijk", "Smit", "el Amrani", "Visser", "Postma", "Hendriks", "Kaya", "Mulder")
SUBJECTS = ("Zorg en welzijn", "Techniek", "Horeca", "Groen", "Maritiem", "Bouwen", "Logistiek", "Media", "Installatie")
ARTICLES = (
    "overlegstructuur",
    "bekostiging",
    "examinering",
    "begeleiding",
    "stage",
    "klachten",
    "overstap",
    "personeel",
)


def many(make: Iterable[Any], model: Any, size: int = 2000) -> int:
    rows, written = iter(make), 0
    while some := list(islice(rows, size)):
        written += len(model._default_manager.bulk_create(some, batch_size=size))
    return written


class Country:
    """What is made, and in what order."""

    def __init__(self, routes: int, seed: int) -> None:
        from accounts.models import Board, User

        self.chance, self.routes = Random(seed), routes
        self.boards_wanted = max(20, routes // 100)
        self.first_board = (Board.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        self.first_person = (User.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1

    def make(self) -> None:
        for step in (
            self.boards,
            self.people,
            self.rights,
            self.make_routes,
            self.agreements,
            self.tasks,
            self.entries,
        ):
            started = perf_counter()
            number = step()
            print(f"{step.__name__}: {number:,} rows in {perf_counter() - started:.0f} s", flush=True)
        self.count_up()

    # --- The register --------------------------------------------------------------------------------

    def boards(self) -> int:
        from accounts.models import Board, Establishment, Institution, Kind

        def name(i: int) -> str:
            return f"Stichting {NAMES[i % 10]} {PLACES[i % 12]} {i}"

        def brin(i: int) -> str:
            return f"{i % 99:02d}{chr(65 + i // 99 // 26 % 26)}{chr(65 + i // 99 % 26)}"

        wanted = range(self.boards_wanted)
        made = [
            Board(pk=self.board(i), name=name(i), number=f"{10000 + i}", seat=PLACES[i % 12], kvk="") for i in wanted
        ]
        schools = [
            Institution(
                pk=900_000 + i, board_id=self.board(i), kind=Kind.MBO if i % 2 else Kind.VO, brin=brin(i),
                name=f"College {name(i)[10:]}",
            )
            for i in wanted
        ]  # fmt: skip
        places = [
            Establishment(
                pk=900_000 + i, institution_id=900_000 + i, code=f"{brin(i)}00", name=f"Locatie {PLACES[i % 12]}",
                place=PLACES[i % 12], province="ZH",
            )
            for i in wanted
        ]  # fmt: skip
        return many(made, Board) + many(schools, Institution) + many(places, Establishment)

    def board(self, i: int) -> int:
        return self.first_board + i % self.boards_wanted

    def person(self, board: int, place: int) -> int:
        """Of the board with this number here, the so manieth."""
        return self.first_person + (board % self.boards_wanted) * PEOPLE + place

    def people(self) -> int:
        from django.utils import timezone

        from accounts.models import Membership, User
        from accounts.roles import Role

        roles = 8 * [Role.COORDINATOR] + 4 * [Role.DIRECTOR] + 3 * [Role.SIGNATORY]
        roles += 2 * [Role.PARTICIPATION] + 2 * [Role.REGISTRAR] + [Role.ADVISER]
        now, since = timezone.now(), date(2025, 8, 1)
        every = [(board, place) for board in range(self.boards_wanted) for place in range(PEOPLE)]
        people = (
            User(
                pk=self.person(board, place), name=f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}",
                email=f"p{place}@bestuur{board}.example", password="!",
            )
            for board, place in every
        )  # fmt: skip
        held = (
            Membership(
                user_id=self.person(board, place), board_id=self.board(board), role=roles[place], valid_from=since,
                confirmed=now,
            )
            for board, place in every
        )  # fmt: skip
        return many(people, User) + many(held, Membership)

    def rights(self) -> int:
        from django.contrib.auth.models import Permission

        from accounts.models import BoardUserPermission
        from accounts.permissions import drift

        named = dict(Permission.objects.filter(content_type__app_label="accounts").values_list("codename", "pk"))
        rows = (
            BoardUserPermission(user_id=user, content_object_id=board, permission_id=named[right])
            for user, board, right in sorted(drift().missing)
        )
        return many(rows, BoardUserPermission)

    # --- Cases -----------------------------------------------------------------------------------------

    def parties(self, i: int) -> list[int]:
        """The boards of a route, by their number here: a vmbo and an mbo board, and every other time one more."""
        vo, mbo = 2 * (i % (self.boards_wanted // 2)), 2 * (i * 7 % (self.boards_wanted // 2)) + 1
        return [vo, mbo] + ([(vo + 2) % self.boards_wanted] if i % 2 else [])

    def make_routes(self) -> int:
        from accounts.models import Institution
        from leerroutes.models import Domain, Profile, RioRegistration, Route, RouteLine, RouteParty

        states = ("submitted", "submitted", "submitted", "approved", "approved", "contracted", "contracted", "draft")
        profile, domain = Profile.objects.first(), Domain.objects.first()
        self.first_route = (Route.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        self.state = [states[i % 8] for i in range(self.routes)]

        def line(i: int) -> RouteLine:
            vo, mbo, *_more = self.parties(i)
            return RouteLine(
                route_id=self.first_route + i, number=1, establishment_id=900_000 + vo, leerweg="BB", profile=profile,
                mbo_institution_id=900_000 + mbo, level="mbo-2", domain=domain, duration_years=4, total_hours=4000,
                guided_hours=2500, bpv_hours=1000,
            )  # fmt: skip

        every = range(self.routes)
        made = (
            Route(
                pk=self.first_route + i, name=f"{SUBJECTS[i % 9]} {PLACES[i * 5 % 12]} {i}", start_year=2026 + i % 3,
                motivation=f"Voor leerlingen met belangstelling voor {SUBJECTS[i * 5 % 9].lower()}.",
                proposed_by_id=self.board(self.parties(i)[0]), created_by_id=self.person(self.parties(i)[0], i % 8),
                state=self.state[i], round=0 if self.state[i] == "draft" else 1,
            )
            for i in every
        )  # fmt: skip
        written = many(made, Route)
        taking = (
            RouteParty(route_id=self.first_route + i, board_id=self.board(b)) for i in every for b in self.parties(i)
        )
        through = Route.institutions.through
        schools = (
            through(route_id=self.first_route + i, institution_id=900_000 + b) for i in every for b in self.parties(i)
        )
        self.first_registration = 1 + (
            RioRegistration.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        )
        contracted = [i for i in every if self.state[i] == "contracted"]
        self.registrations = [(i, b) for i in contracted for b in self.parties(i)]
        told = (
            RioRegistration(pk=self.first_registration + n, route_id=self.first_route + i, institution_id=900_000 + b)
            for n, (i, b) in enumerate(self.registrations)
        )
        assert Institution.objects.filter(pk=900_000).exists()
        written += many(taking, RouteParty) + many(schools, through) + many(map(line, every), RouteLine)
        return written + many(told, RioRegistration)

    def agreements(self) -> int:
        """Two of five routes: those with a contract first."""
        from agreements.clauses import library
        from agreements.models import Agreement, AgreementParty, AgreementRoute

        self.first_agreement = (Agreement.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        order = {"contracted": 0, "approved": 1, "submitted": 2, "draft": 3}
        covered = sorted(range(self.routes), key=lambda i: order[self.state[i]])[: self.routes * 2 // 5]
        self.covered = {i: self.first_agreement + n for n, i in enumerate(covered)}
        self.agreement_state = {
            i: "in_force" if self.state[i] == "contracted" else ("draft", "decision", "draft")[i % 3] for i in covered
        }
        made = (
            Agreement(
                pk=pk, title=f"Samenwerking {SUBJECTS[i % 9]} {PLACES[i * 5 % 12]} {i}",
                library_version=library.current(),
                starts_on=date(2026 + i % 3, 8, 1), ends_on=date(2034, 7, 31), state=self.agreement_state[i],
                started_by_id=self.board(self.parties(i)[0]), created_by_id=self.person(self.parties(i)[0], i % 8),
                round=0 if self.agreement_state[i] == "draft" else 1,
            )
            for i, pk in self.covered.items()
        )  # fmt: skip
        taking = (
            AgreementParty(agreement_id=pk, board_id=self.board(b))
            for i, pk in self.covered.items()
            for b in self.parties(i)
        )
        about = (AgreementRoute(agreement_id=pk, route_id=self.first_route + i) for i, pk in self.covered.items())
        return many(made, Agreement) + many(taking, AgreementParty) + many(about, AgreementRoute)

    # --- Work --------------------------------------------------------------------------------------------

    def tasks(self) -> int:
        """What the flows would ask now, of every board."""
        from django.db import connection
        from viewflow.workflow.models import Process, Task

        from workflows.flows import AgreementFlow, ProposalFlow, StartFlow

        first = (Process.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        numbers = count(first)
        opened: list[tuple[int, Any, str, int, list[tuple[Any, int, dict[str, int]]]]] = []
        by_route: dict[int, list[tuple[int, int]]] = {}
        for n, (i, b) in enumerate(self.registrations):
            by_route.setdefault(i, []).append((b, self.first_registration + n))
        for i in range(self.routes):
            own = [self.board(b) for b in self.parties(i)]
            asks = {"submitted": ProposalFlow.decide, "approved": ProposalFlow.begin_agreement}.get(self.state[i])
            if asks is not None:
                opened.append(
                    (next(numbers), ProposalFlow, "proposal", self.first_route + i, [(asks, b, {}) for b in own])
                )
            if i in by_route:
                told = [(StartFlow.register, self.board(b), {"registration": r}) for b, r in by_route[i]]
                opened.append((next(numbers), StartFlow, "start", self.first_route + i, told))
            if i in self.covered and self.agreement_state[i] != "in_force":
                asks = AgreementFlow.write if self.agreement_state[i] == "draft" else AgreementFlow.decide
                opened.append(
                    (next(numbers), AgreementFlow, "agreement", self.covered[i], [(asks, b, {}) for b in own])
                )
        written = many((Process(pk=pk, flow_class=flow) for pk, flow, *_rest in opened), Process)
        for name, column in (("proposal", "route"), ("start", "route"), ("agreement", "agreement")):
            sql = f"INSERT INTO workflows_{name}process (process_ptr_id, {column}_id) VALUES (%s, %s)"  # nosec
            with connection.cursor() as cursor:
                cursor.executemany(sql, [(pk, record) for pk, _flow, kind, record, _asked in opened if kind == name])
        asked = (
            Task(
                process_id=pk, flow_task=node, flow_task_type="HUMAN", status="NEW", data={"board": board, **data},
                owner_permission=node._owner_permission, owner_permission_obj_pk=str(board),
            )
            for pk, _flow, _kind, _record, many_asked in opened
            for node, board, data in many_asked
        )  # fmt: skip
        return written + many(asked, Task)

    # --- To be found -------------------------------------------------------------------------------------

    def entries(self) -> int:
        """As `rebuild_search` would; but of each agreement eight short articles: to write 40,000 out takes hours."""
        from workflows.search.entries import SOURCES, of_article
        from workflows.search.keeping import store

        def rows() -> Iterator[Any]:
            for kind, wanted in (
                ("board", self.boards_wanted),
                ("person", self.boards_wanted * PEOPLE),
                ("route", self.routes),
            ):
                first = {"board": self.first_board, "person": self.first_person, "route": self.first_route}[kind]
                for start in range(first, first + wanted, 500):
                    yield from SOURCES[kind][1](range(start, min(start + 500, first + wanted)))
            yield from self._agreement_entries(of_article)

        numbered = count()
        store((next(numbered), one)[1] for one in rows())
        return next(numbered)

    def _agreement_entries(self, article: Callable[..., Any]) -> Iterator[Any]:
        from workflows.search.entries import entry
        from workflows.search.models import Kind

        for i, pk in self.covered.items():
            title = f"Samenwerking {SUBJECTS[i % 9]} {PLACES[i * 5 % 12]} {i} (SOK-{pk:05d})"
            yield entry(Kind.AGREEMENT, f"agreement:{pk}", title, agreement_id=pk)
            for number, subject in enumerate(ARTICLES, 1):
                words = f"Partijen regelen de {subject} in {PLACES[(i + number) % 12]} met {self.chance.choice(NAMES)}."
                yield article(pk, f"{number}", None, f"{number} Over de {subject}\n{words}")

    def count_up(self) -> None:
        """What has been given a key goes on after it; and the planner knows how much there is."""
        from django.apps import apps
        from django.core.management.color import no_style
        from django.db import connection

        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(statement)
            cursor.execute("ANALYZE")


def events(country: Country, wanted: int) -> int:
    """Spread over the routes in chains that fit, by the coordinators of the board that proposed."""
    from . import ledger

    each = max(1, wanted // country.routes)

    def links() -> Iterator[Any]:
        for i in range(country.routes):
            board, end = country.parties(i)[0], ledger.End()
            for place in range(each):
                person = (country.person(board, place % 8), "Iemand", country.board(board), f"Bestuur {board}")
                link = ledger._event(f"route:{country.first_route + i}", end, place, person)
                end = ledger.End(link.number, link.hash, end.at + ledger.PACE)
                yield link

    ledger._write(links())
    return each * country.routes


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--routes", type=int, default=100_000)
    asked.add_argument("--events", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from django.db import transaction

    from workflows.demo import world

    with transaction.atomic():
        world.build_world()
    country = Country(given.routes, given.seed)
    country.make()
    if given.events:
        started = perf_counter()
        print(f"events: {events(country, given.events):,} in {perf_counter() - started:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
