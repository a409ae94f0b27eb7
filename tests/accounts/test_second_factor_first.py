"""Logging in: a second factor before anything else, sessions that can be ended, links that work once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from accounts.actors import Actor, actor_for
from accounts.roles import PLATFORM_ROLES, PROVEN_ROLES, Role
from accounts.stepup.factors import give_app
from accounts.tasks import password_link
from audit.models import AuditEvent
from tests.conftest import ClientAs
from tests.factories import Party, person_with
from workflows.demo.world import PASSWORD, TOTP_SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

INBOX = "/"


def log_in(actor: Actor, password: str = PASSWORD, **where: Any) -> tuple[Client, Any]:
    client = Client(**where)
    return client, client.post(reverse("account_login"), {"login": actor.user.email, "password": password})


# --- the second factor ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_who_decides_signs_inspects_or_manages_gets_a_second_factor_first(
    role: Role, vmbo: Party, client_as: ClientAs
) -> None:
    board = None if role in PLATFORM_ROLES else vmbo.board
    user = person_with("Een Iemand", (role, board))
    client = client_as(actor_for(user, board))
    with override_settings(SECOND_FACTOR_AT_LOGIN=True):
        answer = client.get("/routes/?zoek=x")
        assert (answer.status_code == 302) is (role in PROVEN_ROLES)
        if role not in PROVEN_ROLES:
            return
        assert answer.url == f"{reverse('mfa_index')}?next=%2Froutes%2F%3Fzoek%3Dx"  # type: ignore[attr-defined]
        assert client.post(reverse("accounts:act_for"), {"board": "0"}).status_code == 302
        page = client.get(answer.url, headers={"accept-language": "en"})  # type: ignore[attr-defined]
        assert "Your role asks for a second factor" in page.content.decode()
        assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))  # type: ignore[attr-defined]
        assert client.get(reverse("agreements:verify")).status_code == 200
        give_app(user, TOTP_SECRET)
        assert client.get("/routes/").status_code == 200


def test_the_demonstration_asks_it_at_signing_only(client_as: ClientAs, vmbo: Party) -> None:
    assert client_as(vmbo.director).get(INBOX).status_code == 200


# --- sessions ------------------------------------------------------------------------------------


def test_somebody_logs_out_elsewhere(vmbo: Party) -> None:
    here, _answer = log_in(vmbo.coordinator, HTTP_USER_AGENT="Firefox")
    there, _answer = log_in(vmbo.coordinator, HTTP_USER_AGENT="Een ander ding")
    other, _answer = log_in(vmbo.coordinator, HTTP_USER_AGENT="Nog een")
    colleague, _answer = log_in(vmbo.director)
    address = reverse("usersessions_list")
    page = here.get(address).content.decode()
    assert "Een ander ding" in page
    assert page.count('name="session"') == 3
    strange = UserSession.objects.get(user=vmbo.director.user)
    here.post(address, {"session": str(strange.pk)})
    assert colleague.get(INBOX).status_code == 200
    here.post(address, {"session": str(UserSession.objects.get(user_agent="Een ander ding").pk)})
    assert there.get(INBOX).status_code == 302
    assert other.get(INBOX).status_code == 200
    here.post(address)
    assert other.get(INBOX).status_code == 302
    assert here.get(INBOX).status_code == 200
    told = AuditEvent.objects.filter(action="accounts.sessions_ended")
    assert [event.data["number"] for event in told] == [1, 1]


# --- guessing ------------------------------------------------------------------------------------


@override_settings(ACCOUNT_RATE_LIMITS={})
def test_who_guesses_locks_out_themselves_and_not_the_other(vmbo: Party) -> None:
    cache.clear()
    for _guess in range(5):
        log_in(vmbo.coordinator, "geraden", REMOTE_ADDR="192.0.2.66")
    guesser, _answer = log_in(vmbo.coordinator, REMOTE_ADDR="192.0.2.66")
    owner, _answer = log_in(vmbo.coordinator, REMOTE_ADDR="192.0.2.1")
    assert "_auth_user_id" not in guesser.session, "the right password comes too late at that address"
    assert "_auth_user_id" in owner.session
    cache.clear()


# --- the link of an invitation -------------------------------------------------------------------


def test_a_link_works_once(vmbo: Party, in_english: None) -> None:
    user = person_with("Nieuw Gezicht")
    link = password_link(user).removeprefix("http://testserver")
    browsers = [Client(), Client()]
    forms = [browser.get(link).headers["Location"] for browser in browsers]
    for browser, form, password in zip(browsers, forms, ("eerste-van-de-twee", "tweede-van-de-twee"), strict=True):
        browser.post(form, {"password1": password, "password2": password})
    user.refresh_from_db()
    assert user.check_password("eerste-van-de-twee")
    assert AuditEvent.objects.filter(action="accounts.password_chosen", case=f"user:{user.pk}").count() == 1


def test_a_link_dies_after_three_days(vmbo: Party, monkeypatch: pytest.MonkeyPatch) -> None:
    link = password_link(vmbo.coordinator.user).removeprefix("http://testserver")
    assert Client().get(link).status_code == 302
    late = datetime.now() + timedelta(days=3, seconds=5)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: late)
    assert Client().get(link).status_code == 200
