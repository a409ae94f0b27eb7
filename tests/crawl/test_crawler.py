"""Everybody follows every link: nothing breaks, nothing is offered that cannot be opened, nobody reads another's words.

Who may read what is said here anew, from who takes part in which case; not asked of the program.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from accounts.models import SavedView, User
from agreements import services as archive
from agreements.clauses import library
from agreements.clauses.templates import Template
from agreements.facts import covered_routes
from agreements.model_clauses import answers_of
from agreements.models import Agreement
from agreements.notice import earliest_end
from agreements.states import Audience
from inspections.findings.services import ask_again, close_finding
from inspections.findings.states import Outcome
from leerroutes.enums import PlanStep
from leerroutes.models import InspectionAccess, Route, Scope
from leerroutes.services import move_step, release_to_inspectors
from tests.crawl import rarely
from tests.crawl.crawling import Crawler, kind_of, words
from tests.crawl.planting import MARKER, fields, plant
from tests.factories import PAIR, VMBO, Party, cooperation_in, play
from tests.inspections import findings_cases as findings
from tests.matrix.company import assemble
from tests.matrix.stage import _log_in, of_the_test, undone
from tests.quick import be_quick
from workflows.demo.cases import CASES, Case
from workflows.messages.services import write_message

pytestmark = pytest.mark.django_db

PAGES = int(os.environ.get("CRAWL_PAGES", "75"))
"""For each person."""

OTHER = replace(
    PAIR,
    name="Met een ander",
    boards=("spinoza", "davinci"),
    lines=(replace(PAIR.lines[0], mbo="99ZC", related_motivation="Het past bij elkaar."),),
    partners=(("hbo", "Een hogeschool erbij"),),
)
"""The proposing board with a board that nobody of the first case knows."""

PEOPLE = {
    "coordinator": ("spinoza",),
    "partner_director": ("rijnland",),
    "both_as_director": ("rijnland", "spinoza"),
    "adviser": ("spinoza",),
    "davinci": ("davinci",),
    "outsider": ("a12",),
    "former": (),
    "inspector": (),
    "administrator": (),
}
"""Who crawls, and for which boards they work today; the first is the one acted for."""


@dataclass
class World:
    browsers: dict[str, str]
    cases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """`a3`, and the boards that take part in it."""
    early: set[str] = field(default_factory=set)
    """Cases that no inspector sees yet: never complete, never submitted."""
    planted: set[str] = field(default_factory=set)
    crawled: dict[str, Crawler] = field(default_factory=dict)
    boards: dict[int, str] = field(default_factory=dict)

    people: dict[int, set[str]] = field(default_factory=dict)
    """For which boards somebody works, or did."""
    users: dict[str, int] = field(default_factory=dict)

    def may_read(self, name: str, kind: str, pk: int) -> bool:
        """What the law of this place is, in words: a case is for its boards; the rest is each board's own."""
        mine, case = set(PEOPLE[name]), f"{kind}{pk}"
        if case in self.cases:
            return self.takes_part(name, case)
        if kind == "t":
            return pk == self.users[name]
        if kind == "q":
            return name in {"coordinator", "adviser"}
        if kind == "b":
            return self.boards[pk] in PEOPLE[name][:1] or name == "administrator"
        near = {slug for case, boards in self.cases.items() if self.takes_part(name, case) for slug in boards} | mine
        if kind == "f":
            return self.boards[pk] in PEOPLE[name] or name == "inspector"
        if kind == "n":
            return name == "administrator" or self.boards[pk] in near
        if kind == "p":
            theirs = self.people[pk]
            return not theirs or bool(theirs & near) or name in {"administrator", "former"}
        return name in {"i": {"administrator", "inspector", *OF_RIJNLAND}, "s": {"administrator"}}.get(kind, set())

    def takes_part(self, name: str, case: str) -> bool:
        inspected = "rijnland" in self.cases[case] and case not in self.early
        return bool(set(PEOPLE[name]) & set(self.cases[case])) or (name == "inspector" and inspected)


