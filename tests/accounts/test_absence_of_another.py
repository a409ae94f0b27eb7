"""Who is ill records nothing: an administrator does, by the same rules, and the person can undo it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.absences.services import end_absence, record_absence_of, refuse_absence
from accounts.actors import Actor, actor_for
from accounts.errors import Refusal
from accounts.models import Absence, User
from accounts.roles import Role
from agreements.services import approve_agreement
from audit.models import AuditEvent
from tests.agreements.pages import says, words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, person_with, run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TODAY = localdate()


@pytest.fixture
def deputy(vmbo: Party) -> User:
    return person_with("Dina Vervanger", (Role.ADVISER, vmbo.board))


def ill(ill: Actor, substitute: User, *, by: Actor, role: Role = Role.DIRECTOR, **days: Any) -> Absence:
    assert ill.board is not None
    days = {"first": TODAY, "last": TODAY + timedelta(days=7)} | days
    return record_absence_of(ill.user, actor=by, board=ill.board, role=role, substitute=substitute, **days)


@pytest.mark.usefixtures("blank_paper")
def test_the_substitute_acts_and_everybody_is_told_who_recorded_it(
    vmbo: Party, deputy: User, administrator: Actor, mailoutbox: list[Any]
) -> None:
    agreement = agreement_in("decision")
    absence = ill(vmbo.director, deputy, by=administrator)
    approve_agreement(agreement, actor=actor_for(deputy, vmbo.board))
    assert agreement.decisions.get(board=vmbo.board).decider == f"Dina Vervanger, as substitute of {vmbo.director.user}"
    told = AuditEvent.objects.get(action="accounts.absence_recorded")
    assert (told.actor, told.data["person"]) == (administrator.user, str(vmbo.director.user))
    run_jobs("accounts.mail_absence")
    sent = {mail.to[0]: mail.body for mail in mailoutbox}
    assert set(sent) == {deputy.email, vmbo.director.user.email}
    assert str(administrator.user) in sent[vmbo.director.user.email]
    assert reverse("workflows:absence") in sent[vmbo.director.user.email]
    assert absence.recorded_by == administrator.user


def test_the_person_undoes_it_and_a_refusal_reaches_both(
    vmbo: Party, deputy: User, administrator: Actor, mailoutbox: list[Any]
) -> None:
    absence = ill(vmbo.director, deputy, by=administrator)
    assert not vmbo.director.may("approve_routes")
    end_absence(absence, actor=vmbo.director)
    assert vmbo.director.may("approve_routes")
    again = ill(vmbo.director, deputy, by=administrator)
    refuse_absence(again, actor=actor_for(deputy, vmbo.board), reason="Ik ben er ook niet.")
    run_jobs("accounts.mail_absence")
    told = [mail.to[0] for mail in mailoutbox if "Ik ben er ook niet." in mail.body]
    assert sorted(told) == sorted([vmbo.director.user.email, administrator.user.email])


def test_only_administrators_and_never_themselves(vmbo: Party, mbo: Party, deputy: User, administrator: Actor) -> None:
    for actor in (vmbo.coordinator, vmbo.signatory, mbo.director, actor_for(deputy, vmbo.board)):
        with pytest.raises(PermissionDenied):
            ill(vmbo.director, deputy, by=actor)
    person_here = person_with("Ad Ministrateur", (Role.ADMINISTRATOR, None), (Role.ADVISER, vmbo.board))
    with pytest.raises(Refusal, match="does not stand in"):
        ill(vmbo.director, person_here, by=actor_for(person_here))
    assert not Absence.objects.exists()


def test_the_rules_are_those_of_an_own_absence(vmbo: Party, mbo: Party, deputy: User, administrator: Actor) -> None:
    def refused(why: str, substitute: User, who: Actor = vmbo.director, **given: Any) -> None:
        with pytest.raises(Refusal, match=why):
            ill(who, substitute, by=administrator, **given)

    name = str(vmbo.director.user)
    refused("in the past", deputy, first=TODAY - timedelta(days=1))
    refused("does not hold this role", deputy, who=vmbo.coordinator)
    refused(f"somebody else than {name}", vmbo.director.user)
    refused("has no role at", mbo.director.user)
    refused("speaks for a participation body", vmbo.participation.user)
    refused("Record a mandate first", deputy, who=vmbo.signatory, role=Role.SIGNATORY)
    ill(vmbo.director, vmbo.coordinator.user, by=administrator)
    refused(f"{name} is already away", deputy)
    refused("stands in for", deputy, who=vmbo.coordinator, role=Role.COORDINATOR)


def test_the_page_of_a_board(client_as: ClientAs, vmbo: Party, mbo: Party, deputy: User, administrator: Actor) -> None:
    client, address = client_as(administrator), reverse("accounts:absence_of", args=[vmbo.board.pk])
    register = words(client.get(f"{reverse('accounts:access')}?zoek=spinoza"))
    assert address in register
    page = words(client.get(address))
    assert str(mbo.director.user) not in page
    assert str(vmbo.participation.user) not in page.partition('name="substitute"')[0], "not a role to be away from"
    held = vmbo.director.user.memberships.get()
    sent = {"membership": str(held.pk), "substitute": str(deputy.pk), "first": TODAY.isoformat()}
    wrong = client.post(address, sent | {"last": "2001-01-01"})
    assert says(wrong, "The last day lies before the first day.")
    assert wrong.context["form"]["substitute"].value() == str(deputy.pk)
    assert client.post(address, sent | {"last": TODAY.isoformat()}).status_code == 302
    assert "Dina Vervanger" in words(client.get(address)).partition("<main")[2].partition("<form class")[0]
    back = reverse("workflows:come_back", args=[Absence.objects.get().pk])
    assert client_as(vmbo.director).post(back).status_code == 302
    assert Absence.objects.get().ended
