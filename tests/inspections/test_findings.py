"""Findings: an inspector asks, one board answers, the inspector concludes; no other board reads a word of it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django_fsm import TransitionNotAllowed

from accounts.actors import Actor
from accounts.errors import Refusal
from agreements.models import Document
from audit.models import AuditEvent
from audit.pictures.drift import untold
from inspections.dossier.building import build
from inspections.dossier.checking import main
from inspections.errors import InspectionError
from inspections.findings import policies, selectors
from inspections.findings.acts import FINDING_ACTS
from inspections.findings.places import places_of
from inspections.findings.services import ask_again, close_finding, remind, withdraw_finding
from inspections.findings.states import Outcome, State
from inspections.models import AnswerFile, Finding, Round
from leerroutes.models import InspectionAccess
from tests.conftest import ClientAs
from tests.factories import Party, play, route_in
from tests.inspections.findings_cases import answered, in_days, made, pdf
from tests.matrix.pages import read

pytestmark = pytest.mark.django_db
SECRET = "GEHEIM-BEVINDING"


def closed(finding: Finding, actor: Actor, outcome: Outcome = Outcome.ACCEPTED) -> Finding:
    seen = finding.rounds.count()
    return close_finding(finding, actor=actor, seen_round=seen, outcome=outcome, conclusion="Opgelost.")


def trail(finding: Finding) -> list[str]:
    events = AuditEvent.objects.filter(case=f"finding:{finding.pk}").exclude(action="workflows.tasks_moved")
    return [event.action.partition("finding_")[2] for event in events.order_by("number")]


# --- It works, and leaves a trace ------------------------------------------------------------------


def test_from_finding_to_conclusion(inspector: Actor) -> None:
    """Asked, answered with a file, asked again, answered, closed; the trail tells all of it and the rows agree."""
    finding = made()
    assert (finding.state, finding.number) == (State.ASKED, f"BV-{finding.pk:05d}")
    answered(finding, file=pdf())
    again = ask_again(finding, actor=inspector, seen_round=1, question="En het schoolplan?", due_on=in_days(5))
    assert (again.state, again.rounds.count()) == (State.ASKED, 2)
    answered(Finding.objects.get(pk=finding.pk), "Hoofdstuk 4.")
    over = closed(finding, inspector)
    assert (over.state, over.outcome, over.conclusion) == (State.CLOSED, "accepted", "Opgelost.")
    assert trail(finding) == ["made", "answered", "asked_again", "answered", "closed"]
    assert untold(f"finding:{finding.pk}") == untold(f"route:{finding.route_id}") == {}
    file = AnswerFile.objects.get(round__finding=finding)
    told = AuditEvent.objects.filter(action="inspections.finding_answered").earliest("pk")
    assert told.data["sha256"] == file.sha256


def test_it_is_about_what_the_inspector_sees(inspector: Actor) -> None:
    """An event, an article, a document or a point; nothing of another route, and no draft."""
    route, other = play("running").route, play("running").route
    places = [place for group in places_of(route, inspector).values() for place in group]
    assert {place.key.partition(":")[0] for place in places} == {"point", "clause", "document"}
    event = AuditEvent.objects.filter(case=f"route:{route.pk}").earliest("pk")
    for kind in ("point", "clause", "document"):
        about = next(place for place in places if place.key.startswith(kind))
        finding = made(route, about=about.key, text=about.key)
        assert (finding.place, finding.digest) == (about.label, about.digest)
    assert made(route, about=f"event:{event.pk}").digest == event.hash
    foreign = Document.objects.filter(agreement__covered__route=other).exclude(kind="draft").earliest("pk")
    drafts = Document.objects.filter(agreement__covered__route=route, kind="draft")
    elsewhere = AuditEvent.objects.filter(case=f"route:{other.pk}").earliest("pk")
    refused = [f"event:{elsewhere.pk}", f"document:{foreign.pk}", *(f"document:{one.pk}" for one in drafts)]
    for about in (*refused, "event:²", "event:", "point:niets", "clause:1:x", ""):
        with pytest.raises(InspectionError):
            made(route, about=about)


def test_the_pages_from_checklist_to_answer(inspector: Actor, vmbo: Party, client_as: ClientAs) -> None:
    """By clicking only: the link beside a point and beside an event, the form, the answer with a file."""
    route, browser = play("running").route, client_as(inspector)
    page = read(browser.get(reverse("inspections:route", args=[route.pk])))
    link = next(one for one in page.links if one.endswith("?over=point:hours"))
    timeline = read(browser.get(reverse("inspections:trail", args=[route.pk])))
    assert browser.get(next(one for one in timeline.links if "?over=event:" in one)).status_code == 200
    form = read(browser.get(link)).forms_to(link.partition("?")[0])[0]
    typed = form.filled(board=str(vmbo.board.pk), title="Uren", text="Te weinig.", due_on=in_days(9).isoformat())
    assert form.fields["about"] == ["point:hours"]
    address = browser.post(link, typed).headers["Location"]
    assert "Te weinig." in client_as(vmbo.coordinator).get(address).content.decode()

    director, reply = client_as(vmbo.director), f"{address}antwoord/"
    hidden = read(director.get(reply)).forms_to(reply)[0].filled(answer="Wij herstellen het.")
    assert director.post(reply, hidden | {"file": pdf()}).status_code == 302
    page = browser.get(address).content.decode()
    assert "Wij herstellen het." in page
    assert "uren.pdf" in page
    file = browser.get(f"{address}bestand/1/")
    assert b"".join(file.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert file.headers["Content-Disposition"].startswith("attachment")
    told = AuditEvent.objects.filter(action="inspections.downloaded").latest("pk")
    assert told.case == f"finding:{Finding.objects.get().pk}"


# --- Who, and nobody else --------------------------------------------------------------------------


def test_the_other_board_knows_that_there_is_one_and_reads_no_word(
    vmbo: Party, mbo: Party, inspector: Actor, client_as: ClientAs
) -> None:
    finding = made(title=SECRET, text=SECRET)
    answered(finding, SECRET, file=pdf(f"{SECRET}.pdf"))
    finding = closed(finding, inspector)
    route, other = finding.route, client_as(mbo.director)
    assert [one.is_open_to_me for one in selectors.known_in(route, mbo.director)] == [False]
    addresses = [
        route.get_absolute_url(),
        reverse("inspections:route", args=[route.pk]),
        reverse("inspections:findings"),
        *(reverse("inspections:trail", args=[route.pk]) + f"?zoek={word}" for word in ("", SECRET)),
        *(reverse("inspections:trail_file", args=[route.pk, form]) for form in ("json", "csv")),
    ]
    for address in addresses:
        assert SECRET not in other.get(address).content.decode().replace(f"zoek={SECRET}", "").replace(
            f'value="{SECRET}"', ""
        ), address
    assert finding.number in other.get(route.get_absolute_url()).content.decode()
    for address in (finding.get_absolute_url(), f"{finding.get_absolute_url()}bestand/1/"):
        assert other.get(address).status_code == 404
    assert SECRET in client_as(vmbo.coordinator).get(addresses[3]).content.decode()


def test_nobody_else_acts(cast: dict[str, Actor]) -> None:
    asked, done = made(), made(text="Iets anders.")
    answered(done)
    done = Finding.objects.get(pk=done.pk)
    for name, actor in cast.items():
        assert bool(policies.can_make(actor, asked.route)) is (name == "inspector"), name
        assert bool(policies.can_answer(actor, asked)) is (name == "vmbo_director"), name
        assert bool(policies.can_follow_up(actor, done)) is (name == "inspector"), name
        assert bool(policies.can_withdraw(actor, done)) is (name == "inspector"), name
        sees = policies.visible_to(actor).filter(pk=asked.pk).exists()
        assert sees is (name.startswith(("vmbo_", "twin_")) or name in ("inspector", "adviser")), name


def test_whose_access_is_over_sees_nothing_any_more(inspector: Actor) -> None:
    finding = made()
    InspectionAccess.objects.update(valid_until=in_days(-1), valid_from=in_days(-2))
    assert not policies.visible_to(inspector).exists()
    with pytest.raises(PermissionDenied):
        withdraw_finding(finding, actor=inspector, reason="Zo.")


# --- When ------------------------------------------------------------------------------------------


def test_the_days_of_a_question(inspector: Actor, in_english: None, on_day: Callable[[date], None]) -> None:
    """After today, and while the inspector can still read the answer; before it is over the inspector waits."""
    with pytest.raises(InspectionError, match="after today"):
        made(due_on=in_days(0))
    InspectionAccess.objects.update(valid_until=in_days(30))
    with pytest.raises(InspectionError, match="access to this route ends"):
        made(due_on=in_days(31))
    finding = made(due_on=in_days(2))
    with pytest.raises(PermissionDenied, match="may answer until"):
        closed(finding, inspector, Outcome.NOT_ACCEPTED)
    assert not remind(finding)
    on_day(in_days(3))
    assert Finding.objects.get(pk=finding.pk).is_late
    assert selectors.counted(inspector)["late"] == selectors.narrowed(inspector, "late").count() == 1
    with pytest.raises(InspectionError, match="no answer to accept"):
        closed(finding, inspector, Outcome.ACCEPTED)
    late = answered(Finding.objects.get(pk=finding.pk))
    assert late.rounds.get().is_late
    assert not late.is_late
    assert AuditEvent.objects.get(action="inspections.finding_answered").data["late"] is True


def test_without_an_answer_it_can_be_asked_again_or_closed(inspector: Actor, on_day: Callable[[date], None]) -> None:
    first, second = made(due_on=in_days(2)), made(due_on=in_days(2), text="Iets anders.")
    on_day(in_days(3))
    again = ask_again(first, actor=inspector, seen_round=1, question="Alsnog?", due_on=in_days(7))
    assert not Finding.objects.get(pk=again.pk).is_late
    assert selectors.counted(inspector)["late"] == 1
    assert closed(second, inspector, Outcome.NOT_ACCEPTED).state == State.CLOSED


@pytest.mark.parametrize("over", ["closed", "withdrawn"])
def test_what_is_over_stays_as_it_is(over: str, inspector: Actor, vmbo: Party) -> None:
    finding = made()
    answered(finding)
    if over == "closed":
        finding = closed(finding, inspector)
    else:
        finding = withdraw_finding(finding, actor=inspector, reason="Vergissing.")
    with pytest.raises(PermissionDenied):
        answered(finding)
    for act in (
        lambda: closed(finding, inspector),
        lambda: withdraw_finding(finding, actor=inspector, reason="Zo."),
        lambda: ask_again(finding, actor=inspector, seen_round=1, question="Zo?", due_on=in_days(3)),
    ):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(TransitionNotAllowed):
        finding.answer()
    seen = AuditEvent.objects.filter(case=f"route:{finding.route_id}", action="inspections.finding_over")
    assert seen.get().data == {"finding": finding.number, "addressed_to": str(vmbo.board)}


# --- Two tabs, two clicks --------------------------------------------------------------------------


def test_a_second_click_makes_and_answers_nothing_twice(inspector: Actor, in_english: None) -> None:
    finding = made()
    with pytest.raises(InspectionError, match=finding.number):
        made(finding.route)
    answered(finding)
    with pytest.raises(PermissionDenied, match="answered already"):
        answered(finding)
    assert Finding.objects.count() == 1


def test_an_answer_to_an_older_question_is_refused(inspector: Actor, vmbo: Party, client_as: ClientAs) -> None:
    """The page was open while the inspector asked something else; what was typed stays."""
    finding = made()
    address = reverse("inspections:finding_answer", args=[finding.pk])
    director = client_as(vmbo.director)
    form = read(director.get(address)).forms_to(address)[0]
    answered(finding)
    ask_again(finding, actor=inspector, seen_round=1, question="En nu?", due_on=in_days(4))
    page = director.post(address, form.filled(answer="Mijn oude antwoord."))
    assert page.status_code == 200
    assert "Mijn oude antwoord." in page.content.decode()
    assert read(page).errors
    assert Round.objects.get(finding=finding, number=2).answer == ""


def test_words_are_needed_and_the_board_takes_part(inspector: Actor, in_english: None) -> None:
    for empty in ({"title": " "}, {"text": " "}):
        with pytest.raises(InspectionError, match="in words"):
            made(**empty)
    with pytest.raises(InspectionError, match="does not take part"):
        made(board=Party("perron").board)
    with pytest.raises(Refusal):
        answered(made(), " ")


@pytest.mark.parametrize(
    "broken",
    [
        {"point": ""},
        {"code": "kwaliteit"},
        {"state": "closed"},
        {"state": "closed", "conclusion": "x"},
        {"conclusion": "x"},
        {"state": "elders"},
    ],
)
def test_the_database_refuses_what_cannot_be(broken: dict[str, Any]) -> None:
    finding = made()
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(**broken)


def test_a_file_in_quarantine_opens_for_nobody(
    vmbo: Party, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch, run_jobs: Callable[..., list[str]]
) -> None:
    monkeypatch.setattr("accounts.uploads.scanning.is_configured", lambda: True)
    monkeypatch.setattr("accounts.uploads.scanning.virus_in", lambda chunks: "Eicar")
    finding = made()
    answered(finding, file=pdf())
    address = reverse("inspections:finding_file", args=[finding.pk, 1])
    assert client_as(vmbo.director).get(address).status_code == 403
    run_jobs("inspections.scan_answer_file", "agreements.throw_away")
    assert client_as(vmbo.director).get(address).status_code == 403
    assert trail(finding)[-1] == "file_refused"
    assert untold(f"finding:{finding.pk}") == {}


def test_the_list_costs_as_many_queries_for_more(
    vmbo: Party, client_as: ClientAs, django_assert_max_num_queries: Any
) -> None:
    """Four of every page; counts, late ones, the number of them, a page of them, their rounds."""
    route, browser, asked = route_in("submitted"), client_as(vmbo.director), []
    for size in (2, 4):
        for number in range(size):
            made(route, text=f"{size} {number}")
        browser.get(reverse("inspections:findings"))
        with django_assert_max_num_queries(5 + 6) as counted:
            assert browser.get(reverse("inspections:findings")).status_code == 200
        asked.append(len(counted))
    assert asked[0] == asked[1]


def test_the_table_of_rights_says_what_the_policies_answer(
    cast: dict[str, Actor], inspector: Actor, client_as: ClientAs
) -> None:
    """`/rechten/`: for each act and state exactly the role it names; of a board only the one that is addressed."""
    asked, done = made(), made(text="Iets anders.")
    answered(done)
    for finding in (asked, Finding.objects.get(pk=done.pk)):
        for act in FINDING_ACTS:
            may = {name for name, actor in cast.items() if act.ask(actor, finding)}
            wanted = {"inspector"} if act.platform else {"vmbo_director"}
            assert may == (wanted if finding.state in act.states else set()), (act.code, finding.state)
    page = client_as(inspector).get(reverse("agreements:rights")).content.decode()
    assert 'id="findings"' in page


def test_the_inspection_file_holds_the_findings_of_its_reader_only(
    inspector: Actor, vmbo: Party, mbo: Party, tmp_path: Path
) -> None:
    """Chain, answer, file and report, for the inspector and the board; for the other board none of it. It verifies."""
    route = play("running").route
    finding = made(route, title=SECRET, text=SECRET)
    answered(finding, file=pdf())
    for actor, sees in ((inspector, True), (vmbo.director, True), (mbo.director, False)):
        archive = tmp_path / "dossier.zip"
        with archive.open("wb") as out:
            build(route, actor, out)
        assert main([str(archive)], tmp_path) == 0
        with zipfile.ZipFile(archive) as opened:
            names, report = opened.namelist(), opened.read("verslag.html").decode()
        assert (f"gebeurtenissen/finding-{finding.pk}.jsonl" in names) is sees
        assert any(name.startswith(f"bevindingen/{finding.number}/") for name in names) is sees
        assert (SECRET in report) is sees
