"""Submitting, deciding, the turns that ask for a reason, and registering."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerroutes.models import RioRegistration, Route
from tests.conftest import ClientAs
from tests.factories import REASON, Party, route_in


def address(route: Route, name: str) -> str:
    return reverse(f"leerroutes:{name}", args=[route.pk])


# --- submit --------------------------------------------------------------------------------------


def test_a_good_proposal_is_submitted(client_as: ClientAs, vmbo: Party) -> None:
    route = route_in("draft")
    client = client_as(vmbo.coordinator)
    assert "Voorstel indienen" in client.get(address(route, "submit")).content.decode()
    assert client.post(address(route, "submit"))["Location"] == route.get_absolute_url()
    assert Route.objects.get(pk=route.pk).state == "submitted"


def test_submitting_twice_is_refused_in_a_sentence(client_as: ClientAs, vmbo: Party) -> None:
    route, client = route_in("draft"), client_as(vmbo.coordinator)
    client.post(address(route, "submit"))
    again = client.post(address(route, "submit"))
    assert again.status_code == 403
    assert "Alleen een concept of een teruggestuurd voorstel" in again.content.decode()
    assert Route.objects.get(pk=route.pk).round == 1


def test_what_stands_in_the_way_is_listed_line_by_line(client_as: ClientAs, vmbo: Party) -> None:
    route, client = route_in("draft"), client_as(vmbo.coordinator)
    route.lines.update(duration_years=8, first_year=4)
    shown = client.get(address(route, "submit")).content.decode()
    assert "Het voorstel kan nog niet worden ingediend." in shown
    refused = client.post(address(route, "submit"))
    errors = refused.context["form"].non_field_errors()
    assert len(errors) >= 2
    assert all(error.startswith("Lijn 1: ") for error in errors)
    assert Route.objects.get(pk=route.pk).state == "draft"


# --- decide --------------------------------------------------------------------------------------


@pytest.fixture
def submitted(vmbo: Party) -> Route:
    return route_in("submitted")


@pytest.fixture
def director(client_as: ClientAs, vmbo: Party) -> Client:
    return client_as(vmbo.director)


def test_the_director_reads_everything_on_one_page(director: Client, submitted: Route) -> None:
    html = director.get(address(submitted, "decide")).content.decode()
    for words in (submitted.name, submitted.motivation[:30], "Junior accountmanager", "haalt de norm", "Terugsturen"):
        assert words in html


def test_approving_needs_no_reason(director: Client, submitted: Route) -> None:
    director.post(address(submitted, "decide"), {"verdict": "approved"})
    assert submitted.decisions.get().verdict == "approved"


@pytest.mark.parametrize(("verdict", "state"), [("returned", "returned"), ("rejected", "rejected")])
def test_a_no_with_a_reason_is_recorded(director: Client, submitted: Route, verdict: str, state: str) -> None:
    director.post(address(submitted, "decide"), {"verdict": verdict, "reason": REASON})
    route = Route.objects.get(pk=submitted.pk)
    assert (route.state, route.state_reason) == (state, REASON)


@pytest.mark.parametrize("verdict", ["returned", "rejected"])
def test_a_no_without_a_reason_gets_a_sentence(director: Client, submitted: Route, verdict: str) -> None:
    response = director.post(address(submitted, "decide"), {"verdict": verdict, "reason": "  "})
    assert "Schrijf op wat er anders moet, of waarom u nee zegt." in response.content.decode()
    assert not submitted.decisions.exists()


@pytest.mark.parametrize("verdict", ["", "maybe"])
def test_no_button_gets_a_sentence_and_keeps_the_reason(director: Client, submitted: Route, verdict: str) -> None:
    html = director.post(address(submitted, "decide"), {"verdict": verdict, "reason": REASON}).content.decode()
    assert "Kies: goedkeuren, terugsturen of afwijzen." in html
    assert REASON in html


def test_deciding_twice_is_refused_in_a_sentence(director: Client, submitted: Route) -> None:
    director.post(address(submitted, "decide"), {"verdict": "approved"})
    again = director.post(address(submitted, "decide"), {"verdict": "approved"})
    assert again.status_code == 403
    assert "Uw bestuur heeft over deze versie al beslist." in again.content.decode()
    assert submitted.decisions.count() == 1


def test_who_wrote_does_not_get_the_page(client_as: ClientAs, submitted: Route, vmbo: Party) -> None:
    assert client_as(vmbo.coordinator).get(address(submitted, "decide")).status_code == 403


# --- turns that ask for a reason -----------------------------------------------------------------

TURNS = [
    ("withdraw", "draft", "withdrawn", "coordinator"),
    ("suspend", "running", "suspended", "director"),
    ("resume", "suspended", "contracted", "director"),
    ("wind_down", "running", "winding_down", "director"),
    ("end", "winding_down", "ended", "director"),
]


@pytest.mark.parametrize(("name", "before", "after", "who"), TURNS)
def test_a_turn_asks_for_a_reason_and_happens_once(
    client_as: ClientAs, vmbo: Party, name: str, before: str, after: str, who: str
) -> None:
    route, client = route_in(before), client_as(getattr(vmbo, who))
    empty = client.post(address(route, name), {"reason": " "})
    assert "Geef een reden" in empty.content.decode()
    assert Route.objects.get(pk=route.pk).state == before
    assert client.post(address(route, name), {"reason": REASON})["Location"] == route.get_absolute_url()
    assert Route.objects.get(pk=route.pk).state == after
    assert client.post(address(route, name), {"reason": REASON}).status_code == 403


# --- RIO -----------------------------------------------------------------------------------------


@pytest.fixture
def registration(vmbo: Party) -> RioRegistration:
    return route_in("contracted").registrations.get(institution__board=vmbo.board)


@pytest.fixture
def registrar(client_as: ClientAs, vmbo: Party) -> Client:
    return client_as(vmbo.registrar)


def rio(registration: RioRegistration) -> str:
    return reverse("leerroutes:register", args=[registration.pk])


TODAY = timezone.localdate()


def test_a_registration_is_recorded_in_two_steps(registrar: Client, registration: RioRegistration) -> None:
    assert "Stap 1 van 2" in registrar.get(rio(registration)).content.decode()
    registrar.post(rio(registration), {"submitted_on": TODAY.isoformat()})
    page = registrar.get(rio(registration))
    assert "Stap 2 van 2" in page.content.decode()
    assert page.context["form"]["confirmed_on"].value() == TODAY
    registrar.post(rio(registration), {"confirmed_on": TODAY.isoformat(), "register_id": "RIO-1"})
    registration.refresh_from_db()
    assert (registration.state, registration.register_id) == ("confirmed", "RIO-1")
    assert "Deze registratie is bevestigd." in registrar.get(rio(registration)).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Vul in op welke dag de registratie is gestuurd."),
        ("morgen", "Voer een geldige datum in."),
        ((TODAY + timedelta(days=1)).isoformat(), "kan niet in de toekomst liggen"),
    ],
)
def test_a_wrong_first_step_gets_a_sentence(
    registrar: Client, registration: RioRegistration, typed: str, sentence: str
) -> None:
    response = registrar.post(rio(registration), {"submitted_on": typed})
    assert sentence in str(response.context["form"].errors["submitted_on"])
    registration.refresh_from_db()
    assert registration.state == "planned"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"confirmed_on": ""}, "Vul in op welke dag RIO bevestigde."),
        ({"confirmed_on": "2001-01-01"}, "tussen de dag van indienen en vandaag"),
        ({"confirmed_on": (TODAY + timedelta(days=1)).isoformat()}, "tussen de dag van indienen en vandaag"),
        ({"register_id": " "}, "Vul het kenmerk uit de bevestiging in."),
        ({"register_id": "x" * 61}, "60 tekens"),
    ],
)
def test_a_wrong_second_step_gets_a_sentence_and_keeps_what_was_typed(
    registrar: Client, registration: RioRegistration, wrong: dict[str, str], sentence: str
) -> None:
    registrar.post(rio(registration), {"submitted_on": TODAY.isoformat()})
    typed = {"confirmed_on": TODAY.isoformat(), "register_id": "RIO-77"} | wrong
    response = registrar.post(rio(registration), typed)
    assert sentence in str(response.context["form"].errors[next(iter(wrong))])
    assert typed["register_id"].strip() in response.content.decode()


def test_a_step_sent_twice_gets_a_sentence(registrar: Client, registration: RioRegistration) -> None:
    for typed in ({"submitted_on": TODAY.isoformat()}, {"confirmed_on": TODAY.isoformat(), "register_id": "RIO-1"}):
        registrar.post(rio(registration), typed)
        again = registrar.post(rio(registration), typed)
        assert again.status_code == 200
        assert "error-summary" in again.content.decode()


def test_only_a_registrar_of_that_board_gets_the_page(
    client_as: ClientAs, registration: RioRegistration, vmbo: Party, mbo: Party
) -> None:
    assert client_as(vmbo.coordinator).get(rio(registration)).status_code == 403
    assert client_as(mbo.registrar).get(rio(registration)).status_code == 403
