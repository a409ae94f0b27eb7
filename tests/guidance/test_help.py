"""The help: what ships is whole and shown, an editor's words stay, searching forgives, people say whether it helped."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import translation

from accounts.roles import Role
from agreements.clauses import library
from agreements.states import State as AgreementState
from guidance import loading, selectors
from guidance.models import Basis, Entry, EntryPlace, EntryVersion, Kind, Opinion
from guidance.policies import visible_to
from guidance.searching import find
from leerroutes.models import LegalReference
from leerroutes.states import State as RouteState
from tests.conftest import ClientAs
from tests.factories import VMBO

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped() -> dict[str, Entry]:
    loading.load()
    return {entry.slug: entry for entry in visible_to(None)}


def test_what_ships_is_whole(shipped: dict[str, Entry]) -> None:
    """Every article of the model, every state in which people work, words and questions enough, both languages."""
    keys = set(EntryPlace.objects.values_list("key", flat=True))
    assert {f"clause:{clause.code}" for clause in library.load(library.current()).clauses} <= keys
    over = {AgreementState.REPLACED, AgreementState.ENDED, AgreementState.WITHDRAWN}
    assert {f"state:route.{state}" for state in RouteState} <= keys
    assert {f"state:agreement.{state}" for state in set(AgreementState) - over} <= keys
    kinds = [entry.kind for entry in shipped.values()]
    assert kinds.count(Kind.QUESTION) >= 25
    assert kinds.count(Kind.TERM) >= 40
    for version in EntryVersion.objects.all():
        assert version.source or version.basis == Basis.PRACTICE, version
        assert "<" not in version.text_nl + version.text_en, version
        assert all((version.title_nl, version.title_en, version.text_nl, version.text_en)), version


def test_pages_and_topics_that_are_named_exist(shipped: dict[str, Entry]) -> None:
    """A key that no page asks for would never be shown; a topic that the concordance does not know has no article."""
    from tests.matrix.rooms import MATRIX

    pages = {f"page:{row.name}" for row in MATRIX}
    named = {key for key in EntryPlace.objects.values_list("key", flat=True) if key.startswith("page:")}
    assert named <= pages, named - pages
    known = set(LegalReference.objects.values_list("topic", flat=True))
    topics = {topic for version in EntryVersion.objects.all() for topic in version.topics}
    assert topics <= known, topics - known


def test_loading_again_keeps_what_an_editor_wrote(shipped: dict[str, Entry], monkeypatch: Any) -> None:
    entry, other = shipped["rio"], shipped["duo"]
    said = {name: getattr(entry.current, name) for name in loading.SAYS} | {"text_nl": "Beter uitgelegd."}
    entry.current = EntryVersion.objects.create(entry=entry, number=2, made_by=VMBO.coordinator.user, **said)
    entry.save(update_fields=["current"])
    rows = [row | {"text_nl": "Nieuw in het programma."} for row in loading.shipped()]
    monkeypatch.setattr(loading, "shipped", lambda: iter(rows))
    loading.load()
    assert Entry.objects.get(pk=entry.pk).current == entry.current
    newer = Entry.objects.get(pk=other.pk).current
    assert newer is not None
    assert (newer.number, newer.text_nl) == (2, "Nieuw in het programma.")
    with pytest.raises(RuntimeError):
        newer.save()


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("overstapotie", "overstapoptie"),
        ("geïntegreerde", "glr"),
        ("GEINTEGREERDE", "glr"),
        ("15 oktober", "wanneer-moeten-we-melden"),
        ("kader niveau 2", "mag-kb-met-mbo-2"),
        ("exit option", "overstapoptie"),
    ],
)
def test_searching_forgives(shipped: dict[str, Entry], asked: str, first: str) -> None:
    found = [entry.slug for entry in find(shipped.values(), asked).entries]
    assert first in found[:3], found[:5]


def test_searching_says_when_there_is_nothing(shipped: dict[str, Entry], client: Client) -> None:
    assert find(shipped.values(), "xyzzyq").entries == []
    page = client.get("/hulp/?zoek=xyzzyq<script>").content.decode()
    assert "Er is niets gevonden" in page or "Nothing was found" in page
    assert "<script>alert" not in page


def test_each_month_has_its_question(shipped: dict[str, Entry]) -> None:
    """Another one each month, the same all month; an editor may choose."""
    names = [selectors.featured(date(2026, month, 1 + month)) for month in range(1, 13)]
    assert len(set(names)) == 12
    assert selectors.featured(date(2026, 3, 31)) == names[2]
    chosen = next(entry for entry in shipped.values() if entry.kind == Kind.QUESTION and entry != names[2])
    Entry.objects.filter(pk=chosen.pk).update(month=date(2026, 3, 1))
    assert selectors.featured(date(2026, 3, 9)) == chosen


def test_a_page_shows_help_and_words(shipped: dict[str, Entry], client_as: ClientAs) -> None:
    page = client_as(VMBO(Role.COORDINATOR)).get(reverse("leerroutes:create")).content.decode()
    assert shipped["ken-uw-regio"].current.text_nl[:40] in page  # type: ignore[union-attr]


def test_words_cost_one_query_and_open_by_a_press(shipped: dict[str, Entry]) -> None:
    words = Template('{% load guidance %}{% term "glr" %} {% term "rio" "het register" %} {% term "no-such" "kaal" %}')
    with CaptureQueriesContext(connection) as asked, translation.override("nl"):
        html = words.render(Context())
    assert len(asked) == 1
    opened, cards = re.findall(r'popovertarget="([^"]+)"', html), re.findall(r'popover id="([^"]+)"', html)
    assert opened == cards
    assert len(set(cards)) == 2
    assert "het register" in html
    assert html.endswith("kaal")


def test_who_is_logged_in_says_whether_it_helped(shipped: dict[str, Entry], client_as: ClientAs) -> None:
    browser, address = client_as(VMBO(Role.COORDINATOR)), reverse("guidance:helped", args=["examinering"])
    assert resolve(address).url_name == "helped"
    browser.post(address, {"helped": "yes"})
    browser.post(address, {"helped": "no", "words": "Ik mis een voorbeeld."})
    opinion = Opinion.objects.get()
    assert (opinion.helped, opinion.words, opinion.person) == (False, "Ik mis een voorbeeld.", VMBO.coordinator.user)
    refused = browser.post(address, {"helped": "no", "words": "Leerling 111222333 past niet"})
    assert refused.status_code == 200
    assert "Leerling 111222333 past niet" in refused.content.decode()
    assert Opinion.objects.get().words == "Ik mis een voorbeeld."
    assert Client().post(address, {"helped": "yes"}).status_code == 302
