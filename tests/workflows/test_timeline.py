"""The timeline of an agreement: the latest by day on its page, all of it behind a link, for whoever may see it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from audit.services import case_of
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, agreement_in
from workflows.progress import TASKS_MOVED
from workflows.timeline.narrowing import Narrowed, all_cases_of, events_of, for_people, grouped
from workflows.timeline.pages import LATEST

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}


def test_the_page_of_a_case_shows_the_latest_by_day_and_leads_to_all(client_as: ClientAs) -> None:
    agreement = agreement_in("decision")
    case = case_of(agreement)
    what_people_did = list(AuditEvent.objects.of_case(case).exclude(action=TASKS_MOVED).order_by("-pk"))
    browser = client_as(VMBO.director)
    page = browser.get(agreement.get_absolute_url(), headers=ENGLISH)
    shown = [event["pk"] for day in page.context["days"] for event in day["events"]]
    assert shown == [one.pk for one in what_people_did[:LATEST]]
    whole = reverse("workflows:agreement_trail", args=[agreement.pk])
    assert whole in page.content.decode()
    assert browser.get(whole).context["total"] == len(what_people_did)
    assert browser.get(whole, {"taken": "on"}).context["total"] == AuditEvent.objects.of_case(case).count()


def test_it_is_narrowed_in_the_address_and_grouped_as_asked(client_as: ClientAs) -> None:
    agreement = agreement_in("decision")
    browser, whole = client_as(MBO.coordinator), reverse("workflows:agreement_trail", args=[agreement.pk])
    asked = {"bestuur": VMBO.board.pk, "stap": "text", "groep": "stap"}
    page = browser.get(whole, asked, headers=ENGLISH)
    told = [event for group in page.context["groups"] for event in group["events"]]
    assert {(event["board"], event["step"]) for event in told} == {(str(VMBO.board), "text")}
    assert [str(group["label"]) for group in page.context["groups"]] == ["Text of the agreement"]
    assert browser.get(whole, {"vanaf": date.today() + timedelta(days=2)}).context["total"] == 0


def test_of_a_route_and_its_agreement_the_last_of_both_come_first() -> None:
    agreement = agreement_in("out_for_signature")
    cases = all_cases_of(agreement.covered.get().route, VMBO.director)
    assert len(cases) > 1
    told = list(AuditEvent.objects.of_case(*cases).exclude(action=TASKS_MOVED).order_by("-pk"))
    assert list(events_of(cases, Narrowed())) == told


def test_days_are_those_of_the_dutch_calendar() -> None:
    agreement = agreement_in("filled")
    told = for_people(list(events_of([case_of(agreement)], Narrowed())))
    days = grouped(told, by_step=False)
    assert sum(len(day["events"]) for day in days) == len(told)
    assert len({day["label"] for day in days}) == len(days)