OF_RIJNLAND = {"partner_director", "both_as_director"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, of_the_test():
        be_quick(patch)
        company = assemble() | {"davinci": Party("davinci").coordinator}
        built = World({name: _log_in(company[name]) for name in PEOPLE})
        built.users = {name: company[name].user.pk for name in PEOPLE}
        built.boards = {Party(slug).board.pk: slug for slug in {*sum(PEOPLE.values(), ()), "perron"}}
        InspectionAccess.objects.all().update(scope=Scope.BOARD, board=Party("rijnland").board)
        for case, states in CASES_PLAYED:
            for until in states:
                _play(built, case, until)
        rarely.ask_around(Route.objects.earliest("pk"), company["adviser"], findings.inspector())
        for person in User.objects.all():
            held = person.memberships.exclude(board=None).values_list("board", flat=True)
            built.people[person.pk] = {built.boards.get(pk, "elsewhere") for pk in held}
        kept = Template("Kort en goed", "sok", tuple(one.code for one in library.load().clauses))
        archive.keep_template(kept, actor=company["coordinator"])
        SavedView.objects.create(
            person_id=built.users["coordinator"], listing="routes", name="Mijn", query="stand=running"
        )
        for state in ("asked", "confirmed"):
            made = cooperation_in(state, "Samen op weg gaan")
            built.cases[f"c{made.pk}"] = ("spinoza", "rijnland")
        built.planted = plant()
        yield built
        transaction.set_rollback(True)


CASES_PLAYED: tuple[tuple[Case, tuple[str, ...]], ...] = (
    (PAIR, ("submitted", "agreement_filled", "decision", "out_for_signature", "running")),
    (OTHER, ("draft", "agreement_filled", "out_for_signature", "in_force")),
    (CASES["perron"], ("agreement_filled",)),
)


def _play(built: World, case: Case, until: str) -> None:
    playing = play(until, case)
    boards = playing.parties
    built.cases[f"r{playing.route.pk}"] = boards
    if until == "draft":
        built.early.add(f"r{playing.route.pk}")
        _plan(playing.route)
    if (agreement := getattr(playing, "agreement", None)) is None:
        return
    built.cases[f"a{agreement.pk}"] = boards
    if until == "agreement_filled":
        built.early.add(f"a{agreement.pk}")
        _talk(agreement, [Party(slug) for slug in boards])
    if until == "decision":
        rarely.give_reasons(playing.route, agreement)
        rarely.take_along(playing.route, agreement, findings.inspector())
    if until == "out_for_signature":
        (rarely.say_no if case is PAIR else rarely.take_back)(agreement)
    if until == "running":
        _look_back(playing.route, agreement)
    if until == "in_force":
        day = earliest_end(agreement, findings.in_days(0))
        archive.give_notice(agreement, actor=VMBO.director, ends_on=day, grounds="Wij gaan anders verder.")


def _talk(agreement: Agreement, parties: list[Party]) -> None:
    """Each board says something to all and something among itself, writes in private, keeps it and attaches a file."""
    at: dict[str, Any] = {"code": "partijen", "route": None}
    clause = library.load()["partijen"]
    for party in parties:
        writer = party.coordinator
        for audience in Audience:
            archive.comment(agreement, actor=writer, audience=audience, body="Een woord.", **at)
        mine = dict(answers_of(agreement)["partijen", None]) | {"purpose": "Wat wij zelf willen."}
        archive.keep_draft(agreement, actor=writer, based_on=1, seen_version=0, data=mine, **at)
        archive.keep_variant(agreement, actor=writer, clause=clause, name=f"Voor {agreement.pk}", data=mine)
        file = SimpleUploadedFile("stuk.pdf", b"%PDF-1.7 " + party.slug.encode())
        for case in (agreement, *covered_routes(agreement)):
            for audience in Audience:
                write_message(case, actor=writer, audience=audience, body="Nog een woord.")
        archive.attach_file(agreement, actor=writer, title="Een stuk erbij", file=file, part=archive.Part())


def _look_back(route: Route, agreement: Agreement) -> None:
    """An inspector puts something to one board, is answered, asks again and closes it; the boards evaluate the year."""
    finding = findings.answered(findings.made(route), file=findings.pdf())
    again = {"question": "Wat komt er nog?", "due_on": findings.in_days(5)}
    finding = ask_again(finding, actor=findings.inspector(), seen_round=1, **again)
    finding = findings.answered(finding)
    done = {"outcome": Outcome.ACCEPTED, "conclusion": "Zo is het goed."}
    close_finding(finding, actor=findings.inspector(), seen_round=2, **done)
    year, day = findings.in_days(0).year - 1, findings.in_days(0)
    held = {"start_year": year, "held_on": day, "conclusion": "Het gaat goed.", "file": findings.pdf("evaluatie.pdf")}
    archive.record_evaluation(agreement, actor=VMBO.coordinator, **held)


def _plan(route: Route) -> None:
    """A step is planned otherwise, and one of the boards opens what it keeps closed to inspectors."""
    days = {"begins_on": findings.in_days(30), "ends_on": findings.in_days(40)}
    move_step(route, PlanStep.DRAFT, actor=VMBO.coordinator, reason="Zo komt het uit.", seen_version=0, **days)
    release_to_inspectors(route, actor=VMBO.director, until=findings.in_days(5), reason="Om mee te lezen.")


# --- What is planted ---------------------------------------------------------------------------------


def test_a_marker_stands_in_every_field_that_holds_words(world: World) -> None:
    missing = {str(one) for one in fields()} - world.planted
    assert missing == NOT_PLAYED


NOT_PLAYED = {
    "agreements.Agreement.added",
    "agreements.Agreement.template",
    "agreements.AgreementTemplate.answers",
    "agreements.AgreementTemplate.clauses",
}
"""Fields of records that no case here has: each is planted as soon as one has it, and then leaves this list."""


# --- What everybody finds ----------------------------------------------------------------------------


def crawled(world: World, name: str) -> Crawler:
    if name not in world.crawled:
        browser = Client(raise_request_exception=False)
        browser.cookies[settings.SESSION_COOKIE_NAME] = world.browsers[name]
        with undone():
            world.crawled[name] = Crawler(browser, PAGES).run()
    return world.crawled[name]


def foreign(world: World, name: str, pages: dict[str, str]) -> set[str]:
    """Where this person reads what they may not."""
    found = set()
    for address, told in pages.items():
        for kind, pk, number in MARKER.findall(told):
            if not world.may_read(name, kind, int(pk)):
                found.add(f"{fields()[int(number)]} of {kind}{pk} at {address}")
    return found


@pytest.mark.parametrize("name", PEOPLE)
def test_who_follows_every_link_meets_no_failure_and_nobody_elses_words(name: str, world: World) -> None:
    done = crawled(world, name)
    assert done.dead == {}
    assert foreign(world, name, done.found) == set()
    assert len(done.found) > 10


def test_insiders_read_the_markers(world: World) -> None:
    """Else nothing above proves anything: what is planted is read by somebody, the private lane by its own board."""
    read = {found for name in PEOPLE for told in crawled(world, name).found.values() for found in MARKER.findall(told)}
    seen = {str(fields()[int(number)]) for _kind, _pk, number in read}
    assert seen >= LANE, f"not read by anybody: {LANE - seen}"
    assert len(seen) > 45, sorted({str(one) for one in fields()} - seen)


LANE = {
    "agreements.Comment.body",
    "workflows.Message.body",
    "agreements.PrivateDraft.data",
    "agreements.ClauseVariant.name",
    "agreements.AgreementTemplate.name",
}


@pytest.mark.parametrize("name", ["outsider", "former", "davinci", "administrator"])
def test_what_others_found_opens_nothing_of_theirs(name: str, world: World) -> None:
    """Every address that anybody was led to, typed by somebody else."""
    found = {address for other in PEOPLE for address in crawled(world, other).found}
    others = {kind_of(address): address for address in sorted(found - set(crawled(world, name).found))}.values()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = world.browsers[name]
    with undone():
        told = {address: words(browser.get(address)) for address in others}
    assert foreign(world, name, told) == set()
