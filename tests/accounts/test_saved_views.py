"""Views of lists that somebody keeps: a name for what was asked, for that person only, and never an address."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import SavedView
from accounts.persons.services import erase_person
from tests.conftest import ClientAs
from tests.factories import Party, proof_of, route_in
from tests.matrix.pages import read

pytestmark = pytest.mark.django_db

LISTS = {"routes": "/routes/", "agreements": "/overeenkomsten/", "tasks": "/taken/"}
VIEWS = "/lijsten/weergaven/"
ENGLISH = {"accept-language": "en"}


def keep(key: str) -> str:
    return reverse("accounts:keep_view", args=[key])


@pytest.mark.parametrize("key", LISTS)
def test_kept_above_the_list_found_again_renamed_and_removed(key: str, vmbo: Party, client_as: ClientAs) -> None:
    route_in("submitted")
    mine, other, address = client_as(vmbo.coordinator), client_as(vmbo.director), LISTS[key]
    page = read(mine.get(f"{address}?zoek=Zorg&volgorde=&niets=1"))
    (link,) = [one for one in page.links if one.startswith(keep(key))]
    (form,) = read(mine.get(link)).forms_to(link)
    assert mine.post(link, form.filled(name="Alle zorg")).headers["Location"] == f"{address}?zoek=Zorg"
    view = SavedView.objects.get()
    assert (view.person, view.listing, view.query) == (vmbo.coordinator.user, key, "zoek=Zorg")
    assert f"{address}?zoek=Zorg" in read(mine.get(f"{address}?")).links
    assert "Alle zorg" not in other.get(address).content.decode() + other.get(VIEWS).content.decode()
    assert read(mine.get(VIEWS)).problems == []
    renamed = {"do": "rename", "view": view.pk, f"v{view.pk}-name": "Zorg"}
    assert other.post(VIEWS, renamed).status_code == 200
    assert mine.post(VIEWS, renamed).status_code == 302
    removed = {"do": "remove", "view": view.pk}
    other.post(VIEWS, removed)
    assert SavedView.objects.get().name == "Zorg", "nobody else touches it"
    assert [mine.post(VIEWS, removed).status_code for _click in range(2)] == [302, 302]
    assert not SavedView.objects.exists()


def test_only_what_the_list_knows_is_kept(vmbo: Party, client_as: ClientAs) -> None:
    browser = client_as(vmbo.coordinator)
    for query in (
        "volgorde=naam&next=https://elders.example&stand=niets&page=3",
        "volgorde=naam#//elders.example",
        "https://elders.example/?volgorde=naam&volgorde=naam",
    ):
        browser.post(keep("routes"), {"name": query[-20:], "query": query})
    assert set(SavedView.objects.values_list("query", flat=True)) == {"volgorde=naam"}
    assert browser.get("/lijsten/elders/weergave/").status_code == 404


def test_what_is_refused_says_why_and_keeps_what_was_typed(vmbo: Party, client_as: ClientAs) -> None:
    browser = client_as(vmbo.coordinator)

    def said(name: str, query: str) -> str:
        page = browser.post(keep("routes"), {"name": name, "query": query}, headers=ENGLISH)
        assert page.status_code == 200
        assert f'value="{name}"' in page.content.decode()
        return " ".join(read(page).errors)

    assert "whole list" in said("Alles", "stand=niets")
    assert "citizen service number" in said("Jip", "zoek=111222333")
    assert said("", "volgorde=naam")
    for number in range(20):
        browser.post(keep("routes"), {"name": f"W{number}", "query": "volgorde=naam"})
    assert "already have a view" in said("W1", "volgorde=-naam")
    assert "remove one first" in said("Te veel", "volgorde=naam")
    assert browser.post(keep("tasks"), {"name": "W1", "query": "wie=ik"}).status_code == 302, "another list"
    one, another = SavedView.objects.filter(listing="routes")[:2]
    taken = browser.post(VIEWS, {"do": "rename", "view": one.pk, f"v{one.pk}-name": another.name}, headers=ENGLISH)
    assert "already have a view" in " ".join(read(taken).errors)
    gone = browser.post(VIEWS, {"do": "rename", "view": "0", "v0-name": "Niets"}, headers=ENGLISH)
    assert "is gone" in " ".join(read(gone).errors)


def test_a_view_that_the_list_does_not_know_any_more_shows_nothing_more(vmbo: Party, client_as: ClientAs) -> None:
    """A board whose cases one does not see any more would leave the whole list under that name."""
    browser = client_as(vmbo.coordinator)
    SavedView.objects.create(person=vmbo.coordinator.user, listing="routes", name="Oud", query="bestuur=999999")
    for address in ("/routes/", VIEWS):
        page = read(browser.get(address))
        assert "Oud" in page.html
        assert not [link for link in page.links if "999999" in link]


def test_it_is_in_the_data_of_the_person_and_goes_with_them(
    administrator: Actor, vmbo: Party, client_as: ClientAs
) -> None:
    browser = client_as(vmbo.registrar)
    browser.post(keep("agreements"), {"name": "Getekend", "query": "volgorde=titel"})
    data = json.loads(browser.post(reverse("accounts:own_data")).content)
    (told,) = data["views"]
    assert (told["listing"], told["name"], told["query"]) == ("agreements", "Getekend", "volgorde=titel")
    erase_person(vmbo.registrar.user, actor=administrator, reason="Uit dienst.", proof=proof_of(administrator))
    assert not SavedView.objects.exists()
