"""What an inspector looks for: present, missing or late, from what is kept, with a way to the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from agreements.models import Agreement
from inspections.checklist import Outcome, checklist
from inspections.evidence import Dossier
from leerroutes.models import Route
from tests.conftest import ClientAs
from tests.factories import NEXT_YEAR, PAIR, Party, agreement_in, play, route_in

pytestmark = pytest.mark.django_db

ALWAYS = {"hours", "changes"}
"""What a proposal can show by itself."""


def outcomes(route: Route, actor: Actor) -> dict[str, Outcome]:
    return {point.code: point.outcome for point in checklist(Dossier(route, actor))}


def route_of(agreement: Agreement) -> Route:
    return Route.objects.get(covering__agreement=agreement)


def test_a_running_route_has_everything(inspector: Actor) -> None:
    found = outcomes(play("running").route, inspector)
    evaluation = found.pop("evaluation")
    assert found.pop("placement") == Outcome.NOT_APPLICABLE
    assert set(found.values()) == {Outcome.PRESENT}
    assert evaluation in {Outcome.NOT_APPLICABLE, Outcome.LATE}


def test_a_proposal_has_nothing_yet(inspector: Actor) -> None:
    found = outcomes(route_in("submitted"), inspector)
    assert {code for code, outcome in found.items() if outcome == Outcome.PRESENT} == ALWAYS
    assert Outcome.LATE not in found.values()


def test_what_is_not_reported_is_missing_first_and_late_from_the_first_school_day(
    inspector: Actor, on_day: Callable[[date], None]
) -> None:
    agreement = agreement_in("in_force", NEXT_YEAR)
    assert outcomes(route_of(agreement), inspector)["reported"] == Outcome.MISSING
    assert outcomes(route_of(agreement_in("in_force")), inspector)["reported"] == Outcome.LATE


def test_a_body_that_does_not_answer_is_late_after_its_term(inspector: Actor, on_day: Callable[[date], None]) -> None:
    agreement = agreement_in("consultation", NEXT_YEAR)
    assert outcomes(route_of(agreement), inspector)["participation"] == Outcome.MISSING
    on_day(date.today() + timedelta(days=60))
    assert outcomes(route_of(agreement), inspector)["participation"] == Outcome.LATE


def test_hours_below_the_norm_ask_for_an_account(inspector: Actor) -> None:
    route = route_in("submitted")
    route.lines.update(total_hours=100, guided_hours=10, bpv_hours=10)
    assert outcomes(route, inspector)["hours"] == Outcome.MISSING
    account = dict.fromkeys(
        ("justification", "evidence", "schoolplan", "schoolgids", "bestuursverslag"), "Zie bijlage."
    )
    route.lines.update(**account)
    assert outcomes(route, inspector)["hours"] == Outcome.PRESENT


def test_every_piece_of_evidence_opens(inspector: Actor, vmbo: Party, client_as: ClientAs) -> None:
    route = play("running").route
    for actor in (inspector, vmbo.director):
        browser = client_as(actor)
        for point in checklist(Dossier(route, actor)):
            for evidence in point.evidence:
                assert browser.get(evidence.url).status_code == 200, evidence


def test_the_page_shows_each_point_and_asks_as_much_for_more_lines(inspector: Actor, client_as: ClientAs) -> None:
    counts = []
    for size in (1, 4):
        route = play("submitted", replace(PAIR, lines=PAIR.lines * size)).route
        browser, address = client_as(inspector), reverse("inspections:route", args=[route.pk])
        browser.get(address)
        with CaptureQueriesContext(connection) as counted:
            page = browser.get(address).content.decode()
        counts.append(len(counted))
        assert all(f'id="{point.code}"' in page for point in checklist(Dossier(route, inspector)))
    assert counts[0] == counts[1]
