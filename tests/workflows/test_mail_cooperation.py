"""A board that is named in a lighter cooperation hears of it: by mail, and in the list of its coordinators."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.urls import reverse

from jobs.models import Job
from leerroutes.models import Cooperation
from leerroutes.services import change_cooperation, confirm_cooperation
from tests.agreements.pages import words
from tests.conftest import ClientAs
from tests.factories import VMBO, Party, cooperation_in

pytestmark = pytest.mark.django_db

RunJobs = Callable[..., list[str]]
MAIL = "workflows.mail_cooperation"


@pytest.fixture
def asked(db: None) -> Cooperation:
    return cooperation_in("asked")


def change(cooperation: Cooperation, **content: str) -> Cooperation:
    found = Cooperation.objects.get(pk=cooperation.pk)
    schools = list(found.institutions.select_related("board"))
    contact = VMBO.coordinator.user
    return change_cooperation(
        found,
        actor=VMBO.coordinator,
        seen_version=found.version,
        content=content,
        institutions=schools,
        contact=contact,
    )


def test_who_can_confirm_gets_one_mail_and_finds_it(
    asked: Cooperation, run_jobs: RunJobs, client_as: ClientAs, vmbo: Party, mbo: Party
) -> None:
    run_jobs(MAIL)
    assert [message.to for message in mail.outbox] == [[mbo.coordinator.user.email]]
    (message,) = mail.outbox
    assert asked.name in message.subject
    assert str(vmbo.board) in message.body
    assert f"http://testserver{asked.get_absolute_url()}" in message.body
    assert asked.get_absolute_url() in words(client_as(mbo.coordinator).get(reverse("workflows:inbox")))
    assert asked.get_absolute_url() not in words(client_as(vmbo.coordinator).get(reverse("workflows:inbox")))


def test_nothing_is_sent_when_it_was_answered_meanwhile(asked: Cooperation, run_jobs: RunJobs, mbo: Party) -> None:
    confirm_cooperation(asked, actor=mbo.coordinator, seen_version=asked.version, contact=mbo.coordinator.user)
    assert run_jobs(MAIL) == [MAIL]
    assert not mail.outbox


def test_a_change_asks_anew_and_another_contact_does_not(asked: Cooperation, mbo: Party) -> None:
    confirm_cooperation(asked, actor=mbo.coordinator, seen_version=asked.version, contact=mbo.coordinator.user)
    change(asked)
    assert Job.objects.filter(name=MAIL).count() == 1
    change(asked, description="Toch anders.")
    assert Job.objects.filter(name=MAIL).count() == 2
