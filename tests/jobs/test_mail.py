"""A mail that is sent again, because the worker died before it could say so, carries the same number."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import transaction

from audit.context import Origin, acting_from
from jobs.mail import send
from jobs.services import enqueue

pytestmark = pytest.mark.django_db


def numbers_of(job: int, *people: str) -> list[str]:
    with acting_from(Origin(job=f"tests.mail:{job}")):
        for person in people:
            send("Onderwerp\n\nTekst.", person)
    return [one.message()["Message-ID"] for one in mail.outbox[-len(people) :]]


def test_a_second_try_has_the_number_of_the_first_and_other_mails_have_others() -> None:
    with transaction.atomic():
        first, second = (enqueue("tests.mail", key=key).pk for key in ("een", "twee"))
    once = numbers_of(first, "a@example.nl", "b@example.nl")
    assert numbers_of(first, "a@example.nl", "b@example.nl") == once
    assert len({*once, *numbers_of(second, "a@example.nl")}) == 3
    assert all(number.endswith("@testserver>") for number in once)


def test_outside_a_job_every_mail_is_another() -> None:
    for _ in range(2):
        send("Onderwerp\n\nTekst.", "a@example.nl")
    first, second = (one.message()["Message-ID"] for one in mail.outbox)
    assert first != second
