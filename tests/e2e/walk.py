"""The main job, from proposal to running, by the people whose job it is. With JavaScript or without, the same steps."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from django.utils.timezone import localdate
from playwright.sync_api import expect
from pypdf import PdfReader

from accounts.actors import Actor
from agreements import services as archive
from agreements.clauses import library
from agreements.clauses.examples import example_data
from agreements.facts import facts_of
from agreements.model_clauses import clauses_of
from agreements.models import Agreement
from leerroutes.models import Profile, Qualification, Route
from tests.e2e.conftest import EMPTY_PDF, Opens
from tests.e2e.people import Person, nl
from tests.factories import PAIR, Party, code_of, run_jobs
from workflows.demo.world import PASSWORD
from workflows.tasks import fire_timers

Travel = Callable[[date], None]
LINE = PAIR.lines[0]
BY_HAND = ("partijen", "definities", "C")


@dataclass
class Team:
    """The people of one board, each with a browser of their own; directors carry a phone."""

    party: Party
    coordinator: Person
    director: Person
    participation: Person
    signatory: Person
    registrar: Person


@dataclass
class Walk:
    """One route on its way. `name` is what it will be called."""

    vmbo: Team
    mbo: Team
    name: str = PAIR.name
    year: int = field(default_factory=lambda: localdate().year)

    @property
    def teams(self) -> tuple[Team, Team]:
        return self.vmbo, self.mbo

    @property
    def route(self) -> Route:
        return Route.objects.get(name=self.name)

    @property
    def agreement(self) -> Agreement:
        return Agreement.objects.get(covered__route=self.route)

    # --- The proposal ---

    def propose(self) -> None:
        writer = self.vmbo.coordinator
        writer.visit("/routes/")
        writer.follow("New proposal")
        writer.fill_in("Name of the route", self.name)
        writer.choose("Continuous route vmbo-mbo (DLR)")
        writer.select("School year of start", str(self.year))
        writer.fill_in("Why this route", PAIR.motivation)
        writer.press("Make a draft and go on")
        writer.see("The draft is there. Choose who takes part, and add lines.")
        writer.choose("'s Gravendreef College").choose("mboRijnland")
        writer.press("Save the draft")
        writer.see("Saved. This is still a draft; it is not submitted.")
        for team in self.teams:
            writer.select(str(team.party.board), team.party.coordinator.user.name)
        self.add_line(writer)
        writer.press("Save and go to submitting")
        writer.press("Submit the proposal")
        writer.see("The proposal is submitted. The director of every board is asked to decide.")

    def add_line(self, writer: Person) -> None:
        day = date(self.year, 8, 1)
        writer.press("Save and add a line")
        writer.select("Vmbo establishment", "'s Gravendreef College")
        writer.choose("Advanced vocational track (KB)")
        writer.select("Profile", str(Profile.objects.on(day).get(slug=LINE.profile)))
        writer.select("Mbo institution", "mboRijnland")
        writer.select("Mbo level", nl("Level 4, middle management programme"))
        writer.select("Qualification", str(Qualification.objects.on(day).get(code=LINE.code)))
        writer.fill_in("Length of the mbo programme in years", str(LINE.nominal))
        writer.fill_in("Length of the whole route in years", str(LINE.years))
        writer.press("Fill in the norm")
        writer.see("The hours of the norm are filled in. They are not saved yet.")
        writer.press("Save the line")
        writer.see("The line is saved.")

    def approve_proposal(self) -> None:
        for team in self.teams:
            team.director.open_task("Decide on the proposal", about=self.name)
            team.director.see("In short").press("Approve")
            team.director.see("You approved the proposal on behalf of %(board)s.", board=team.party.board)

    # --- The agreement ---

    def write_agreement(self) -> None:
        writer = self.vmbo.coordinator
        writer.open_task("Start the agreement", about=self.name)
        writer.press("Start the agreement")
        writer.see("The agreement is a draft now. Fill in the articles one by one.")
        self.write_by_hand(writer)
        self.write_the_rest()

    def write_by_hand(self, writer: Person) -> None:
        writer.follow("Partijen en overwegingen")
        writer.fill_in("Aanleiding en doel", "Vmbo en mbo zitten in hetzelfde gebouw.")
        writer.press("Put on the table and go on")
        expect(writer.page.get_by_role("heading", level=1)).to_contain_text("Begripsbepalingen")
        writer.fill_in("Begrip", "routecoördinator").fill_in("Betekenis", "wie de dagelijkse uitvoering regelt")
        writer.press("Add a row")
        second = writer.page.get_by_role("group", name=re.compile(rf"^\s*{nl('Row %(number)s', number=2)}"))
        writer.fill_in("Begrip", "praktijklokaal", second).fill_in("Betekenis", "het lokaal van de instelling", second)
        writer.press("Put on the table")
        writer.see("het lokaal van de instelling")
        writer.follow("Back to the agreement").follow("Informatie en verantwoording")
        writer.fill_in("Aantal verslagen per schooljaar", "3")
        writer.fill_in("Wanneer", "in november, maart en juni")
        for team in self.teams:
            writer.fill_in(str(team.party.board), "het bestuur")
        writer.choose("Instroom per leerjaar").choose("Uitval en overstap")
        writer.fill_in("Reactietermijn van de besturen in weken", "4")
        writer.press("Put on the table")
        writer.see("complete")

    def write_the_rest(self) -> None:
        """By the service, with example data: the forms of three articles were tried above."""
        agreement, actor = self.agreement, self.vmbo.party.coordinator
        facts, shelf = facts_of(agreement), library.load(agreement.library_version)
        for clause, place in clauses_of(facts, shelf):
            if clause.code not in BY_HAND:
                archive.save_clause(
                    agreement,
                    actor=actor,
                    code=clause.code,
                    route=self.route if place else None,
                    seen_version=0,
                    data=example_data(clause, facts, place),
                )

    def agree(self) -> None:
        for team in self.teams:
            team.coordinator.open_task("Fill in the agreement and agree with the text", about=self.name)
            team.coordinator.follow("Read the text and agree").press("Agree with this text")
            team.coordinator.see("You agreed with this text on behalf of %(board)s.", board=team.party.board)

    def consult(self) -> None:
        for team in self.teams:
            team.coordinator.open_task("Put the text before the participation bodies", about=self.name)
            team.coordinator.press("Record that these bodies are asked")
            team.coordinator.see("It is recorded which participation bodies you asked.")
        for team in self.teams:
            for _question in self.agreement.consultations.filter(board=team.party.board):
                self.answer(team.participation)

    def answer(self, member: Person) -> None:
        member.open_task("Give advice or consent", about=self.name)
        expect(member.button("Record the answer")).to_be_visible()  # counting does not wait for the page
        gives_advice = member.page.get_by_label(nl("Positive advice"), exact=True).count() == 1
        member.choose("Positive advice" if gives_advice else "Consent given")
        member.attach("Letter", {"name": "brief.pdf", "mimeType": "application/pdf", "buffer": EMPTY_PDF})
        member.press("Record the answer")
        expect(member.page.get_by_role("status")).to_contain_text(
            re.compile(nl("The answer of %(body)s is recorded.", body=".*"))
        )

    def decide(self) -> None:
        for team in self.teams:
            director = team.director.open_task("Decide on the agreement", about=self.name)
            letter = director.page.get_by_role("link", name="brief.pdf").first.get_attribute("href")
            assert director.fetch(str(letter)) == EMPTY_PDF
            director.press("Approve")
            director.see("You approved the agreement on behalf of %(board)s.", board=team.party.board)

    def sign(self) -> None:
        run_jobs()
        for team in self.teams:
            signatory = team.signatory.open_task("Sign the agreement", about=self.name)
            signatory.choose("I have read this document and sign it on behalf of my board.")
            code = code_of(team.party.signatory.user)
            signatory.fill_in("Your password", PASSWORD).fill_in("Code from your app", code).press("Sign")
            signatory.see("You signed on behalf of %(board)s.", board=team.party.board)
        run_jobs()

    # --- The start ---

    def register(self) -> None:
        today = localdate()
        for number, team in enumerate(self.teams):
            registrar = team.registrar.open_task("Register the route in RIO", about=self.name)
            registrar.fill_in("Sent to RIO on", (today - timedelta(days=1)).isoformat()).press("Record")
            registrar.see("It is recorded that the registration was sent to RIO.")
            registrar.fill_in("Confirmed by RIO on", today.isoformat())
            registrar.fill_in("Identifier in RIO", f"RIO-{number}").press("Record")
            registrar.see("The confirmation is recorded.")

    def begin(self) -> None:
        """Everything is registered; the clock does the rest."""
        self.vmbo.coordinator.visit(self.route.get_absolute_url())
        self.vmbo.coordinator.see("reported to the minister")
        fire_timers()

    def all_of_it(self) -> None:
        for step in (
            self.propose,
            self.approve_proposal,
            self.write_agreement,
            self.agree,
            self.consult,
            self.decide,
            self.sign,
            self.register,
            self.begin,
        ):
            step()


def from_proposal_to_running(window: Opens, vmbo: Party, mbo: Party, on_day: Travel, *, script: bool) -> None:
    """All of it, everybody logged in by hand; at the end two people see that it runs and open the document."""

    def team(party: Party) -> Team:
        def comes_in(actor: Actor, phone: bool = False) -> Person:
            return window(phone=phone, script=script).log_in(actor.user.email)

        return Team(
            party,
            coordinator=comes_in(party.coordinator),
            director=comes_in(party.director, phone=True),
            participation=comes_in(party.participation),
            signatory=comes_in(party.signatory),
            registrar=comes_in(party.registrar),
        )

    walk = Walk(team(vmbo), team(mbo))
    first_day = date(walk.year, 8, 1)
    if localdate() < first_day:
        on_day(first_day)
    walk.all_of_it()
    quiet = {
        walk.vmbo.coordinator: "Nobody has to do anything now.",
        walk.mbo.director: "Nobody waits for this. You can:",
    }
    for someone, sentence in quiet.items():
        someone.visit(walk.route.get_absolute_url())
        expect(someone.page.locator(".page-head .badge")).to_have_text(nl("running"))
        someone.see(sentence)
        someone.follow(f"{walk.agreement.number}:")
        expect(someone.page.locator(".page-head .badge")).to_have_text(nl("in force"))
        files = documents_of(someone)
        assert files.keys() == {nl("agreement for signature"), nl("signed agreement")}
    for file in set(files.values()):
        read_pdf(file, walk)


def documents_of(reader: Person) -> dict[str, bytes]:
    """Name and content of each document; each is the file whose fingerprint stands beside it."""
    files: dict[str, bytes] = {}
    for document in reader.page.locator("#documenten .document").all():
        link = document.get_by_role("link")
        file = reader.fetch(str(link.get_attribute("href")))
        assert sha256(file).hexdigest() == re.sub(r"\s", "", document.locator(".digest").inner_text())
        files[link.inner_text()] = file
    return files


def read_pdf(file: bytes, walk: Walk) -> None:
    assert file.startswith(b"%PDF")
    pages = PdfReader(io.BytesIO(file)).pages
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    assert len(pages) > 5
    for word in (str(walk.vmbo.party.board), str(walk.mbo.party.board), walk.agreement.number, "praktijklokaal"):
        assert word in text, word
