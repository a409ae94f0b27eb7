"""The button beside what cannot be done: it reaches who can lift it, once a day, and stands in the trail."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.errors import Refusal
from audit.models import AuditEvent
from jobs.models import Job
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, route_in, run_jobs
from workflows.asking.services import ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def test_who_cannot_decide_asks_the_director(client_as: ClientAs, vmbo: Party) -> None:
    route = route_in("submitted")
    browser = client_as(vmbo.coordinator)
    page = browser.get(route.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    address = f"/routes/{route.pk}/vragen/decide/"
    assert f"Ask the director of {vmbo.board}" in page
    assert address in page
    for _click in range(2):
        assert browser.post(address, follow=True).status_code == 200
    run_jobs("workflows.mail_asked")
    sent = [
        one for one in mail.outbox if vmbo.director.user.email in one.to and str(vmbo.coordinator.user) in one.subject
    ]
    assert len(sent) == 1
    assert route.get_absolute_url() in sent[0].body
    event = AuditEvent.objects.get(action="workflows.asked")
    assert (event.actor, event.data["people"]) == (vmbo.coordinator.user, [vmbo.director.user.pk])


def test_nobody_asks_for_what_they_can_do_or_in_a_case_of_others(
    vmbo: Party, mbo: Party, outsider: Actor, inspector: Actor
) -> None:
    route, agreement = route_in("submitted"), agreement_in("draft")
    for actor in (vmbo.director, outsider, inspector):
        with pytest.raises(PermissionDenied):
            ask(route, actor=actor, action="decide")
    with pytest.raises(PermissionDenied):
        ask(agreement, actor=mbo.coordinator, action="terms")
    with pytest.raises(Refusal):
        ask(route, actor=vmbo.coordinator, action="wind_down")
    assert not Job.objects.filter(name="workflows.mail_asked").exists()


def test_under_four_eyes_another_director_is_asked_or_it_is_said_that_there_is_none(vmbo: Party) -> None:
    """The same guard chooses them: whoever it would refuse too is only asked when nobody else is there."""
    route = route_in("submitted")
    (told,) = ask(route, actor=vmbo.signatory, action="decide")
    assert told == vmbo.director.user
    vmbo.director.user.memberships.update(valid_until="2020-08-02")
    with pytest.raises(Refusal, match=str(vmbo.board)):
        ask(route, actor=vmbo.coordinator, action="decide")
