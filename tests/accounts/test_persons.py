"""What is kept about a person: fetched by that person, erased when somebody left; what the law has kept stays."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.absences.services import record_absence
from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.models import Absence, Mandate, User
from accounts.permissions import drift
from accounts.persons.data import data_of
from accounts.persons.services import erase_person
from accounts.roles import Role
from accounts.stepup.factors import give_app
from agreements.models import Signature
from audit.models import AuditEvent
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, code_of, person_with, proof_of
from workflows.demo.world import PASSWORD, TOTP_SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# --- fetching ------------------------------------------------------------------------------------


def test_somebody_fetches_what_is_kept_and_nothing_of_others(client_as: ClientAs, vmbo: Party) -> None:
    agreement_in("in_force")
    signatory = vmbo.signatory
    answer = client_as(signatory).post(reverse("accounts:own_data"))
    assert answer["Content-Disposition"].startswith("attachment")
    data = json.loads(answer.content)
    assert data["person"]["email"] == signatory.user.email
    assert [one["role"] for one in data["roles"]] == ["signatory"]
    assert [one["document_reference"] for one in data["mandates"]]
    assert "agreements.signed" in {one["action"] for one in data["did"]}
    assert {"kind": "agreements.signature", "as": "signer"} in [
        {"kind": one["kind"], "as": one["as"]} for one in data["named_in"]
    ]
    text = answer.content.decode()
    others = User.objects.exclude(pk=signatory.user.pk).values_list("email", flat=True)
    assert not [email for email in others if email in text]
    assert TOTP_SECRET not in text
    assert signatory.user.password not in text
    assert AuditEvent.objects.get(action="accounts.data_exported").actor == signatory.user


def test_every_table_that_names_people_is_in_it(vmbo: Party) -> None:
    """Asked of the models, so that a new table is not forgotten."""
    agreement_in("in_force")
    named = {one["kind"] for one in data_of(vmbo.coordinator.user)["named_in"]}
    assert {"leerroutes.route", "agreements.agreement"} <= named


# --- erasing -------------------------------------------------------------------------------------


def test_who_left_is_erased_and_what_was_signed_stays(administrator: Actor, vmbo: Party) -> None:
    agreement_in("in_force")
    user, name = vmbo.signatory.user, str(vmbo.signatory.user)
    browser = Client()
    browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert browser.get("/").status_code == 200
    erase_person(user, actor=administrator, reason="Uit dienst per 1 augustus.", proof=proof_of(administrator))
    user.refresh_from_db()
    assert name not in (user.name, user.email)
    assert user.email.endswith(".invalid")
    assert not user.is_active
    assert not Authenticator.objects.filter(user=user).exists()
    assert browser.get("/").status_code == 302
    assert not user.memberships.valid_on().exists()
    assert not drift(user)
    assert Signature.objects.get(signer=user).signer_name == name
    mandate = Mandate.objects.get(user=user)
    assert (mandate.holder, mandate.valid_until is None) == (name, False)
    done = AuditEvent.objects.filter(actor=user)
    assert {event.actor_name for event in done} == {""}
    assert {"agreements.signed"} <= {event.action for event in done}
    event = AuditEvent.objects.get(action="accounts.person_erased")
    assert (event.actor, event.reason) == (administrator.user, "Uit dienst per 1 augustus.")


def test_a_mandate_that_nobody_signed_under_keeps_no_name(administrator: Actor, vmbo: Party) -> None:
    person = person_with("Nooit Getekend", (Role.SIGNATORY, vmbo.board), mandates=(vmbo.board,))
    erase_person(person, actor=administrator, reason="Weg.", proof=proof_of(administrator))
    assert "Nooit" not in Mandate.objects.get(user=person).holder


def test_nobody_leans_on_somebody_without_an_account(administrator: Actor, vmbo: Party) -> None:
    deputy = person_with("Dina Vervanger", (Role.ADVISER, vmbo.board))
    record_absence(actor=vmbo.director, role=Role.DIRECTOR, substitute=deputy, first=localdate(), last=localdate())
    assert not vmbo.director.may("approve_routes")
    erase_person(deputy, actor=administrator, reason="Weg.", proof=proof_of(administrator))
    assert not Absence.objects.standing().exists()
    assert vmbo.director.may("approve_routes")


def test_who_may_not_erase(cast: dict[str, Actor], administrator: Actor, vmbo: Party) -> None:
    person = person_with("Blijft Hier")
    for name, actor in cast.items():
        if name != "administrator":
            with pytest.raises(PermissionDenied):
                erase_person(person, actor=actor, reason="Zomaar.", proof=proof_of(actor))
    with pytest.raises(PermissionDenied, match="cannot erase yourself"):
        erase_person(administrator.user, actor=administrator, reason="Zomaar.", proof=proof_of(administrator))
    with pytest.raises(Refusal, match="proved too long ago"):
        erase_person(person, actor=administrator, reason="Weg.", proof=proof_of(vmbo.director))
    with pytest.raises(Refusal, match="give a reason"):
        erase_person(person, actor=administrator, reason=" ", proof=proof_of(administrator))
    erase_person(person, actor=administrator, reason="Weg.", proof=proof_of(administrator))
    with pytest.raises(PermissionDenied, match="already"):
        erase_person(person, actor=administrator, reason="Nog eens.", proof=proof_of(administrator))


def test_it_is_done_on_a_page_that_says_what_stays(client_as: ClientAs, administrator: Actor) -> None:
    person, client = person_with("Weg Ermee"), client_as(administrator)
    address = reverse("accounts:erase_person", args=[person.pk])
    assert address in client.get(reverse("accounts:access")).content.decode()
    assert "Kept by law" in client.get(address, headers={"accept-language": "en"}).content.decode()
    page = client.get(address).content.decode()
    assert 'name="reason"' not in page, "who has no second factor sets one up first"
    give_app(administrator.user, TOTP_SECRET)
    proven = {"password": PASSWORD, "code": code_of(administrator.user)}
    refused = client.post(address, {"reason": "Weg.", **proven})
    assert set(refused.context["form"].errors) == {"sure"}
    unproven = client.post(address, {"reason": "Weg.", "sure": "on", **proven, "password": "geraden"})
    assert set(unproven.context["form"].errors) == {"password"}
    assert client.post(address, {"reason": "Weg.", "sure": "on", **proven}).status_code == 302
    assert User.objects.get(pk=person.pk).erased
