"""Nobody acts for another board, in another case, or sends anybody elsewhere."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from agreements.models import Consent, Signature
from leerroutes.models import Route
from tests.factories import MBO, VMBO
from tests.matrix.pages import read
from tests.matrix.stage import Stage, undone
from workflows.demo import world

pytestmark = pytest.mark.django_db


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
