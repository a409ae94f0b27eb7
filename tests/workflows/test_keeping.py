"""Until when a dossier is kept: the table, the day it leads to on the page, and the list of what is past it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, make_aware

from accounts.actors import Actor
from agreements.models import Agreement
from audit.models import AuditEvent
from leerroutes.models import Cooperation, Route
from leerroutes.retention import MARKS, TERMS, last_day
from leerroutes.rules.base import Text
from tests.agreements.pages import says, words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, cooperation_in, play
from workflows.keeping import kept_agreement, kept_cooperation, kept_route, overdue
from workflows.keeping.ends import End, end_of
from workflows.keeping.terms import latest

LONG_AGO = make_aware(datetime(2012, 3, 1, 12))
BEFORE = make_aware(datetime(2012, 2, 29, 23, 30))


def aged(case: Any, **changes: Any) -> Any:
    """As the row would be, had this happened then."""
    type(case).objects.filter(pk=case.pk).update(**changes)
    return type(case).objects.get(pk=case.pk)


def test_the_table_says_of_every_kind_how_long_and_why() -> None:
    assert len({term.code for term in TERMS}) == len(TERMS)
    assert {"route", "agreement", "cooperation", "inspection", "people", "mail", "sessions", "public"} <= {
        term.code for term in TERMS
    }
    for term in TERMS:
        assert term.mark in MARKS
        for text in (term.what, term.how_long, term.source):
            assert isinstance(text, Text)
            assert text.nl.strip()
            assert text.en.strip()


@pytest.mark.parametrize(
    ("end", "until"),
    [
        (date(2027, 7, 31), date(2034, 7, 31)),
        (date(2024, 2, 29), date(2031, 2, 28)),
        (date(2021, 2, 28), date(2028, 2, 28)),
    ],
)
def test_seven_years_to_the_day(end: date, until: date) -> None:
    assert last_day(end) == until


@pytest.mark.parametrize(
    ("state", "ends_on", "end"),
    [
        ("draft", date(2011, 7, 31), End(None)),
        ("out_for_signature", date(2011, 7, 31), End(None)),
        ("in_force", None, End(None)),
        ("in_force", date(2030, 7, 31), End(date(2030, 7, 31))),
        ("terminated", date(2030, 7, 31), End(None)),
        ("winding_down", date(2030, 7, 31), End(None)),
        ("ended", date(2012, 2, 10), End(date(2012, 2, 10), is_certain=True)),
        ("ended", date(2030, 7, 31), End(date(2012, 3, 1), is_certain=True)),
        ("ended", None, End(date(2012, 3, 1), is_certain=True)),
        ("withdrawn", date(2030, 7, 31), End(date(2012, 3, 1), is_certain=True)),
    ],
)
def test_when_an_agreement_ends(state: str, ends_on: date | None, end: End) -> None:
    assert end_of(state, LONG_AGO, ends_on) == end


def test_it_lasts_as_long_as_the_last_of_what_belongs_together() -> None:
    first, later = End(date(2020, 1, 1), is_certain=True), End(date(2030, 1, 1))
    assert latest([first, later]) == later
    assert latest([first, End(None)]) == End(None)


# --- on the page ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_page_says_it(client_as: ClientAs, vmbo: Party) -> None:
    agreement, cooperation = agreement_in("in_force"), cooperation_in("proposed")
    agreement = aged(agreement, ends_on=date(2034, 7, 31))
    client, route = client_as(vmbo.coordinator), Route.objects.get()
    sentence = "Keep until and including %(until)s, if it ends on %(end)s as agreed; otherwise %(years)s years later."
    page = client.get(agreement.get_absolute_url())
    assert says(page, sentence, until="31 juli 2041", end="31 juli 2034", years=7)
    for case in (route, cooperation):
        assert says(client.get(case.get_absolute_url()), "Retention")
    assert "Archiefwet" in words(client.get(reverse("privacy")))


@pytest.mark.django_db
def test_what_was_replaced_is_kept_with_what_took_its_place() -> None:
    old = agreement_in("in_force")
    new = Agreement.objects.get(pk=old.pk)
    new.pk, new.replaces_id, new.change_kind, new.change_reason = None, old.pk, "renewal", "Langer"
    new.save()
    new = aged(new, state="in_force", ends_on=date(2040, 7, 31))
    old = aged(old, state="replaced", state_since=LONG_AGO)
    assert kept_agreement(old).until == date(2047, 7, 31)
    aged(new, state="ended", state_since=LONG_AGO, ends_on=None)
    assert kept_agreement(old).is_over
    aged(new, state="withdrawn")
    assert kept_agreement(old).until is None


# --- what is past its term ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_list_and_the_page_agree(vmbo: Party, administrator: Actor, client_as: ClientAs) -> None:
    assert overdue() == []
    playing = play("in_force")
    agreement = aged(playing.agreement, state="ended", state_since=LONG_AGO)
    assert [one.number for one in overdue()] == [agreement.number], "the route still runs"
    route = aged(playing.route, state="ended", state_since=BEFORE)
    assert kept_route(route).until == date(2019, 3, 1), "not before the agreement about it"
    cooperation = aged(cooperation_in("proposed"), since=date(2010, 1, 1), until=date(2012, 1, 1))
    assert kept_cooperation(cooperation).is_over
    found = {one.number: one for one in overdue()}
    assert len(found) == 3
    assert {agreement.number, route.number} < set(found)
    assert found[route.number].until == kept_route(route).until
    assert found[route.number].boards == tuple(sorted(found[route.number].boards))
    page = words(client_as(administrator).get(reverse("workflows:terms")))
    assert route.number in page
    assert route.name not in page, "an administrator reads no content"


@pytest.mark.django_db
def test_the_last_day_still_counts(vmbo: Party) -> None:
    cooperation: Cooperation = cooperation_in("proposed")
    today = localdate()
    with patch("workflows.keeping.dossiers.last_day", lambda end: today):
        aged(cooperation, since=date(2010, 1, 1), until=date(2012, 1, 1))
        assert overdue() == []
    with patch("workflows.keeping.dossiers.last_day", lambda end: today - timedelta(days=1)):
        assert len(overdue()) == 1


@pytest.mark.django_db
def test_looking_destroys_nothing(administrator: Actor, client_as: ClientAs) -> None:
    agreement = aged(agreement_in("in_force"), state="ended", state_since=LONG_AGO)
    before = AuditEvent.objects.count()
    assert client_as(administrator).post(reverse("workflows:terms")).status_code == 405
    client_as(administrator).get(reverse("workflows:terms"))
    assert (Agreement.objects.get().pk, AuditEvent.objects.count()) == (agreement.pk, before)
