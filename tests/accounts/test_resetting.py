"""A lost second factor: taken away by another person than its owner, with a reason, and never behind anybody's back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.resetting.services import reset_second_factor
from accounts.stepup import Method, Proof
from accounts.stepup.factors import give_app
from audit.models import AuditEvent
from tests.agreements.pages import says
from tests.conftest import ClientAs
from tests.factories import Party, code_of, proof_of, run_jobs
from workflows.demo.world import PASSWORD, TOTP_SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

REASON = "Telefoon kwijt, aan tafel gevraagd."


@pytest.fixture
def manager(administrator: Actor) -> Actor:
    if not Authenticator.objects.filter(user=administrator.user).exists():
        give_app(administrator.user, TOTP_SECRET)
    return administrator


def reset(person: Actor, by: Actor) -> None:
    reset_second_factor(person.user, actor=by, reason=REASON, proof=proof_of(by))


def test_the_page_takes_it_away_logs_out_and_tells(manager: Actor, vmbo: Party, client_as: ClientAs) -> None:
    person = vmbo.signatory.user
    theirs = Client()
    theirs.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert UserSession.objects.filter(user=person).exists()

    client, address = client_as(manager), reverse("accounts:reset_second_factor", args=[person.pk])
    wrong = {"reason": REASON, "password": "geraden", "code": code_of(manager.user)}
    assert says(client.post(address, wrong), "This is not your password. Nothing was reset.")
    assert Authenticator.objects.filter(user=person).exists()
    done = client.post(address, wrong | {"password": PASSWORD}, follow=True)
    assert says(done, "The second factor of %(name)s is taken away. A mail tells it.", name=person)

    assert not Authenticator.objects.filter(user=person).exists()
    assert theirs.get("/").status_code == 302
    event = AuditEvent.objects.get(action="accounts.second_factor_reset")
    assert event.reason == REASON
    run_jobs()
    [told] = [one for one in mail.outbox if one.to == [person.email] and REASON in one.body]
    assert manager.user.name in told.body
    assert says(client.get(address), "%(name)s has no second factor, so there is nothing to reset.", name=person)


@override_settings(SECOND_FACTOR_AT_LOGIN=True)
def test_who_needs_one_gets_a_new_one_before_anything_else(manager: Actor, vmbo: Party) -> None:
    reset(vmbo.signatory, by=manager)
    client = Client()
    client.post(reverse("account_login"), {"login": vmbo.signatory.user.email, "password": PASSWORD})
    assert client.get("/").headers["Location"].startswith(reverse("mfa_index"))


def test_nobody_else_and_nobody_for_themselves(manager: Actor, vmbo: Party, inspector: Actor) -> None:
    for wrong in (vmbo.director, vmbo.signatory, vmbo.coordinator, inspector):
        with pytest.raises(PermissionDenied):
            reset(vmbo.signatory, by=wrong)
    with pytest.raises(PermissionDenied, match="another administrator"):
        reset(manager, by=manager)
    old = Proof(manager.user, Method.TOTP, timezone.now() - timedelta(minutes=6))
    with pytest.raises(Refusal, match="too long ago"):
        reset_second_factor(vmbo.signatory.user, actor=manager, reason=REASON, proof=old)
    assert Authenticator.objects.filter(user=vmbo.signatory.user).exists()


def test_twice_is_refused(manager: Actor, vmbo: Party) -> None:
    reset(vmbo.signatory, by=manager)
    with pytest.raises(Refusal, match="nothing to reset"):
        reset(vmbo.signatory, by=manager)
    assert AuditEvent.objects.filter(action="accounts.second_factor_reset").count() == 1
