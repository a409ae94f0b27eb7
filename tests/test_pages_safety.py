"""What holds on every page: nothing leaks, nothing is done by looking, by guessing or by writing something nasty.

The stage is the one of the permission matrix, but everything its boards wrote is `WORDS`: a secret and an attack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from agreements.models import Agreement, Consent, Document, Signature
from agreements.paper.pdf import render_pdf
from audit.models import AuditEvent
from config.headers import PERMISSIONS, POLICY
from jobs.models import Job
from leerroutes.models import Route
from tests.factories import MBO, VMBO, run_jobs
from tests.matrix.company import ANONYMOUS, PEOPLE, READERS, STRANGERS
from tests.matrix.pages import Page, body, is_page, read
from tests.matrix.rows import Row, address_of, sent_by
from tests.matrix.stage import Stage, built_stage, undone
from tests.test_permission_matrix import MATRIX
from workflows.demo import world

pytestmark = pytest.mark.django_db

SECRET = "GEHEIM7Q"
ATTACK = """<script>alert(1)</script>"'><img src=x onerror=alert(1)>{{ 7|add:7 }}\u202e\u2066é"""
WORDS = f"{SECRET} {ATTACK}"
PAGES = [row for row in MATRIX if row.get]
DEEDS = [row for row in MATRIX if row.post]
FORMS = [row for row in DEEDS if row.form]
STRICT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
}
OPEN = {"account_login", "account_logout", "account_signup", "set_language"}
OURS = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
ASKED = re.compile(r'\.GET(?:\.get|\.getlist)?[(\[]"(\w+)"|^    (\w+) = (?:forms\.)?\w+Field\(', re.MULTILINE)
CODE = [path.read_text() for folder in OURS for path in folder.rglob("*.py") if "migrations" not in path.parts]
PARAMETERS = {name for code in CODE for found in ASKED.findall(code) for name in found if name}
"""Every name that our code takes from an address, and of every field of a form."""


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with built_stage(django_db_blocker, WORDS) as built:
        yield built


def somebody_of(people: frozenset[str]) -> str:
    """A member of a board before anybody else, an anonymous visitor last."""
    return min(people, key=lambda name: (name == ANONYMOUS, name in STRANGERS, name))


# --- Every page ----------------------------------------------------------------------------------


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_a_page_is_whole_and_safe(row: Row, stage: Stage) -> None:
    """One heading, a title, a language, tokens in forms; nothing inline, also when somebody wrote an attack."""
    with undone():
        response = stage.browser(somebody_of(row.get)).get(address_of(row, stage))
        sent = body(response)
    headers_are_strict(response)
    if response.headers.get("Content-Type", "").startswith("text/html"):
        assert not attacks(sent.decode())
    if is_page(response):
        assert read(response).problems == []


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_what_stands_in_the_address_is_shown_as_words(row: Row, stage: Stage) -> None:
    """On every page every parameter that our code asks anywhere, forms that only ask included."""
    with undone():
        response = stage.browser(somebody_of(row.get)).get(address_of(row, stage), dict.fromkeys(PARAMETERS, ATTACK))
        sent = body(response)
    assert response.status_code in {200, 302, 400, 404}
    assert "alert(1)>" not in response.headers.get("Location", "")
    if response.headers.get("Content-Type", "").startswith("text/html"):
        assert attacks(sent.decode()) == []


def test_the_parameters_were_found() -> None:
    assert {"page", "zoek", "wat", "stand"} <= PARAMETERS


