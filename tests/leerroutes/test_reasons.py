"""A warning about a proposal goes on only with a written reason, kept in the trail; another situation asks again."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from leerroutes.errors import RouteError
from leerroutes.models import Route, RouteReason
from leerroutes.rules import check
from leerroutes.rules.explained import unexplained
from leerroutes.selectors import facts_of, reasons_for
from leerroutes.services import save_line, send_back_route, submit_route
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, play

pytestmark = pytest.mark.django_db
WHY = "De opleiding begint met gastlessen horeca."


@pytest.fixture
def warned() -> Route:
    """A draft with one warning: a leer-werktraject without an agreement of its own (R-015)."""
    route = play("draft").route
    Route.objects.filter(pk=route.pk).update(has_leerwerktraject=True)
    return Route.objects.get(pk=route.pk)


def asked(route: Route) -> list:
    return unexplained(check(facts_of(route)), reasons_for(route))


def explained(route: Route, why: str = WHY) -> dict[str, str]:
    return {finding.sha256: why for finding in asked(route)}


def test_it_goes_on_with_a_reason(warned):
    assert [finding.rule.id for finding in asked(warned)] == ["R-015"]
    submitted = submit_route(warned, actor=VMBO.coordinator, reasons=explained(warned))
    assert submitted.state == "submitted"
    kept = RouteReason.objects.get()
    assert (kept.rule, kept.reason, kept.board) == ("R-015", WHY, VMBO.board)


def test_the_reason_is_in_the_trail(warned):
    submit_route(warned, actor=VMBO.coordinator, reasons=explained(warned))
    event = AuditEvent.objects.get(action="leerroutes.reason_given")
    assert (event.reason, event.data["rule"], event.actor) == (WHY, "R-015", VMBO.coordinator.user)


@pytest.mark.parametrize("why", ["", "   "])
def test_without_a_reason_it_stays(warned, why):
    with pytest.raises(RouteError, match="leer-werktraject|learning-working"):
        submit_route(warned, actor=VMBO.coordinator, reasons=explained(warned, why))
    assert Route.objects.get(pk=warned.pk).state == "draft"
    assert not RouteReason.objects.exists()


def test_a_reason_for_something_else_is_no_reason(warned):
    with pytest.raises(RouteError):
        submit_route(warned, actor=VMBO.coordinator, reasons={"0" * 64: WHY})


def test_a_reason_is_not_asked_twice_but_another_situation_asks_again(warned):
    route = submit_route(warned, actor=VMBO.coordinator, reasons=explained(warned))
    route = send_back_route(route, actor=MBO.director, reason="Nog een keer.")
    assert asked(route) == []
    line = route.lines.first()
    save_line(route, actor=VMBO.coordinator, line=line, content={"total_hours": 4990, **ACCOUNT})
    assert asked(Route.objects.get(pk=route.pk)) == []  # the account of R-031 is the reason
    save_line(route, actor=VMBO.coordinator, line=line, content={"total_hours": 4980, "justification": ""})
    assert [one.rule.id for one in asked(Route.objects.get(pk=route.pk))][:1] == ["R-030"]


ACCOUNT = dict.fromkeys(("justification", "evidence", "schoolplan", "schoolgids", "bestuursverslag"), "Hoofdstuk 4.")


def test_one_reason_per_warning(warned):
    submit_route(warned, actor=VMBO.coordinator, reasons=explained(warned))
    kept = RouteReason.objects.get()
    kept.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save()


def test_the_page_asks_keeps_what_was_typed_and_shows_the_reason_to_the_directors(warned, client_as: ClientAs):
    browser, address = client_as(VMBO.coordinator), reverse("leerroutes:submit", args=[warned.pk])
    (finding,) = asked(warned)
    field = f"reason_{finding.sha256[:16]}"
    assert f'name="{field}"' in browser.get(address).content.decode()
    assert browser.post(address, {field: ""}).status_code == 200
    assert browser.post(address, {field: WHY}).status_code == 302
    decision = client_as(MBO.director).get(reverse("leerroutes:decide", args=[warned.pk])).content.decode()
    assert WHY in decision
    case = client_as(MBO.coordinator).get(reverse("workflows:route", args=[warned.pk])).content.decode()
    assert WHY in case
