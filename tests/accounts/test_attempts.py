"""Who is logged in and must prove it again cannot guess without end: not at one page, not at several together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.attempts import AT_MOST, WITHIN, TooManyAttempts, WrongPassword, confirm_password
from agreements.models import Signature
from audit.models import AuditEvent
from tests.agreements.pages import says, words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, code_of, with_document
from workflows.demo.world import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Some time passes."""
    real = timezone.now

    def pass_by(time: timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: real() + time)

    return pass_by


def guess(actor: Actor, times: int) -> None:
    for _time in range(times):
        with pytest.raises(WrongPassword):
            confirm_password(actor.user, "geraden")


def failures(actor: Actor) -> int:
    return AuditEvent.objects.filter(case=f"user:{actor.user.pk}", action="accounts.proof_failed").count()


def test_a_right_password_leaves_no_trace(vmbo: Party) -> None:
    confirm_password(vmbo.director.user, PASSWORD)
    assert not failures(vmbo.director)


@pytest.mark.usefixtures("in_english")
def test_after_five_failures_even_the_right_one_waits(vmbo: Party, later: Callable[[timedelta], None]) -> None:
    person = vmbo.director
    guess(person, AT_MOST)
    later(WITHIN - timedelta(seconds=90))
    with pytest.raises(TooManyAttempts, match="Try again in 2 minutes"):
        confirm_password(person.user, PASSWORD)
    assert failures(person) == AT_MOST, "what was not looked at does not count"
    confirm_password(vmbo.signatory.user, PASSWORD)  # everybody counts alone
    later(WITHIN + timedelta(seconds=1))
    confirm_password(person.user, PASSWORD)


def test_every_page_that_asks_counts_with_the_others(client_as: ClientAs, vmbo: Party) -> None:
    """Two at the signing page, two at the confirmation, one at the change of password: then nothing works any more."""
    agreement = agreement_in("out_for_signature")
    document = with_document(agreement)
    client = client_as(vmbo.signatory)
    sign = reverse("agreements:sign", args=[agreement.pk])
    content = {
        "seen_sha256": document.sha256,
        "read": "on",
        "password": "geraden",
        "code": code_of(vmbo.signatory.user),
    }
    change = {"password1": "een-heel-nieuw-woord", "password2": "een-heel-nieuw-woord"}
    for _time in range(2):
        assert says(client.post(sign, content), "This is not your password. Nothing was signed.")
        again = client.post(reverse("account_reauthenticate"), {"password": "geraden"})
        assert says(again, "This is not your password.")
    changed = client.post(reverse("account_change_password"), change | {"oldpassword": "geraden"})
    assert says(changed, "This is not your password.")
    for address, right in (
        (sign, content | {"password": PASSWORD, "code": code_of(vmbo.signatory.user)}),
        (reverse("account_reauthenticate"), {"password": PASSWORD}),
        (reverse("account_change_password"), change | {"oldpassword": PASSWORD}),
    ):
        assert waits(client, address, right), address
    assert not Signature.objects.exists()
    vmbo.signatory.user.refresh_from_db()
    assert vmbo.signatory.user.check_password(PASSWORD)


def waits(client: Client, address: str, given: dict[str, str]) -> bool:
    page = client.post(address, given)
    return page.status_code == 200 and "15 minu" in words(page)
