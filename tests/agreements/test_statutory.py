"""The same findings as data, and bound to the document, without touching the words people agreed with."""

from __future__ import annotations

import pytest
from django.urls import reverse

from agreements.models import Agreement
from agreements.selectors import text_of
from agreements.services.documents import request_draft_document
from agreements.statutory import statutory_check
from leerroutes.models import Route, RouteReason
from leerroutes.rules import check
from leerroutes.selectors import facts_of
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement() -> Agreement:
    return play("agreement_filled").agreement


@pytest.fixture
def warned(agreement: Agreement) -> Agreement:
    """Its route goes on with a warning and a reason."""
    route = Route.objects.get(covering__agreement=agreement)
    Route.objects.filter(pk=route.pk).update(has_leerwerktraject=True)
    route.refresh_from_db()
    (finding,) = [one for one in check(facts_of(route)) if one.warns]
    RouteReason.objects.create(
        route=route,
        rule=finding.rule.id,
        message=finding.message.nl,
        sha256=finding.sha256,
        reason="De overeenkomst volgt in mei.",
        board=VMBO.board,
        given_by=VMBO.coordinator.user,
    )
    return agreement


def test_the_document_holds_every_rule_and_the_reasons(warned):
    document = request_draft_document(warned, actor=VMBO.coordinator)
    assert 'id="wettelijke-toets"' in document.source
    assert "De overeenkomst volgt in mei." in document.source
    for rule in ("R-004", "R-031", "R-040", "R-100", "C-J2", "S-040"):
        assert rule in document.source
    assert "artikel 9.1.3 WEB" in document.source


def test_the_words_people_agreed_with_stay_the_same(warned):
    text = text_of(warned)
    document = request_draft_document(warned, actor=VMBO.coordinator)
    assert document.text_sha256 == text.sha256
    assert document.source.index('class="signatures"') < document.source.index('id="wettelijke-toets"')


def test_a_route_of_2024_cites_the_articles_of_2024(agreement):
    Route.objects.filter(covering__agreement=agreement).update(start_year=2024)
    of_route, of_agreement = statutory_check(agreement, text_of(agreement))
    cited = " ".join(row.articles for row in [*of_route.met, *of_route.blocking])
    assert "8.5a.2 WEB" in cited
    assert "9.1.2 WEB" not in cited
    assert "9.1.3 WEB" in " ".join(row.articles for row in of_agreement.met)


def test_each_rule_is_told_once_unless_it_is_open(agreement):
    for part in statutory_check(agreement, text_of(agreement)):
        told = [row.rule for row in part.met] + part.other
        assert len(told) == len(set(told))
        assert not {row.rule for row in [*part.blocking, *part.warnings]} & set(told)


def test_the_findings_as_data(warned, client_as: ClientAs):
    route = Route.objects.get(covering__agreement=warned)
    answer = client_as(MBO.coordinator).get(reverse("leerroutes:checks_json", args=[route.pk])).json()
    by_rule = {one["rule"]: one for one in answer["findings"]}
    assert by_rule["R-015"]["reason"] == {
        "text": "De overeenkomst volgt in mei.",
        "by": f"{VMBO.coordinator.user}, {VMBO.board}",
    }
    assert not by_rule["R-015"]["blocks"]
    assert by_rule["R-004"]["outcome"] == "met"
    assert by_rule["R-121"]["blocks"]
    assert any("WEB" in article for article in by_rule["R-004"]["articles"])
    of_agreement = client_as(MBO.coordinator).get(reverse("agreements:checks_json", args=[warned.pk])).json()
    assert of_agreement["routes"] == {route.number: reverse("leerroutes:checks_json", args=[route.pk])}
    assert {one["rule"] for one in of_agreement["findings"]} >= {"C-A1", "R-040", "S-040"}


def test_a_stranger_gets_no_data(agreement, client_as: ClientAs, outsider):
    address = reverse("agreements:checks_json", args=[agreement.pk])
    assert client_as(outsider).get(address).status_code == 404