def headers_are_strict(response: Any) -> None:
    """Django's, ours and the policy; one page shows a document in itself, and only documents may be shown so."""
    rules = dict(one.strip().partition(" ")[::2] for one in response.headers["Content-Security-Policy"].split(";"))
    looser = {"object-src": "'self'", "frame-src": "'self'"} if rules["object-src"] == "'self'" else {}
    if response.headers["X-Frame-Options"] == "SAMEORIGIN":
        looser["frame-ancestors"] = "'self'"
    assert rules == {name: " ".join(map(str, sources)) for name, sources in POLICY.items()} | looser  # type: ignore[call-overload]
    assert not looser or response.resolver_match.view_name in {"agreements:sign", "agreements:document"}
    for name, value in STRICT.items():
        assert response.headers[name] == value
    assert response.headers["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}
    assert {"private", "no-store", "no-cache"} & set(response.headers["Cache-Control"].split(", "))


def attacks(html: str) -> list[str]:
    """What would run, or fall out of its quotes."""
    page = Page(html)
    raw = [bad for bad in ("<script>alert", "<img src=x", "onerror=alert(1)>") if bad in html]
    return raw + [fault for fault in page.faults if "inline script" in fault or fault.startswith("on")]


@pytest.mark.parametrize("who", ["coordinator", "outsider", ANONYMOUS])
def test_refusals_are_pages_in_dutch_with_a_way_back(who: str, stage: Stage) -> None:
    for address, statuses in {
        "/bestaat/niet/": {404, 302},
        reverse("leerroutes:decide", args=[stage.routes["submitted"].pk]): {403, 404, 302},
        reverse("accounts:access"): {403, 302},
        reverse("workflows:route", args=[10**30]): {404, 302},
    }.items():
        response = stage.browser(who).get(address)
        assert response.status_code in statuses, address
        headers_are_strict(response)
        if response.status_code != 302:
            page = read(response)
            assert page.problems == []
            assert page.lang == "nl"
            assert "/" in page.links
            assert "Naar de startpagina" in page.html


def test_a_failure_of_ours_shows_no_trace(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError(f"wachtwoord={SECRET}")

    monkeypatch.setattr("workflows.selectors.tasks_for", fail)
    response = stage.browser("coordinator", raise_request_exception=False).get(reverse("workflows:inbox"))
    page = read(response)
    assert response.status_code == 500
    assert page.headings == ["Er ging bij ons iets mis"]
    assert (page.lang, page.problems) == ("nl", [])
    assert not [word for word in ("Traceback", "RuntimeError", SECRET, ".py", "wachtwoord=") if word in page.html]
    headers_are_strict(response)


# --- What goes out -------------------------------------------------------------------------------


def test_every_mail_is_plain_words_to_one_person(stage: Stage) -> None:
    with undone():
        names = {name for name in Job.objects.exclude(state="done").values_list("name", flat=True) if ".mail_" in name}
        run_jobs(*names)
    assert len(names) > 2
    assert [one for one in mail.outbox if SECRET in f"{one.subject}{one.body}"], "no mail holds what was written"
    for one in mail.outbox:
        message = one.message()
        assert message.get_content_type() == "text/plain"
        assert (len(one.recipients()), message["Bcc"], "\n" in one.subject) == (1, None, False)
        assert "&lt;script" not in one.body


def test_a_document_full_of_attacks_does_nothing_and_fetches_nothing(stage: Stage) -> None:
    """Its source shows them as words; in the file nothing acts, and a link leads to us or to the law."""
    sources = list(Document.objects.filter(source__contains=SECRET).values_list("source", flat=True))
    assert sources
    assert [found for source in sources for found in attacks(source) if not found.startswith("inline style")] == []
    with pikepdf.open(BytesIO(render_pdf(min(sources, key=len)))) as pdf:
        parts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        assert not {str(one.get("/S")) for one in parts} & ACTIONS
        assert not [one for one in parts if {"/JS", "/JavaScript", "/OpenAction", "/AA"} & set(one.keys())]
        links = {str(one["/URI"]) for one in parts if "/URI" in one}
    assert not {link for link in links if not link.startswith((settings.BASE_URL, "https://wetten.overheid.nl/"))}


ACTIONS = {f"/{name}" for name in ("JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "Rendition")}


# --- Lists, cases and inboxes agree ----------------------------------------------------------------


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_lists_show_exactly_what_can_be_opened(who: str, stage: Stage) -> None:
    browser = stage.browser(who)
    for listing, detail, records in (
        ("leerroutes:list", "leerroutes:checks", Route.objects.all()),
        ("agreements:list", "workflows:agreement_status", Agreement.objects.all()),
    ):
        listed = _listed(browser, reverse(listing))
        opened = {r.get_absolute_url() for r in records if _opens(browser, reverse(detail, args=[r.pk]))}
        assert opened == listed
        for address in sorted(listed)[:1]:
            assert _opens(browser, address)


def _listed(browser: Client, address: str) -> set[str]:
    """Every case in the list, page after page."""
    found: set[str] = set()
    for number in range(1, 20):
        page = read(browser.get(address, {"page": number}))
        rest = {link: link.removeprefix(address).removesuffix("/") for link in page.links if link.startswith(address)}
        links = {link for link, number in rest.items() if number.isdigit()}
        if links <= found:
            return found
        found |= links
    raise AssertionError("The list never ends.")


def _opens(browser: Client, address: str) -> bool:
    answer = browser.get(address).status_code
    assert answer in {200, 404}
    return answer == 200


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_every_task_in_the_inbox_can_be_opened(who: str, stage: Stage) -> None:
    browser = stage.browser(who)
    main = read(browser.get(reverse("workflows:inbox"))).html.partition("<main")[2].partition("</main>")[0]
    work = {link for link in Page(main).links if link.startswith(("/routes/", "/overeenkomsten/", "/medez", "/regis"))}
    assert {link: browser.get(link).status_code for link in work} == dict.fromkeys(work, 200)
    if who in STRANGERS - {"outsider"} or who in {"inspector", "adviser"}:
        assert not [link for link in work if link.count("/") > 2]


# --- Nothing leaks ---------------------------------------------------------------------------------


SHOWN = {"agreements:verify_found", "agreements:verify_json", "workflows:calendar_feed"}
"""Who knows the fingerprint or the code of a document holds that document, and may know of which agreement it is; and
who has the secret address of a calendar was given it by its owner."""


@pytest.mark.parametrize("who", sorted(STRANGERS))
def test_strangers_read_not_a_word(who: str, stage: Stage) -> None:
    """Neither on the pages they find by following links, nor at the addresses of the others."""
    browser, seen = stage.browser(who), {}
    for address in [address_of(row, stage) for row in PAGES if row.name.partition(":")[1] and row.name not in SHOWN]:
        seen[address] = body(browser.get(address)).decode(errors="replace")
    for _round in range(2):
        for address in {link.partition("#")[0] for html in list(seen.values()) for link in _links(html)} - set(seen):
            if len(seen) < 150:
                seen[address] = body(browser.get(address)).decode(errors="replace")
    assert not [address for address, html in seen.items() if SECRET in html]


def _links(html: str) -> list[str]:
    here = [link for link in Page(html).links if link.startswith("/") and not link.startswith("/static/")]
    return [link for link in here if "/account/" not in link]


def test_the_words_are_there_for_those_who_may_read_them(stage: Stage) -> None:
    """Otherwise the tests above would prove nothing."""
    for who in ("coordinator", "partner_director", "inspector"):
        browser = stage.browser(who)
        for record in (stage.routes["returned"], stage.agreements["answered"], stage.agreements["returned"]):
            assert SECRET in browser.get(record.get_absolute_url()).content.decode()
        for name, pk in (("agreements:text", stage.agreements["answered"].pk), ("leerroutes:list", None)):
            assert SECRET in browser.get(reverse(name, args=[pk] if pk else [])).content.decode()


# --- Nobody acts for another -------------------------------------------------------------------------


@pytest.mark.parametrize("board", ["²", "-1", "abc", "", "9" * 40, "\x00", "1 OR 1=1"])
def test_nobody_acts_for_a_board_that_is_not_there(board: str, stage: Stage) -> None:
    with undone():
        browser = stage.browser("coordinator")
        assert browser.post(reverse("accounts:act_for"), {"board": board}).status_code == 403
        assert str(VMBO.board) in browser.get("/").content.decode()


def test_a_board_in_a_hidden_field_changes_nothing(stage: Stage) -> None:
    """The decision is that of the board acted for, whatever else is sent along."""
    route, partner = stage.routes["submitted"], str(MBO.board.pk)
    for field in ("board", "board_id", "party", "actor", "acting_for", "decided_by"):
        with undone():
            data = {"verdict": "approved", field: partner}
            response = stage.browser("director").post(reverse("leerroutes:decide", args=[route.pk]), data)
            assert response.status_code == 302
            assert [decision.board for decision in route.decisions.all()] == [VMBO.board]


def test_a_stolen_session_key_names_no_foreign_board(stage: Stage) -> None:
    """Also a session that says another board gets only what the memberships of today give."""
    with undone():
        browser = stage.browser("outsider")
        session = browser.session
        session["acting_for"] = VMBO.board.pk
        session.save()
        assert browser.get(stage.routes["submitted"].get_absolute_url()).status_code == 404
        assert str(VMBO.board) not in browser.get("/").content.decode()


def test_signing_needs_the_fingerprint_of_this_very_document(stage: Stage) -> None:
    agreement = stage.agreements["out_for_signature"]
    address = reverse("agreements:sign", args=[agreement.pk])
    others = [document.sha256 for document in stage.elsewhere["out_for_signature"].documents.exclude(sha256="")]
    drafts = [document.sha256 for document in agreement.documents.filter(kind="draft")]
    assert others
    assert drafts
    for seen in (*others, *drafts, "", "²", "\x00", "a" * 64):
        with undone():
            data = {"read": "on", "password": world.PASSWORD, "seen_sha256": seen}
            response = stage.browser("signatory").post(address, data)
            assert response.status_code == 200
            assert read(response).errors
            assert not Signature.objects.filter(agreement=agreement).exists()


def test_agreeing_needs_the_fingerprint_of_these_very_words(stage: Stage) -> None:
    agreement = stage.agreements["returned"]
    for seen in ("", "²", "a" * 64, "\x00"):
        with undone():
            response = stage.browser("coordinator").post(
                reverse("agreements:text", args=[agreement.pk]), {"seen_sha256": seen}
            )
            assert response.status_code == 200
            assert read(response).errors
            assert not Consent.objects.filter(agreement=agreement).exists()


def test_what_belongs_to_another_case_is_not_found_in_this_one(stage: Stage) -> None:
    ours, theirs = stage.agreements["filled"], stage.elsewhere["filled"]
    foreign = theirs.covered.get().route
    for address in (
        reverse("agreements:clause_of_route", args=[ours.pk, "F", foreign.pk]),
        reverse("agreements:clause_preview_of_route", args=[ours.pk, "F", foreign.pk]),
        reverse("agreements:clause", args=[ours.pk, "bestaat-niet"]),
        reverse("agreements:clause", args=[ours.pk, "F"]),
        reverse("leerroutes:line_edit", args=[stage.routes["draft"].pk, 2]),
    ):
        assert stage.browser("coordinator").post(address).status_code == 404, address


def test_the_outsider_cannot_take_our_route_along(stage: Stage) -> None:
    with undone():
        route = Route.objects.get(pk=stage.elsewhere["route_approved"].pk)
        address = reverse("agreements:start", args=[route.pk])
        data = read(stage.browser("outsider").get(address)).forms_to(address)[0].filled()
        data["others"] = [str(stage.routes["approved"].pk)]
        stage.browser("outsider").post(address, data)
        assert Route.objects.get(pk=stage.routes["approved"].pk).agreement_number == ""


def test_nobody_asks_the_bodies_of_another_board(stage: Stage) -> None:
    agreement, today = stage.agreements["complete"], "2026-11-01"
    with undone():
        data = {}
        for body_pk in MBO.board.participation_bodies.values_list("pk", flat=True):
            data |= {f"body-{body_pk}-cooperation": "advice", f"body-{body_pk}-asked_on": today}
        response = stage.browser("coordinator").post(reverse("agreements:ask", args=[agreement.pk]), data)
        assert response.status_code == 200
        assert read(response).errors
        assert not agreement.consultations.exists()


def test_nobody_makes_a_stranger_the_contact_of_a_board(stage: Stage) -> None:
    route = stage.routes["draft"]
    address = reverse("leerroutes:edit", args=[route.pk])
    with undone():
        browser = stage.browser("coordinator")
        data = read(browser.get(address)).forms_to(address)[0].filled()
        data[f"contact_{VMBO.board.pk}"] = [str(stage.company["outsider"].user.pk)]
        assert browser.post(address, data).status_code == 200
        assert not route.parties.filter(contact=stage.company["outsider"].user).exists()


def test_a_line_stays_within_the_schools_of_the_route(stage: Stage) -> None:
    route = stage.routes["draft"]
    address = reverse("leerroutes:line_edit", args=[route.pk, 1])
    foreign = stage.elsewhere["route_draft"].lines.all()[0]
    with undone():
        browser = stage.browser("coordinator")
        for field, value in (
            ("establishment", foreign.establishment_id),
            ("mbo_institution", foreign.mbo_institution_id),
        ):
            data = read(browser.get(address)).forms_to(address)[0].filled(**{field: str(value)})
            response = browser.post(address, data)
            assert response.status_code == 200
            assert read(response).errors


# --- Forms -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", DEEDS, ids=str)
def test_nothing_is_done_without_the_token_of_the_page(row: Row, stage: Stage) -> None:
    who, address = somebody_of(row.post), address_of(row, stage)
    with undone():
        data = sent_by(row, stage, who, address)
        before = AuditEvent.objects.count()
        response = stage.browser(who, enforce_csrf_checks=True).post(address, data)
        assert response.status_code == 403
        assert AuditEvent.objects.count() == before
        assert read(response).problems == []
        assert "Laad de pagina" in read(response).html or read(response).lang == "nl"


AGAIN_IS_FINE = {"agreements:draft_document", "account_change_password", "accounts:own_data"}
AGAIN_IS_FINE |= {"workflows:calendars", "workflows:calendar_of_route"}
"""Asking twice for the same document gives the same document; the old password is wrong by then, which is counted; and
each time somebody fetches their data is told. A new address of a calendar is shown: the last one counts."""


@pytest.mark.parametrize("row", DEEDS, ids=str)
def test_the_same_button_twice_does_it_once(row: Row, stage: Stage) -> None:
    who, address = somebody_of(row.post), address_of(row, stage)
    with undone():
        data, browser = sent_by(row, stage, who, address), stage.browser(who)
        browser.post(address, data)
        after_once = AuditEvent.objects.count()
        again = browser.post(address, data)
        assert again.status_code in {200, 302, 403, 404, 409}
        if row.name in AGAIN_IS_FINE:
            return
        assert AuditEvent.objects.count() == after_once
        if row.trace and again.status_code == 200:
            assert read(again).errors, "no sentence says why nothing happened"


NASTY = ("²", "9" * 40, "\x00", WORDS, "ë" * 10_000)


@pytest.mark.parametrize("nasty", NASTY, ids=lambda value: ascii(value)[:12])
@pytest.mark.parametrize("row", FORMS, ids=str)
def test_nasty_words_are_refused_or_shown_as_words(row: Row, nasty: str, stage: Stage) -> None:
    """In all fields at once, and in each that holds a key or a number."""
    who, address = somebody_of(row.post), address_of(row, stage)
    with undone():
        good = sent_by(row, stage, who, address)
        bad = [dict.fromkeys(good, nasty)] + [good | {name: nasty} for name in _keys(good)]
    for data in bad if len(nasty) < 50 else bad[:1]:
        with undone():
            response = stage.browser(who).post(address, data, follow=True)
            assert response.status_code in {200, 403, 404}
            if is_page(response):
                assert not attacks(response.content.decode())


def _keys(data: dict[str, Any]) -> list[str]:
    """Fields that hold something short with a number in it; some say enough of a long form."""
    flat = {name: value[0] if isinstance(value, list) and value else value for name, value in data.items()}
    return [name for name, value in flat.items() if str(value).isdigit() or "TOTAL" in name][:6]


@pytest.mark.parametrize("nasty", NASTY, ids=lambda value: ascii(value)[:12])
def test_nasty_words_break_no_fragment_and_no_extra_button(nasty: str, stage: Stage) -> None:
    """The live checks, the norm, the search, and where a button says it leads."""
    pk = stage.routes["draft"].pk
    edit, line = reverse("leerroutes:edit", args=[pk]), reverse("leerroutes:line_edit", args=[pk, 1])
    checks, browser = reverse("leerroutes:checks", args=[pk]), stage.browser("coordinator")
    proposal = read(browser.get(edit)).forms_to(edit)[0].filled()
    typed = read(browser.get(line)).forms_to(line)[0].filled()
    for address, data in (
        (checks, {"line": nasty}),
        (checks, proposal | {"institutions": nasty, "start_year": nasty}),
        (checks, typed | {"line": "1", "duration_years": nasty, "qualification": nasty, "total_hours": nasty}),
        (line, typed | {"norm": "1", "duration_years": nasty, "learning_mode": nasty}),
        (edit, proposal | {"then": nasty}),
        (edit, proposal | {"then": f"-{nasty}"}),
        (edit, proposal | {"search": "1", "zoek": nasty}),
    ):
        with undone():
            response = browser.post(address, data)
            assert response.status_code in {200, 302}
            assert not attacks(response.content.decode())


WRITTEN = set(
    "name title reason motivation owner guidance remarks function document_reference related_motivation".split()
)


@pytest.mark.parametrize("row", FORMS, ids=str)
def test_words_come_back_as_words(row: Row, stage: Stage) -> None:
    """In every field somebody writes in: what the next page shows of it is text, or a sentence says what is wrong."""
    who, address, words = somebody_of(row.post), address_of(row, stage), f"TERUG9K {ATTACK}"
    with undone():
        good = sent_by(row, stage, who, address)
    for name in [name for name in good if name.rpartition("-")[2] in WRITTEN]:
        with undone():
            response = stage.browser(who).post(address, good | {name: words}, follow=True)
            assert not attacks(response.content.decode())
            assert "TERUG9K &lt;script&gt;" in response.content.decode() or read(response).errors


QUERIES = ("page", "zoek", "stand", "state", "bestuur", "persoon", "verlopen", "next")


@pytest.mark.parametrize("nasty", [*NASTY[:-1], "-1", "", "ë" * 500], ids=lambda value: ascii(value)[:12])
def test_nasty_addresses_break_nothing(nasty: str, stage: Stage) -> None:
    for who, name in (
        ("coordinator", "workflows:inbox"),
        ("coordinator", "leerroutes:list"),
        ("coordinator", "agreements:list"),
        ("administrator", "accounts:access"),
        ("administrator", "accounts:invite"),
        ("administrator", "accounts:grant_role"),
        ("administrator", "accounts:grant_mandate"),
    ):
        response = stage.browser(who).get(reverse(name), dict.fromkeys(QUERIES, nasty))
        assert response.status_code in {200, 404}
        assert not attacks(response.content.decode())


ELSEWHERE = ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "https:evil.example"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_sent_to_another_site(address: str, stage: Stage) -> None:
    answers: list[HttpResponse] = []
    with undone():
        login = {"login": stage.company["coordinator"].user.email, "password": world.PASSWORD, "next": address}
        answers.append(Client().post(reverse("account_login"), login))
        answers.append(Client().post(f"{reverse('account_login')}?next={address}", login))
        acting = {"board": str(VMBO.board.pk), "next": address}
        answers.append(stage.browser("coordinator").post(reverse("accounts:act_for"), acting))
        answers.append(stage.browser("coordinator").post(reverse("set_language"), {"language": "en", "next": address}))
        answers.append(stage.browser("coordinator").post(reverse("account_logout"), {"next": address}))
    assert [answer.status_code for answer in answers] == [302] * 5
    places = [answer.headers["Location"] for answer in answers]
    assert not [place for place in places if "evil" in place or "script" in place or place.startswith(("//", "/\\"))]
    assert all(place.startswith("/") for place in places)


def test_the_readers_of_the_stage_have_boards(stage: Stage) -> None:
    """The company is what the tests above take it for."""
    nowhere = {name for name, actor in stage.company.items() if actor.board is None}
    assert nowhere == STRANGERS - {"outsider"} | {"inspector"}
    assert len({actor.board.pk for actor in stage.company.values() if actor.board}) == 3
    assert READERS < PEOPLE
    assert settings.DEBUG is False
