"""The pages of lighter cooperation."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Institution
from leerroutes.models import Cooperation, Route
from leerroutes.upgrading import NEXT_STEPS
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, cooperation_in, route_in
from tests.matrix.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def writer(client_as: ClientAs) -> Client:
    return client_as(VMBO.coordinator)


@pytest.fixture
def partner(client_as: ClientAs) -> Client:
    return client_as(MBO.coordinator)


def to(name: str, *keys: int) -> str:
    return reverse(f"leerroutes:cooperation_{name}", args=keys)


def key(brin: str) -> str:
    return str(Institution.objects.get(brin=brin).pk)


def filled_in(**other: Any) -> dict[str, Any]:
    return {
        "seen_version": "1",
        "name": "Gastlessen techniek",
        "kind": "guest_lessons",
        "description": "Een docent van het mbo geeft les.",
        "since": "2026-08-01",
        "institutions": [key("99ZF"), key("99ZG")],
        "contact": str(VMBO.coordinator.user.pk),
        "then": "save",
        **other,
    }


def send(client: Client, address: str, **data: Any) -> HttpResponse:
    answer = client.post(address, data, headers={"accept-language": "en"})
    assert isinstance(answer, HttpResponse)
    return answer


# --- recording and changing ------------------------------------------------------------------------


def test_record_one(writer: Client) -> None:
    answer = send(writer, to("record"), **filled_in())
    made = Cooperation.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    page = read(writer.get(made.get_absolute_url()))
    assert "Gastlessen techniek" in page.headings[0]
    assert str(MBO.board) in page.html


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"kind": "alles"},
        {"description": ""},
        {"since": "gisteren"},
        {"until": "2020-01-01"},
        {"institutions": []},
        {"institutions": ["geen getal"]},
        {"contact": "999999"},
    ],
)
def test_a_refusal_keeps_what_was_typed(writer: Client, wrong: dict[str, Any]) -> None:
    answer = send(writer, to("record"), **filled_in(**wrong))
    assert answer.status_code == 200
    page = read(answer)
    assert page.errors
    typed = page.forms_to(to("record"))[0].fields
    assert ("description" in wrong) or typed["description"][0].strip() == "Een docent van het mbo geeft les."
    assert not Cooperation.objects.exists()


def test_the_same_name_twice_is_most_often_the_same_button_twice(writer: Client) -> None:
    send(writer, to("record"), **filled_in())
    assert read(send(writer, to("record"), **filled_in())).errors
    assert Cooperation.objects.count() == 1


def test_everything_that_is_missing_is_told_at_once(writer: Client) -> None:
    page = read(send(writer, to("record"), seen_version="1", then="save"))
    for name in ("name", "kind", "description", "since", "contact", "institutions"):
        assert f'href="#id_{name}' in page.html, name


def test_who_writes_it_down_is_suggested_as_the_one_to_ask(writer: Client) -> None:
    page = read(writer.get(to("record")))
    assert page.forms_to(to("record"))[0].fields["contact"] == [str(VMBO.coordinator.user.pk)]


def test_looking_for_a_school_saves_nothing_and_keeps_what_was_typed(writer: Client) -> None:
    answer = send(writer, to("record"), **filled_in(zoek="Helmond", search="1"))
    page = read(answer)
    assert "ROC Ter Aa" in page.html
    assert "De Uilenhof" not in page.html
    form = page.forms_to(to("record"))[0]
    assert form.fields["name"] == ["Gastlessen techniek"]
    assert set(form.fields["institutions"]) == {key("99ZF"), key("99ZG")}
    assert not page.errors
    assert not Cooperation.objects.exists()


def test_change_it_and_see_who_is_asked_again(writer: Client) -> None:
    cooperation = cooperation_in("confirmed")
    page = read(writer.get(to("change", cooperation.pk)))
    assert f"{MBO.board}" in page.html
    form = page.forms_to(to("change", cooperation.pk))[0]
    answer = writer.post(to("change", cooperation.pk), form.filled(name="Anders"))
    assert answer.headers["Location"] == cooperation.get_absolute_url()
    assert Cooperation.objects.get().name == "Anders"
    assert cooperation.parties.get(board=MBO.board).confirmed is None


def test_two_who_write_at_once_see_each_others_work(writer: Client, client_as: ClientAs) -> None:
    cooperation = cooperation_in("asked")
    address = to("change", cooperation.pk)
    form = read(writer.get(address)).forms_to(address)[0]
    writer.post(address, form.filled(name="Van de een"))
    late = writer.post(address, form.filled(name="Van de ander"))
    page = read(late)
    assert late.status_code == 200
    assert "Van de een" in page.html
    assert page.forms_to(address)[0].fields["name"] == ["Van de ander"]
    assert Cooperation.objects.get().name == "Van de een"
    again = writer.post(address, page.forms_to(address)[0].filled())
    assert again.status_code == 302
    assert Cooperation.objects.get().name == "Van de ander"


# --- the other board -------------------------------------------------------------------------------


def test_the_other_board_finds_the_question_and_confirms(partner: Client) -> None:
    cooperation = cooperation_in("asked")
    for place in (reverse("workflows:inbox"), reverse("leerroutes:cooperations")):
        assert cooperation.get_absolute_url() in read(partner.get(place)).links
    assert to("confirm", cooperation.pk) in read(partner.get(cooperation.get_absolute_url())).links
    form = read(partner.get(to("confirm", cooperation.pk))).forms_to(to("confirm", cooperation.pk))[0]
    partner.post(to("confirm", cooperation.pk), form.filled())
    assert cooperation.parties.get(board=MBO.board).contact == MBO.coordinator.user
    assert cooperation.get_absolute_url() not in read(partner.get(reverse("workflows:inbox"))).links


def test_a_page_that_was_read_too_early_confirms_nothing(partner: Client) -> None:
    cooperation = cooperation_in("asked")
    answer = send(partner, to("confirm", cooperation.pk), seen_version="0", contact=str(MBO.coordinator.user.pk))
    assert answer.status_code == 200
    assert read(answer).errors
    assert cooperation.parties.get(board=MBO.board).confirmed is None


def test_taking_off_leads_to_the_list_because_the_page_is_gone(partner: Client) -> None:
    cooperation = cooperation_in("confirmed")
    answer = send(partner, to("leave", cooperation.pk), reason="Wij doen niet mee.")
    assert answer.headers["Location"] == reverse("leerroutes:cooperations")
    assert partner.get(cooperation.get_absolute_url()).status_code == 404


# --- ending and becoming a route -------------------------------------------------------------------


def test_the_last_day_is_not_before_the_first(writer: Client) -> None:
    cooperation = cooperation_in("confirmed")
    answer = send(writer, to("end", cooperation.pk), last_day="2001-01-01", reason="Klaar.")
    assert read(answer).errors
    assert send(writer, to("end", cooperation.pk), last_day="2027-01-01", reason="Klaar.").status_code == 302


def test_the_page_says_what_the_law_asks_before_a_route_is_made(writer: Client) -> None:
    cooperation = cooperation_in("confirmed")
    page = read(writer.get(to("upgrade", cooperation.pk)))
    assert all(step.text.nl.split(".")[0] in page.html for step in NEXT_STEPS)
    answer = writer.post(to("upgrade", cooperation.pk), page.forms_to(to("upgrade", cooperation.pk))[0].filled())
    route = Route.objects.get()
    assert answer.headers["Location"] == reverse("leerroutes:edit", args=[route.pk])
    assert route.get_absolute_url() in read(writer.get(cooperation.get_absolute_url())).links
    assert cooperation.get_absolute_url() in read(writer.get(route.get_absolute_url())).links


def test_every_refusal_on_the_page_says_why(partner: Client) -> None:
    page = read(partner.get(cooperation_in("asked").get_absolute_url()))
    assert str(VMBO.board) in page.html
    assert page.html.count("facts__row") >= 3


def test_everything_that_is_in_the_way_is_told_at_once_with_who_can_help(client_as: ClientAs) -> None:
    """A director makes no route of it, and the other board did not confirm."""
    address = cooperation_in("asked").get_absolute_url()
    page = read(client_as(VMBO.director).get(address, headers={"accept-language": "en"}))
    assert "Only a coordinator of a board that takes part" in page.html
    assert f"{MBO.board} did not confirm yet" in page.html
    for board in (VMBO.board, MBO.board):
        assert f"Who can help: coordinator of {board}" in page.html


def test_what_happened_stands_by_day_and_all_of_it_on_a_page(writer: Client) -> None:
    cooperation = cooperation_in("confirmed")
    page = read(writer.get(cooperation.get_absolute_url(), headers={"accept-language": "en"}))
    whole = reverse("workflows:cooperation_trail", args=[cooperation.pk])
    assert whole in page.links
    assert "Cooperation recorded" in page.html
    shown = writer.get(whole, {"zoek": "recorded"}, headers={"accept-language": "en"})
    assert [event["code"] for group in shown.context["groups"] for event in group["events"]] == [
        "leerroutes.cooperation_recorded"
    ]
    file = writer.get(reverse("workflows:cooperation_trail_file", args=[cooperation.pk, "json"]))
    assert [one["action"] for one in json.loads(file.content)][-1] == "leerroutes.cooperation_recorded"


# --- where it is told ------------------------------------------------------------------------------


def test_the_rule_about_lighter_cooperation_leads_here(writer: Client) -> None:
    here = reverse("leerroutes:cooperations")
    assert here in read(writer.get(reverse("leerroutes:checks", args=[route_in("draft").pk]))).links
    assert here in read(writer.get(reverse("leerroutes:list"))).links


def test_a_route_that_began_otherwise_shows_nothing_of_it(writer: Client) -> None:
    html = read(writer.get(route_in("draft").get_absolute_url())).html
    assert "/samenwerkingen/1" not in html
