"""The case page of a route checks the report to the minister until the first lesson (R-120, R-121)."""

from __future__ import annotations

import pytest

from leerroutes.rules import reporting
from tests.agreements.pages import words
from tests.conftest import ClientAs
from tests.factories import Party, route_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def rules(party: Party, client_as: ClientAs, state: str) -> tuple[set[str], set[str]]:
    """What the page shows of the report: what is open, and what is in order."""
    route = route_in(state)
    page = client_as(party.coordinator).get(route.get_absolute_url())
    checks, known = page.context["checks"], {rule.id for rule in reporting.RULES}
    assert not known & {item.rule for item in checks.open} or "R-121" in words(page)
    return {item.rule for item in checks.open} & known, {item.rule for item in checks.settled} & known


def test_who_did_not_report_yet_is_on_the_list(vmbo: Party, client_as: ClientAs) -> None:
    found, _settled = rules(vmbo, client_as, "contracted")
    assert {"R-120", "R-121"} <= found


def test_what_is_reported_is_in_order(vmbo: Party, client_as: ClientAs) -> None:
    found, settled = rules(vmbo, client_as, "reported")
    assert not {"R-120", "R-121"} & found
    assert {"R-120", "R-121"} <= settled


def test_before_an_agreement_there_is_nothing_to_report(vmbo: Party, client_as: ClientAs) -> None:
    assert rules(vmbo, client_as, "submitted") == (set(), set())
