"""A link that works once, used by two in the same moment."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from accounts.tasks import password_link
from audit.models import AuditEvent
from tests.concurrency.conftest import at_once
from tests.factories import person_with

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_use_a_link_in_the_same_moment_do_not_both_choose() -> None:
    user = person_with("Nieuw Gezicht")
    link = password_link(user).removeprefix(settings.BASE_URL)
    browsers, passwords = [Client(), Client()], ["eerste-van-de-twee", "tweede-van-de-twee"]
    forms = [browser.get(link).headers["Location"] for browser in browsers]

    def choose(place: int) -> int:
        sent = {"password1": passwords[place], "password2": passwords[place]}
        return browsers[place].post(forms[place], sent).status_code

    answers: list[int] = []
    raised = at_once(*(lambda place=place: answers.append(choose(place)) for place in range(2)))
    assert (raised, sorted(answers)) == ([None, None], [200, 302])

    assert AuditEvent.objects.filter(action="accounts.password_chosen", case=f"user:{user.pk}").count() == 1
