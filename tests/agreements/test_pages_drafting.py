"""The list, starting an agreement, its title and dates."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from accounts.actors import Actor
from agreements.models import Agreement
from agreements.views import listing
from tests.agreements.pages import complaint_at, nl, queries, says, words
from tests.conftest import ClientAs
from tests.factories import PAIR, Party, agreement_in, route_in
from workflows.demo.cases import CASES

pytestmark = pytest.mark.django_db
LIST = reverse("agreements:list")


def test_the_list_shows_what_one_may_see(client_as: ClientAs, vmbo: Party, outsider: Actor) -> None:
    agreement = agreement_in("draft")
    assert agreement.title in words(client_as(vmbo.director).get(LIST))
    elsewhere = client_as(outsider).get(LIST)
    assert agreement.title not in words(elsewhere)
    assert says(elsewhere, "No agreements here")


def test_the_list_filters_by_state_in_the_address(client_as: ClientAs, vmbo: Party) -> None:
    agreement = agreement_in("draft")
    client = client_as(vmbo.director)
    assert agreement.title in words(client.get(LIST, {"state": "draft"}))
    assert agreement.title not in words(client.get(LIST, {"state": "in_force"}))
    assert agreement.title in words(client.get(LIST, {"state": "nonsense", "page": "x"}))


def test_the_list_goes_on_at_a_next_page(client_as: ClientAs, vmbo: Party, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PER_PAGE", 1)
    first, second = agreement_in("draft"), agreement_in("draft")
    client = client_as(vmbo.director)
    assert f"{second.number}<" in words(client.get(LIST))
    assert f"{first.number}<" in words(client.get(LIST, {"page": "2"}))


def test_the_list_costs_the_same_for_one_and_for_many(client_as: ClientAs, vmbo: Party) -> None:
    agreement_in("draft")
    route_in("approved")
    client = client_as(vmbo.coordinator)
    before = queries(client, LIST)
    for _more in range(3):
        agreement_in("draft")
        route_in("approved")
    assert queries(client, LIST) == before


def test_a_coordinator_starts_and_takes_another_route_along(client_as: ClientAs, vmbo: Party) -> None:
    route, other = route_in("approved"), route_in("approved")
    address = reverse("agreements:start", args=[route.pk])
    client = client_as(vmbo.coordinator)
    page = words(client.get(address))
    assert other.number in page
    assert 'value="2034-07-31"' in page
    answer = client.post(
        address, {"title": "Samen sterk", "starts_on": "01-08-2026", "ends_on": "", "others": [other.pk]}
    )
    agreement = Agreement.objects.get()
    assert answer.headers["Location"] == agreement.get_absolute_url()
    assert (agreement.title, agreement.starts_on, agreement.ends_on) == ("Samen sterk", date(2026, 8, 1), None)
    assert [covered.route for covered in agreement.covered.all()] == [route, other]


def test_routes_with_other_boards_are_not_offered(client_as: ClientAs, vmbo: Party) -> None:
    route = route_in("approved")
    elsewhere = route_in("approved", CASES["tot"])
    address = reverse("agreements:start", args=[route.pk])
    client = client_as(vmbo.coordinator)
    assert elsewhere.number not in words(client.get(address))
    client.post(address, {"title": "Samen", "starts_on": "2026-08-01", "others": [elsewhere.pk]})
    assert [covered.route for covered in Agreement.objects.get().covered.all()] == [route]


def test_wrong_terms_get_a_sentence_and_are_kept(client_as: ClientAs, vmbo: Party) -> None:
    address = reverse("agreements:start", args=[route_in("approved").pk])
    client = client_as(vmbo.coordinator)
    answer = client.post(address, {"title": " ", "starts_on": "2026-08-01", "ends_on": "2025-07-31"})
    assert answer.status_code == 200
    assert complaint_at(answer, "id_title", "This field is required.")
    assert complaint_at(answer, "id_ends_on", "The agreement must end after it starts.")
    assert 'value="2025-07-31"' in words(answer)
    answer = client.post(address, {"title": "Een titel", "starts_on": "0026-08-01"})
    assert complaint_at(answer, "id_starts_on", "Choose a day after the year 1999.")
    assert 'value="Een titel"' in words(answer)
    assert not Agreement.objects.exists()


def test_starting_twice_is_told(client_as: ClientAs, vmbo: Party) -> None:
    address = reverse("agreements:start", args=[route_in("approved").pk])
    client, terms = client_as(vmbo.coordinator), {"title": "Samen", "starts_on": "2026-08-01"}
    assert client.post(address, terms).status_code == 302
    again = client.post(address, terms)
    assert again.status_code == 403
    number = Agreement.objects.get().number
    assert says(again, "This route is already part of agreement %(number)s.", number=number)


def test_title_and_dates_change(client_as: ClientAs, vmbo: Party) -> None:
    agreement = agreement_in("draft")
    address = reverse("agreements:terms", args=[agreement.pk])
    terms = {"title": "Anders", "starts_on": "2027-08-01", "ends_on": "2033-07-31", "seen_version": agreement.version}
    client = client_as(vmbo.coordinator)
    assert f'name="seen_version" value="{agreement.version}"' in words(client.get(address))
    assert client.post(address, terms).status_code == 302
    agreement = Agreement.objects.get(pk=agreement.pk)
    assert (agreement.title, agreement.starts_on) == ("Anders", date(2027, 8, 1))


@pytest.mark.parametrize("seen", ["0", "", "x", "-1", "9" * 40])
def test_who_saves_second_sees_both_and_can_save_again(client_as: ClientAs, vmbo: Party, seen: str) -> None:
    agreement = agreement_in("draft")
    address = reverse("agreements:terms", args=[agreement.pk])
    client = client_as(vmbo.coordinator)
    mine = {"title": "Mijn titel", "starts_on": "2026-08-01", "seen_version": seen}
    answer = client.post(address, mine)
    assert says(answer, "As it is saved now")
    assert agreement.title in words(answer)
    assert 'value="Mijn titel"' in words(answer)
    assert Agreement.objects.get(pk=agreement.pk).title == agreement.title
    assert f'name="seen_version" value="{agreement.version}"' in words(answer)
    assert client.post(address, mine | {"seen_version": agreement.version}).status_code == 302


def test_who_may_not_write_is_told_why(client_as: ClientAs, vmbo: Party, outsider: Actor) -> None:
    agreement = agreement_in("draft")
    address = reverse("agreements:terms", args=[agreement.pk])
    refused = client_as(vmbo.director).get(address)
    assert refused.status_code == 403
    assert says(refused, "Only a coordinator of a party writes in the agreement.")
    assert client_as(outsider).get(address).status_code == 404
    assert PAIR.name in words(client_as(vmbo.director).get(LIST))
    assert nl("Start the agreement") not in words(client_as(vmbo.director).get(LIST))
