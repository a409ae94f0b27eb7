"""A link to choose a password, used by two browsers in the same second: one of them chose."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.tasks import password_link
from audit.models import AuditEvent

from .conftest import BOARDS, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_link_is_used_by_two_at_once() -> None:
    user = BOARDS[0].coordinator.user
    link = password_link(user).removeprefix("http://testserver")
    words = ["eerste-van-de-twee", "tweede-van-de-twee"]
    browsers = [Client(), Client()]
    forms = [browser.get(link).headers["Location"] for browser in browsers]
    raised = at_once(
        *[
            lambda b=browser, f=form, w=word: b.post(f, {"password1": w, "password2": w})
            for browser, form, word in zip(browsers, forms, words, strict=True)
        ]
    )
    assert raised == [None, None]
    user.refresh_from_db()
    assert sum(user.check_password(word) for word in words) == 1
    assert AuditEvent.objects.filter(action="accounts.password_chosen", case=f"user:{user.pk}").count() == 1
