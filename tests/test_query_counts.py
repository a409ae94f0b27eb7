"""A page asks as many queries for six rows as for two.

The ceilings are what the pages cost today. Whoever needs one query more raises the number, and says for what.
Six are in every one of them (`EVERY`): session, person, absences, memberships (the boards to act for), rights at the
board acted for, how much is unread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Board, Institution
from accounts.roles import Role
from agreements.models import Agreement
from agreements.services import start_agreement
from leerroutes.models import Cooperation, Route
from leerroutes.services import change_cooperation, record_cooperation
from tests.conftest import ClientAs
from tests.factories import MBO, PAIR, VMBO, Party, cooperation_in, play
from workflows.demo import lighter, world
from workflows.demo.cases import TOT, Case

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 6
EVERY = 6

Ask = Callable[..., int]


@pytest.fixture
def ask(client_as: ClientAs, django_assert_max_num_queries: Any) -> Ask:
    """How many queries a page costs on the second visit, which has in memory what a running server has."""

    def count(address: str, *, by: Role = Role.COORDINATOR, party: Party = VMBO, most: int) -> int:
        client = client_as(party(by))
        client.get(address)
        with django_assert_max_num_queries(most) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return count


def with_lines(number: int) -> Case:
    """So many lines; each was saved once, so there are as many events."""
    return replace(PAIR, lines=PAIR.lines * number)


def covering(number: int) -> Agreement:
    """One agreement about so many routes."""
    routes = [Route.objects.get(pk=play("approved").route.pk) for _ in range(number)]
    first = routes[0].starts_on
    return start_agreement(
        routes, actor=VMBO.coordinator, title="Samen", starts_on=first, ends_on=first.replace(year=first.year + 8)
    )


# Six; the number of tasks, a page of tasks with their processes and records, and their boards; for a coordinator the
# cooperations that ask whether the board takes part; boards to narrow down by, tasks by step for the tabs, views kept.
INBOX = EVERY + 3 + 1 + 3

# Six; tasks and their boards, drafts and routes under way with their numbers, what covers them and their tasks (11);
# terms (3), plannings (12); cooperations, tasks at other boards (2).
START = EVERY + 11 + 3 + 12 + 2


@pytest.mark.parametrize(
    ("by", "states"),
    [
        (Role.DIRECTOR, ["submitted"]),
        (Role.COORDINATOR, ["approved", "agreement_draft"]),
        (Role.PARTICIPATION, ["consultation"]),
        (Role.REGISTRAR, ["in_force"]),
    ],
)
def test_inbox(ask: Ask, by: Role, states: list[str]) -> None:
    counts = []
    for size in (FEW, MANY):
        for number in range(size):
            play(states[number % len(states)])
        counts.append(ask(reverse("workflows:inbox"), by=by, most=INBOX))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("by", "states"), [(Role.COORDINATOR, ["draft", "approved", "agreement_draft"]), (Role.DIRECTOR, ["submitted"])]
)
def test_start_page(ask: Ask, by: Role, states: list[str]) -> None:
    """Three of each before, so that every part has rows both times."""
    counts = []
    for size in (3, 6):
        for number in range(size):
            play(states[number % len(states)])
        counts.append(ask(reverse("workflows:start"), by=by, most=START))
    assert counts[0] == counts[1]


# Six; the boards to narrow down by, routes by state for the tabs, the number of them, a page of routes, their parties,
# and the boards of those; views kept.
ROUTE_LIST = EVERY + 6 + 1

# Six; the boards to narrow down by, agreements by state for the tabs, the number of them, a page of them, their
# parties and the boards of those, the links to the routes covered and those routes, the requests to sign (9); the
# approved routes an agreement can begin with, their parties, the boards and contacts of those, institutions and their
# boards (6); views kept.
AGREEMENT_LIST = EVERY + 9 + 6 + 1


@pytest.mark.parametrize(("name", "most"), [("leerroutes:list", ROUTE_LIST), ("agreements:list", AGREEMENT_LIST)])
def test_lists(ask: Ask, name: str, most: int) -> None:
    counts = []
    for size in (FEW, MANY):
        for _ in range(size):
            play("agreement_draft")
            play("approved")
        counts.append(ask(reverse(name), most=most))
    assert counts[0] == counts[1]


# Six; the route with its parties, their boards and contacts, institutions and their boards (6); the agreements whose
# events belong to it, and the number of events (2); for the buttons: takes part, decided, wrote in it (3); open tasks,
# their boards, which are mine (3); facts for the rules: parties, lines, offers, usual pairs, institutions, hours,
# articles (7); decisions, events, lines, partners, agreements, registrations as shown (6); what it began as, reasons
# for warnings (2); which inspectors have access (1); findings, and those of which the events are shown too (2);
# help (1); questions to an adviser, and those of which the events are shown (2).
# Words explained (1). Roles and absences of today (2); planning: covering agreements with their questions, decisions,
# parties and signatures, steps that were moved, bodies, establishments (8). Not the number of events any more (-1).
ROUTE = EVERY + 6 + 2 + 3 + 3 + 7 + 6 + 1 + 1 + 1 + 2 + 1 + 3 + 2 + 1 + 1 + (2 + 8 - 1)  # mail that did not get out
ROUTE += 1  # the processes of the case, by which an index leads to its open tasks
ROUTE += 1  # the last messages


@pytest.mark.parametrize("by", [Role.COORDINATOR, Role.DIRECTOR])
@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_route_with_more_lines_and_events(ask: Ask, state: str, by: Role) -> None:
    routes = [play(state, with_lines(size)).route for size in (FEW, MANY)]
    few, many = [ask(reverse("workflows:route", args=[route.pk]), by=by, most=ROUTE) for route in routes]
    assert few == many


def test_route_with_more_boards(ask: Ask) -> None:
    two, three = [
        ask(
            reverse("workflows:route", args=[play("submitted", case).route.pk]), party=Party(case.boards[0]), most=ROUTE
        )
        for case in (PAIR, TOT)
    ]
    assert two == three


# Six; the agreement and the request to sign it (2); for its text: routes, lines, parties, institutions, their
# boards, partners, the boards that are party, mandates, articles, answers, files, what participation said (12); where
# boards stand on articles (1); the number of events (1); for the buttons of a director, who has most: to decide:
# party, decided, wrote in it (3), to send back: the same, and signed, and party (5), to break off: party and signed
# (2); open tasks, their boards, which are mine (3); boards, consents, signatures, decisions for who is how far (4);
# the routes by name (1); promised documents, signatures not in the file yet, may draft, events, consultations,
# documents, files, signatures (8). Who will be asked: who holds which role, who is away, who did what; bodies,
# institutions, schools of the boards, lines with fewer hours, answers about staff and money; mandates and what they
# reach (10). Help (1). Questions to an adviser, and those of which the events are shown (2).
# Words explained (1).
# Boards bound, roles and absences of today, registrations (4); planning of the routes (12), as on the page of a route.
# While boards sign, every condition of signing, declining, renewing and withdrawing together (6).
AGREEMENT = EVERY + 2 + 12 + 1 + 1 + (3 + 5 + 2) + 3 + 4 + 1 + 8 + 10 + 1 + 2 + 2 + 1  # mail that did not get out
AGREEMENT += 1  # the processes of the case, by which an index leads to its open tasks
AGREEMENT += 1 + 4 + 12 + 6
AGREEMENT += 1  # the last messages


@pytest.mark.parametrize("by", [Role.COORDINATOR, Role.DIRECTOR])
@pytest.mark.parametrize("state", ["agreement_filled", "decision"])
def test_agreement_with_more_lines(ask: Ask, state: str, by: Role) -> None:
    agreements = [play(state, with_lines(size)).agreement for size in (FEW, MANY)]
    few, many = [ask(reverse("workflows:agreement", args=[one.pk]), by=by, most=AGREEMENT) for one in agreements]
    assert few == many


def test_agreement_about_more_routes(ask: Ask) -> None:
    few, many = [ask(reverse("workflows:agreement", args=[covering(size).pk]), most=AGREEMENT) for size in (FEW, MANY)]
    assert few == many


@pytest.mark.parametrize("state", ["decision", "out_for_signature"])
def test_agreement_of_more_boards(ask: Ask, state: str) -> None:
    two, three = [
        ask(
            reverse("workflows:agreement", args=[play(state, case).agreement.pk]),
            party=Party(case.boards[0]),
            most=AGREEMENT,
        )
        for case in (PAIR, TOT)
    ]
    assert two == three


# Six; the number of them, a page of them, their parties and the boards of those; which ones wait for an answer; help.
COOPERATION_LIST = EVERY + 4 + 1 + 1


def test_cooperations(ask: Ask) -> None:
    counts = []
    for size in (FEW, MANY):
        for _ in range(size):
            cooperation_in("asked")
            cooperation_in("confirmed")
        counts.append(ask(reverse("leerroutes:cooperations"), party=MBO, most=COOPERATION_LIST))
    assert counts[0] == counts[1]


# Six; the cooperation, its parties, their boards and contacts (4); schools and their boards, as one (1); the route it
# became, number of events, events (3).
COOPERATION = EVERY + 4 + 1 + 3 + 1  # mail that did not get out


def test_cooperation_with_more_schools_and_events(ask: Ask) -> None:
    few, many = cooperation_in("confirmed"), cooperation_of(world.board("rijnland"), world.board("davinci"))
    for number in range(MANY):
        many = change_cooperation(
            many,
            actor=VMBO.coordinator,
            seen_version=many.version,
            content={"name": f"Keuzedeel {number}"},
            institutions=list(many.institutions.all()),
            contact=VMBO.coordinator.user,
        )
    counts = [ask(one.get_absolute_url(), most=COOPERATION) for one in (few, many)]
    assert counts[0] == counts[1]


def cooperation_of(*boards: Board) -> Cooperation:
    """The school of the proposing board, with those of these boards."""
    schools = Institution.objects.filter(board__in=[VMBO.board, *boards])
    writer = VMBO.coordinator
    content = lighter.ELECTIVE
    return record_cooperation(actor=writer, content=content, institutions=list(schools), contact=writer.user)
