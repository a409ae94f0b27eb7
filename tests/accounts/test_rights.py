"""Rights: one table, guardian's rows derived from it, and the calendar has the last word."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from guardian.shortcuts import assign_perm, remove_perm

from accounts.actors import Actor, actor_for, capacities
from accounts.errors import Refusal
from accounts.models import BoardUserPermission, Membership, User
from accounts.permissions import boards_where, drift, people_with, synchronise
from accounts.roles import PERMISSIONS, PLATFORM_ROLES, RIGHTS, Role, rights_of
from accounts.services import end_mandate, end_membership, grant_mandate, grant_membership
from agreements import policies as archive
from audit.models import AuditEvent
from leerroutes import policies as subject
from tests.factories import Party, person_with, route_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# --- the table -----------------------------------------------------------------------------------


def test_the_table_has_a_line_for_every_role_and_a_name_for_every_right() -> None:
    assert set(RIGHTS) == set(Role)
    assert {right for rights in RIGHTS.values() for right in rights} == set(PERMISSIONS)


def test_platform_roles_act_for_no_board() -> None:
    assert all(not RIGHTS[role] for role in PLATFORM_ROLES)


def test_who_decides_does_not_write_and_the_other_way_round() -> None:
    writing, deciding = {"draft_routes", "draft_agreements"}, {"approve_routes", "decide_agreements"}
    for rights in RIGHTS.values():
        assert not (rights & writing and rights & deciding)


@pytest.mark.parametrize("role", [role for role in Role if role not in PLATFORM_ROLES])
def test_a_role_gives_its_rights_at_its_board_and_nowhere_else(role: Role, vmbo: Party, mbo: Party) -> None:
    user = person_with("Een Iemand", (role, vmbo.board))
    actor = actor_for(user, vmbo.board)
    for right in PERMISSIONS:
        assert actor.may(right) is (right in RIGHTS[role])
        assert user.has_perm(f"accounts.{right}", vmbo.board) is (right in RIGHTS[role])
        assert actor_for(user, mbo.board).may(right) is False
        assert actor.may(right, mbo.board) is False
        assert user.has_perm(f"accounts.{right}") is False


@pytest.mark.parametrize("role", sorted(PLATFORM_ROLES))
def test_a_platform_role_gives_no_rights_at_any_board(role: Role, vmbo: Party) -> None:
    user = person_with("Een Iemand", (role, None))
    actor = actor_for(user)
    assert actor.is_a(role)
    assert not any(actor.may(right) or actor_for(user, vmbo.board).may(right) for right in PERMISSIONS)
    assert not BoardUserPermission.objects.filter(user=user).exists()


def test_two_roles_give_the_rights_of_both(two_hats: Actor) -> None:
    assert two_hats.rights == rights_of(frozenset({Role.COORDINATOR, Role.DIRECTOR}))


def test_a_person_can_act_for_two_boards(twin: User, vmbo: Party, mbo: Party) -> None:
    assert {actor.board: actor.roles for actor in capacities(twin)} == {
        vmbo.board: frozenset({Role.COORDINATOR}),
        mbo.board: frozenset({Role.DIRECTOR}),
    }


def test_who_has_no_role_acts_for_nobody(vmbo: Party) -> None:
    user = person_with("Zonder Rol")
    assert capacities(user) == []
    assert not any(actor_for(user, vmbo.board).may(right) for right in PERMISSIONS)


def test_a_superuser_is_nobody_special(vmbo: Party) -> None:
    user = person_with("Super User")
    user.is_superuser = True
    user.save()
    assert not any(actor_for(user, vmbo.board).may(right) for right in PERMISSIONS)
    assert not boards_where(user, "view_cases").exists()


# --- the calendar --------------------------------------------------------------------------------


@pytest.fixture
def yesterdays(vmbo: Party) -> Actor:
    """A coordinator until yesterday; guardian has not been told."""
    user = person_with("Was Coordinator", (Role.COORDINATOR, vmbo.board))
    Membership.objects.filter(user=user).update(valid_until=localdate() - timedelta(days=1))
    assert user.has_perm("accounts.draft_routes", vmbo.board)
    return actor_for(user, vmbo.board)


def test_an_ended_membership_gives_nothing_before_guardian_knows(yesterdays: Actor, vmbo: Party) -> None:
    route_in("draft")
    assert yesterdays.roles == frozenset()
    assert not any(yesterdays.may(right) for right in PERMISSIONS)
    assert capacities(yesterdays.user) == []
    assert not boards_where(yesterdays.user, "view_cases").exists()
    assert not subject.visible_to(yesterdays).exists()
    assert not archive.visible_to(yesterdays).exists()
    assert yesterdays.user not in people_with("draft_routes", vmbo.board)


def test_a_membership_of_tomorrow_gives_nothing_yet(vmbo: Party) -> None:
    user = person_with("Wordt Coordinator")
    grant_membership(
        user, actor=None, role=Role.COORDINATOR, board=vmbo.board, valid_from=localdate() + timedelta(days=1)
    )
    assert not actor_for(user, vmbo.board).may("view_cases")
    assert not user.has_perm("accounts.view_cases", vmbo.board)


def test_the_last_day_counts(vmbo: Party) -> None:
    user = person_with("Laatste Dag")
    grant_membership(
        user, actor=None, role=Role.DIRECTOR, board=vmbo.board, valid_from=localdate(), valid_until=localdate()
    )
    assert actor_for(user, vmbo.board).may("approve_routes")


def test_a_lesser_role_that_stays_keeps_only_its_own_rights(yesterdays: Actor, vmbo: Party) -> None:
    """A right at guardian that no role of today gives does not count, also not for who may still read."""
    grant_membership(yesterdays.user, actor=None, role=Role.ADVISER, board=vmbo.board)
    assign_perm("draft_routes", yesterdays.user, vmbo.board)
    actor = actor_for(yesterdays.user, vmbo.board)
    assert actor.rights == RIGHTS[Role.ADVISER]
    assert vmbo.board in boards_where(actor.user, "view_cases")
    assert vmbo.board not in boards_where(actor.user, "draft_routes")
    assert actor.user not in people_with("draft_routes", vmbo.board)


def test_midnight_brings_guardian_up_to_date(yesterdays: Actor, vmbo: Party) -> None:
    mended = synchronise()
    assert {right for _user, _board, right in mended.superfluous} == RIGHTS[Role.COORDINATOR]
    assert not yesterdays.user.has_perm("accounts.draft_routes", vmbo.board)


# --- drift ---------------------------------------------------------------------------------------


def command(*args: str) -> str:
    out = StringIO()
    call_command("rebuild_permissions", *args, stdout=out)
    return out.getvalue()


def test_the_world_begins_without_drift() -> None:
    assert not drift()
    assert "agrees" in command("--check")


def test_drift_is_reported_and_not_mended_by_a_check(vmbo: Party) -> None:
    user = vmbo.director.user
    remove_perm("approve_routes", user, vmbo.board)
    assign_perm("sign_agreements", user, vmbo.board)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("rebuild_permissions", "--check", stdout=out)
    assert f"missing: user {user.pk}, board {vmbo.board.pk}, approve_routes" in out.getvalue()
    assert f"superfluous: user {user.pk}, board {vmbo.board.pk}, sign_agreements" in out.getvalue()
    assert drift()


def test_a_rebuild_mends(vmbo: Party) -> None:
    user = vmbo.director.user
    remove_perm("approve_routes", user, vmbo.board)
    assign_perm("sign_agreements", user, vmbo.board)
    assert "missing" in command()
    assert not drift()
    assert vmbo.director.may("approve_routes")
    assert command() == "Guardian agrees with the memberships of today.\n"


def test_a_right_given_at_guardian_alone_does_not_count(vmbo: Party) -> None:
    assign_perm("sign_agreements", vmbo.director.user, vmbo.board)
    assert not vmbo.director.may("sign_agreements")


# --- granting and ending -------------------------------------------------------------------------


def test_an_administrator_ends_a_role(administrator: Actor, vmbo: Party, tomorrow: date) -> None:
    membership = Membership.objects.get(user=vmbo.director.user)
    end_membership(membership, actor=administrator, last_day=tomorrow - timedelta(days=1))
    assert not vmbo.director.may("approve_routes")
    assert not drift(membership.user)
    event = AuditEvent.objects.get(action="accounts.role_ended")
    assert event.changes == {"valid_until": [None, (tomorrow - timedelta(days=1)).isoformat()]}


def test_an_administrator_ends_a_mandate_alone(administrator: Actor, vmbo: Party) -> None:
    user = vmbo.director.user
    mandate = grant_mandate(user, actor=None, board=vmbo.board, function="directeur", document_reference="Besluit 12")
    end_mandate(mandate, actor=administrator, last_day=localdate())
    assert AuditEvent.objects.get(action="accounts.mandate_ended").changes["valid_until"][0] is None


def test_nobody_else_gives_or_takes(cast: dict[str, Actor], vmbo: Party) -> None:
    membership, mandate = Membership.objects.get(user=vmbo.director.user), vmbo.signatory.user.mandates.get()
    for name, actor in cast.items():
        if name == "administrator":
            continue
        for attempt in (
            lambda a: grant_membership(a.user, actor=a, role=Role.DIRECTOR, board=vmbo.board),
            lambda a: end_membership(membership, actor=a, last_day=localdate()),
            lambda a: grant_mandate(a.user, actor=a, board=vmbo.board, function="f", document_reference="d"),
            lambda a: end_mandate(mandate, actor=a, last_day=localdate()),
        ):
            with pytest.raises(PermissionDenied, match="administrator"):
                attempt(actor)


def test_an_administrator_who_acts_for_a_board_is_none(vmbo: Party) -> None:
    user = person_with("Beheer En Meer", (Role.ADMINISTRATOR, None), (Role.DIRECTOR, vmbo.board))
    with pytest.raises(PermissionDenied):
        grant_membership(user, actor=actor_for(user, vmbo.board), role=Role.SIGNATORY, board=vmbo.board)


def test_nothing_ends_before_it_began(administrator: Actor, vmbo: Party) -> None:
    user, day = vmbo.signatory.user, date(2019, 1, 1)
    membership, mandate = Membership.objects.get(user=user), user.mandates.get()
    with pytest.raises(Refusal, match="before it began"):
        end_membership(membership, actor=administrator, last_day=day)
    with pytest.raises(Refusal, match="before it began"):
        end_mandate(mandate, actor=administrator, last_day=day)


@pytest.mark.parametrize(
    ("role", "at_a_board"), [(Role.INSPECTOR, True), (Role.ADMINISTRATOR, True), (Role.DIRECTOR, False)]
)
def test_the_database_keeps_platform_roles_and_boards_apart(role: Role, at_a_board: bool, vmbo: Party) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=person_with("Wie Dan"), role=role, board=vmbo.board if at_a_board else None)
