"""The public page of rules: every rule, why, its articles of a day, and what the checks really say."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from agreements.rules.catalogue import chapters
from leerroutes.rules import Outcome
from tests.conftest import ClientAs
from tests.factories import VMBO, play

pytestmark = pytest.mark.django_db
ENTRIES = [entry for chapter in chapters() for entry in chapter.entries]


@pytest.fixture
def page(client: Client):
    def read(query: str = "") -> str:
        response = client.get(reverse("agreements:rules") + query)
        assert response.status_code == 200
        return unescape(response.content.decode())

    return read


def test_everybody_reads_every_rule_with_its_reason_and_examples(page):
    text = page()
    for entry in ENTRIES:
        assert f'id="{entry.rule.id}"' in text
        assert f'href="#{entry.rule.id}"' in text
        assert entry.rule.sentence.nl in text
        assert entry.rule.why.nl in text
        assert all(shown.message.nl in text for shown in entry.examples)


def test_each_rule_is_there_once():
    ids = [entry.rule.id for entry in ENTRIES]
    assert len(ids) == len(set(ids))
    assert {"R-001", "R-031", "R-045", "R-121", "S-040", "C-A1", "C-J1"} <= set(ids)
    assert {f"R-{number:03}" for number in (*range(1, 18), *range(20, 23), *range(30, 36), *range(40, 52))} <= set(ids)


def test_the_examples_say_what_the_checks_say():
    failing = [shown for entry in ENTRIES for shown in entry.examples if shown.example.outcome is Outcome.NOT_MET]
    assert len(failing) > 50
    assert all(shown.message.nl.endswith((".", "?")) for shown in failing)


def test_the_articles_are_those_of_the_day(page):
    assert "artikel 9.1.3 WEB" in page("?op=2026-08-01")
    of_2024, of_2021 = page("?op=2024-08-01"), page("?op=2021-08-01")
    assert "artikel 8.5a.3 WEB" in of_2024
    assert "artikel 2.107b WVO 2020" in of_2024
    assert "artikel 9.1.3 WEB" not in of_2024
    assert "artikel 10b11 WVO" in of_2021
    assert "2.107b" not in of_2021


@pytest.mark.parametrize("typed", ["morgen", "2024-13-45", "1999-01-01", "0001-01-01"])
def test_what_is_no_day_is_told_and_the_rules_are_there(client, typed):
    response = client.get(reverse("agreements:rules"), {"op": typed})
    assert response.context["refused"]
    assert "artikel 9.1.3 WEB" in response.content.decode()


def test_no_day_asked_is_no_mistake(client):
    assert not client.get(reverse("agreements:rules"), {"op": ""}).context["refused"]


def test_a_finding_leads_to_its_rule(client_as: ClientAs):
    route = play("draft").route
    text = client_as(VMBO.coordinator).get(reverse("workflows:route", args=[route.pk])).content.decode()
    assert f'href="{reverse("agreements:rules")}#R-030"' in text


def test_it_costs_one_question(client: Client, django_assert_num_queries):
    client.get(reverse("agreements:rules"))
    with django_assert_num_queries(1):
        client.get(reverse("agreements:rules"))
