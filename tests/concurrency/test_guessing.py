"""Guessing with many windows at once gains nothing: five are looked at, whatever the moment they arrive."""

from __future__ import annotations

import pytest

from accounts.attempts import AT_MOST, TooManyAttempts, WrongPassword, confirm_password
from audit.models import AuditEvent
from tests.factories import VMBO

from .conftest import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_guesses_in_the_same_moment() -> None:
    person = VMBO.director.user
    raised = at_once(*[lambda: confirm_password(person, "geraden") for _ in range(8)])
    assert sorted(type(one).__name__ for one in raised) == sorted(
        [WrongPassword.__name__] * AT_MOST + [TooManyAttempts.__name__] * (8 - AT_MOST)
    )
    assert AuditEvent.objects.filter(case=f"user:{person.pk}", action="accounts.proof_failed").count() == AT_MOST
