"""Proving who one is: a password and a second factor. And getting that second factor."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from accounts.attempts import AT_MOST
from accounts.stepup.factors import code_at, counter_now, factors_of
from accounts.stepup.proof import NotProven
from accounts.stepup.proving import prove
from agreements.models import Agreement, Signature
from audit.models import AuditEvent
from tests.agreements.pages import says, words
from tests.conftest import ClientAs
from tests.factories import VMBO, Party, agreement_in, code_of, with_document
from workflows.demo.world import PASSWORD, TOTP_SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper", "in_english")]


def confirmed(client: Client, name: str) -> str:
    """The page, after the password was given that it asks for."""
    address = reverse(name)
    asked = client.get(address)
    assert asked.status_code == 302
    assert asked.url.startswith(reverse("account_reauthenticate"))  # type: ignore[attr-defined]
    assert client.post(asked.url, {"password": PASSWORD}).url == address  # type: ignore[attr-defined]
    return address


def test_enrolling_an_app_works_and_leaves_a_trace(
    client_as: ClientAs, vmbo: Party, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    director = vmbo.director
    client = client_as(director)
    address = confirmed(client, "mfa_activate_totp")
    page = words(client.get(address))
    assert "<svg" in page
    assert "style=" not in page
    secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
    assert secret
    wrong = client.post(address, {"code": "000000"})
    assert secret[1] in words(wrong)
    code = code_at(secret[1].replace(" ", ""), counter_now())
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(address, {"code": code})
    assert done.url == reverse("mfa_view_recovery_codes")  # type: ignore[attr-defined]
    app = factors_of(director.user).app
    assert app
    assert secret[1].replace(" ", "") not in str(app.data)
    told = AuditEvent.objects.filter(action="accounts.second_factor_added", actor=director.user)
    assert {event.data["kind"] for event in told} == {"totp", "recovery_codes"}
    assert len(re.findall(r"<code>\d{8}</code>", words(client.get(reverse("mfa_view_recovery_codes"))))) == 10


def test_a_removed_app_signs_no_more(client_as: ClientAs, vmbo: Party) -> None:
    client = client_as(vmbo.signatory)
    assert client.post(confirmed(client, "mfa_deactivate_totp")).status_code == 302
    assert not factors_of(vmbo.signatory.user)
    assert AuditEvent.objects.get(action="accounts.second_factor_removed").data["kind"] == "totp"


def to_sign() -> tuple[Agreement, str, dict[str, str]]:
    agreement = agreement_in("out_for_signature")
    given = {"seen_sha256": with_document(agreement).sha256, "read": "on", "password": PASSWORD}
    return agreement, reverse("agreements:sign", args=[agreement.pk]), given


def test_who_has_no_second_factor_is_led_there_and_back(client_as: ClientAs, vmbo: Party) -> None:
    _agreement, address, given = to_sign()
    Authenticator.objects.filter(user=vmbo.signatory.user).delete()
    client = client_as(vmbo.signatory)
    page = words(client.get(address))
    assert 'type="password"' not in page
    there = f"{reverse('mfa_index')}?next={address}"
    assert f'href="{there}"' in page
    assert client.post(address, given | {"code": "123456"}).status_code == 200
    assert not Signature.objects.exists()
    assert says(client.get(there), "Choose an app or a passkey. After that you go back to signing.")
    client.get(f"{reverse('mfa_index')}?next=https://elsewhere.example/")
    enrol = confirmed(client, "mfa_activate_totp")
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', words(client.get(enrol)))
    assert secret
    client.post(enrol, {"code": code_at(secret[1].replace(" ", ""), counter_now())})
    assert f'href="{address}"' in words(client.get(reverse("mfa_index")))


def test_a_code_proves_once(client_as: ClientAs, vmbo: Party) -> None:
    """Also in another process, that does not share the memory of this one."""
    agreement, address, given = to_sign()
    user, code = vmbo.signatory.user, code_of(vmbo.signatory.user)
    Authenticator.objects.filter(user=user).update(data={**factors_of(user).app.data, "proved_with": counter_now() + 1})  # type: ignore[union-attr]
    refused = client_as(vmbo.signatory).post(address, given | {"code": code})
    assert says(refused, "This code was used already. Wait until your app shows the next one.")
    assert not agreement.signatures.exists()


def test_the_same_page_sent_twice_is_one_proof(vmbo: Party) -> None:
    """A double click without JavaScript. Another page, or this one shown anew, asks for another code."""
    user, code = vmbo.signatory.user, code_of(vmbo.signatory.user)
    first = prove(user, password=PASSWORD, code=code, page="/tekenen/ a")
    assert prove(user, password=PASSWORD, code=code, page="/tekenen/ a") == first
    for other in ("/tekenen/ b", ""):
        with pytest.raises(NotProven, match="used already|al gebruikt"):
            prove(user, password=PASSWORD, code=code, page=other)


def test_guessing_codes_stops(client_as: ClientAs, vmbo: Party) -> None:
    agreement, address, given = to_sign()
    code, client = code_of(vmbo.signatory.user), client_as(vmbo.signatory)
    for _guess in range(AT_MOST):
        client.post(address, given | {"code": "000000"})
    assert "15 minu" in words(client.post(address, given | {"code": code}))
    assert not agreement.signatures.exists()


@pytest.mark.parametrize("asked", [True, False])
def test_logging_in_asks_the_second_factor_where_the_installation_wants_it(db: None, asked: bool) -> None:
    user, client = VMBO.signatory.user, Client()
    with override_settings(SECOND_FACTOR_AT_LOGIN=asked):
        answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        assert ("_auth_user_id" in client.session) is not asked
        if asked:
            second = reverse("mfa_authenticate")
            assert answer.url == second  # type: ignore[attr-defined]
            assert says(client.get(second), "Log in: the second step")
            client.post(second, {"code": code_of(user)})
            assert "_auth_user_id" in client.session


def test_the_demonstration_tells_its_own_codes_only(vmbo: Party) -> None:
    out = StringIO()
    call_command("demo_code", vmbo.signatory.user.email, stdout=out)
    assert code_at(TOTP_SECRET, counter_now()) in out.getvalue()
    with pytest.raises(CommandError):
        call_command("demo_code", vmbo.director.user.email)
