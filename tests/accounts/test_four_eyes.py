"""A role or a mandate takes two people: an administrator proposes, a second one confirms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor, actor_for
from accounts.errors import Refusal
from accounts.granting.policies import can_confirm, visible_to
from accounts.granting.services import confirm_grant, refuse_grant
from accounts.mandates import find_mandate
from accounts.models import Board, Mandate, Membership, User
from accounts.permissions import drift
from accounts.roles import Role
from accounts.services import end_membership, grant_mandate, grant_membership, invite_person
from accounts.stepup.proof import NotProven
from audit.models import AuditEvent
from tests.conftest import ClientAs
from tests.factories import Party, code_of, person_with
from workflows.demo.play import proof_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def second_administrator(db: None) -> Actor:
    return actor_for(User.objects.get(email="beheerder2@leerroutes.example"))


@pytest.fixture
def role(administrator: Actor, vmbo: Party) -> Membership:
    """Proposed: registrar of the vmbo board, for somebody who has no role yet."""
    person = person_with("Nieuwe Kracht")
    return grant_membership(person, actor=administrator, role=Role.REGISTRAR, board=vmbo.board)


@pytest.fixture
def mandate(administrator: Actor, vmbo: Party) -> Mandate:
    """Proposed: to sign for the vmbo board, for its second signatory."""
    person = person_with("Tweede Tekenaar", (Role.SIGNATORY, vmbo.board))
    return grant_mandate(
        person, actor=administrator, board=vmbo.board, function="bestuurder", document_reference="Besluit 12"
    )


def confirm(grant: Membership | Mandate, actor: Actor) -> Membership | Mandate:
    return confirm_grant(grant, actor=actor, proof=proof_of(actor))


# --- it works ------------------------------------------------------------------------------------


def test_a_role_counts_from_the_second_name_on(role: Membership, administrator: Actor, vmbo: Party) -> None:
    user = role.user
    assert not actor_for(user, vmbo.board).may("register_routes")
    assert not user.has_perm("accounts.register_routes", vmbo.board)
    assert not user.memberships.exists()
    confirm(role, vmbo.director)
    assert actor_for(user, vmbo.board).may("register_routes")
    assert not drift(user)
    proposed, granted = AuditEvent.objects.filter(action__startswith="accounts.role_", subject=f"user:{user.pk}")
    assert (proposed.action, proposed.actor) == ("accounts.role_proposed", administrator.user)
    assert (granted.action, granted.actor, granted.board_id) == (
        "accounts.role_granted",
        vmbo.director.user,
        vmbo.board.pk,
    )
    assert granted.case == f"board:{vmbo.board.pk}"
    assert granted.data["role"] == "registrar"
    assert granted.data["proposed_by"] == str(administrator.user)


def test_a_mandate_lets_nobody_sign_before_that(mandate: Mandate, vmbo: Party) -> None:
    assert not find_mandate(mandate.user, vmbo.board)
    confirm(mandate, vmbo.signatory)
    found = find_mandate(mandate.user, vmbo.board)
    assert found.mandate == mandate
    assert AuditEvent.objects.get(action="accounts.mandate_granted", subject=f"user:{mandate.user_id}").actor_name


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSPECTOR])
def test_a_role_for_the_platform_takes_two_administrators(
    role: Role, administrator: Actor, second_administrator: Actor, vmbo: Party
) -> None:
    user = person_with("Hele Platform")
    proposed = grant_membership(user, actor=administrator, role=role)
    with pytest.raises(PermissionDenied, match="another administrator"):
        confirm(proposed, vmbo.director)
    confirm(proposed, second_administrator)
    assert actor_for(user).is_a(role)


def test_ending_takes_one_person_only(role: Membership, administrator: Actor, vmbo: Party) -> None:
    confirm(role, vmbo.director)
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(pk=role.pk).update(valid_from=yesterday)
    role.refresh_from_db()
    end_membership(role, actor=administrator, last_day=yesterday)
    assert not actor_for(role.user, vmbo.board).may("register_routes")


def test_an_invitation_goes_out_when_it_is_confirmed(
    administrator: Actor, vmbo: Party, run_jobs: Callable[..., list[str]]
) -> None:
    person = invite_person(
        actor=administrator, name="Nieuw", email="nieuw@spinoza.example", role=Role.ADVISER, board=vmbo.board
    )
    run_jobs("accounts.mail_grant", "accounts.mail_invitation")
    assert {letter.to[0] for letter in mail.outbox} == {vmbo.director.user.email, vmbo.signatory.user.email}
    mail.outbox.clear()
    confirm(Membership.proposals.get(user=person), vmbo.director)
    run_jobs("accounts.mail_grant", "accounts.mail_invitation")
    assert {letter.to[0] for letter in mail.outbox} == {administrator.user.email, person.email}


# --- refused -------------------------------------------------------------------------------------


def test_only_a_second_person_of_the_board_or_an_administrator_confirms(
    role: Membership, cast: dict[str, Actor], second_administrator: Actor
) -> None:
    may = {name for name, actor in cast.items() if can_confirm(actor, role)}
    assert may == {"vmbo_director", "vmbo_signatory"}
    assert can_confirm(second_administrator, role)
    assert {name for name, actor in cast.items() if visible_to(actor, Membership).filter(pk=role.pk)} == {
        *(name for name in cast if name.startswith("vmbo_")),
        *("adviser", "twin_vmbo", "twin_mbo", "administrator"),
    }


def test_nobody_confirms_what_they_proposed_in_whatever_role(vmbo: Party, mandate: Mandate) -> None:
    both = person_with("Beheer En Meer", (Role.ADMINISTRATOR, None), (Role.DIRECTOR, vmbo.board))
    proposed = grant_membership(person_with("X"), actor=actor_for(both), role=Role.ADVISER, board=vmbo.board)
    with pytest.raises(PermissionDenied, match="four eyes"):
        confirm(proposed, actor_for(both, vmbo.board))
    with pytest.raises(PermissionDenied, match="of their own"):
        confirm(mandate, actor_for(mandate.user, vmbo.board))


def test_the_database_refuses_it_too(role: Membership, administrator: Actor, vmbo: Party) -> None:
    now = timezone.now()
    for second in (administrator.user, role.user, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.proposals.filter(pk=role.pk).update(confirmed=now, confirmed_by=second)
    refused = {"refused": now, "refused_by": vmbo.director.user}
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.proposals.filter(pk=role.pk).update(confirmed=now, confirmed_by=vmbo.director.user, **refused)


def test_a_director_of_one_school_confirms_for_that_school_only(
    administrator: Actor, vmbo: Party, role: Membership
) -> None:
    school, user = vmbo.board.institutions.get(), person_with("Locatie Directeur")
    grant_membership(user, actor=None, role=Role.DIRECTOR, board=vmbo.board, institution=school)
    local = actor_for(user, vmbo.board)
    with pytest.raises(PermissionDenied, match="limited to an institution"):
        confirm(role, local)
    person = person_with("Alleen Hier")
    confirm(
        grant_membership(person, actor=administrator, role=Role.ADVISER, board=vmbo.board, institution=school), local
    )
    assert person.memberships.get().institution == school


def test_an_old_or_foreign_proof_confirms_nothing(role: Membership, vmbo: Party) -> None:
    with pytest.raises(NotProven):
        confirm_grant(role, actor=vmbo.director, proof=proof_of(vmbo.signatory))
    assert not role.user.memberships.exists()


def test_what_was_answered_stays_answered(role: Membership, vmbo: Party) -> None:
    with pytest.raises(Refusal, match="give a reason"):
        refuse_grant(role, actor=vmbo.director, reason=" ")
    refuse_grant(role, actor=vmbo.director, reason="Die kennen wij niet.")
    event = AuditEvent.objects.get(action="accounts.role_refused")
    assert (event.reason, event.actor) == ("Die kennen wij niet.", vmbo.director.user)
    with pytest.raises(PermissionDenied, match="already answered"):
        confirm(role, vmbo.signatory)
    assert not role.user.memberships.exists()


def test_who_proposed_takes_it_back(role: Membership, administrator: Actor, second_administrator: Actor) -> None:
    refuse_grant(role, actor=administrator, reason="Vergissing.")
    with pytest.raises(PermissionDenied, match="already answered"):
        confirm(role, second_administrator)


def test_the_same_role_is_not_granted_twice(
    role: Membership, administrator: Actor, second_administrator: Actor, vmbo: Party
) -> None:
    again = grant_membership(role.user, actor=administrator, role=Role.REGISTRAR, board=vmbo.board)
    confirm(role, vmbo.director)
    with pytest.raises(Refusal, match="already has this role"):
        confirm(again, second_administrator)


# --- the pages -----------------------------------------------------------------------------------


def test_the_second_person_confirms_with_password_and_code(
    client_as: ClientAs, mandate: Mandate, vmbo: Party, mbo: Party
) -> None:
    address = reverse("accounts:confirm_mandate", args=[mandate.pk])
    client = client_as(vmbo.signatory)
    assert address in client.get(reverse("accounts:waiting")).content.decode()
    page = client.get(address)
    assert "Besluit 12" in page.content.decode()
    code = code_of(vmbo.signatory.user)
    wrong = client.post(address, {"password": "geraden", "code": code})
    assert set(wrong.context["form"].errors) == {"password"}
    assert client.post(address, {"password": "leren-en-werken", "code": code}).url == reverse("accounts:waiting")
    assert Mandate.objects.get(pk=mandate.pk).confirmed_by == vmbo.signatory.user
    assert client_as(mbo.signatory).get(address).status_code == 404


def test_who_has_no_second_factor_is_led_to_one(client_as: ClientAs, role: Membership, vmbo: Party) -> None:
    address = reverse("accounts:confirm_role", args=[role.pk])
    page = client_as(vmbo.director).get(address).content.decode()
    assert f"{reverse('mfa_index')}?next={address}" in page
    assert 'type="password"' not in page


def test_more_proposals_cost_no_more_queries(
    client_as: ClientAs, role: Membership, administrator: Actor, vmbo: Party
) -> None:
    client, address = client_as(vmbo.director), reverse("accounts:waiting")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    few = cost()
    for number in range(3):
        grant_membership(person_with(f"P{number}"), actor=administrator, role=Role.ADVISER, board=vmbo.board)
    assert cost() == few


def test_a_new_board_gets_its_first_people_from_two_administrators(
    administrator: Actor, second_administrator: Actor
) -> None:
    board = Board.objects.create(name="Nieuw Bestuur", number="90099", seat="Ergens")
    first = grant_membership(person_with("Eerste"), actor=administrator, role=Role.DIRECTOR, board=board)
    confirm(first, second_administrator)
    assert actor_for(first.user, board).may("confirm_access")
