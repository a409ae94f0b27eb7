"""Guardian follows the memberships, whatever is granted, answered and ended; where it does not, somebody is told."""

from __future__ import annotations

import logging
from datetime import timedelta
from random import Random

import pytest
from django.utils.timezone import localdate
from guardian.shortcuts import assign_perm, remove_perm

from accounts.actors import Actor
from accounts.granting.services import confirm_grant, refuse_grant
from accounts.models import BoardUserPermission, Membership
from accounts.permissions import drift, stored, synchronise
from accounts.roles import PLATFORM_ROLES, Role
from accounts.services import end_membership, grant_membership
from tests.factories import MBO, VMBO, Party, person_with
from workflows.demo.play import proof_of
from workflows.tasks import look_for_drift

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(2))
def test_no_history_of_services_leaves_drift(seed: int, administrator: Actor) -> None:
    luck, today = Random(seed), localdate()
    people = [person_with(f"Iemand {seed} {number}") for number in range(3)]
    roles = [role for role in Role if role not in PLATFORM_ROLES]
    for _turn in range(15):
        party = luck.choice((VMBO, MBO))
        proposed = grant_membership(
            luck.choice(people),
            actor=administrator,
            role=luck.choice(roles),
            board=party.board,
            valid_from=today + timedelta(days=luck.choice((-5, 0, 3))),
        )
        _answer(proposed, party, luck)
        assert not drift()
        if luck.random() < 0.4 and (held := Membership.objects.filter(user__in=people, valid_until=None).first()):
            end_membership(held, actor=administrator, last_day=max(held.valid_from, today - timedelta(days=1)))
            assert not drift()


def _answer(proposed: Membership, party: Party, luck: Random) -> None:
    held = Membership.objects.valid_on(proposed.valid_from)
    if luck.random() < 0.3:
        refuse_grant(proposed, actor=party.director, reason="Nee.")
    elif not held.filter(user=proposed.user, board=proposed.board, role=proposed.role).exists():
        confirm_grant(proposed, actor=party.director, proof=proof_of(party.director))


def test_everything_is_made_again_from_the_memberships(vmbo: Party) -> None:
    before = stored()
    BoardUserPermission.objects.all().delete()
    synchronise()
    assert stored() == before
    assert before


def test_before_midnight_somebody_is_told(vmbo: Party, caplog: pytest.LogCaptureFixture) -> None:
    look_for_drift()
    assert not caplog.records
    remove_perm("approve_routes", vmbo.director.user, vmbo.board)
    assign_perm("sign_agreements", vmbo.director.user, vmbo.board)
    assign_perm("advise_agreements", vmbo.director.user, vmbo.board)
    with caplog.at_level(logging.ERROR):
        look_for_drift()
    assert [record.getMessage() for record in caplog.records] == [
        "Guardian does not follow the memberships: 1 rows missing, 2 too many."
    ]
    assert drift(), "it is told, not hidden: midnight mends it"
