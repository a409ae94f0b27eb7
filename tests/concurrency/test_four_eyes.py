"""Two people answer one proposal, or two proposals for one person, in the same second: one answer, one role."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actors import Actor, actor_for
from accounts.errors import Refusal
from accounts.granting.services import confirm_grant, refuse_grant
from accounts.models import Membership, User
from accounts.roles import Role
from accounts.services import grant_membership
from tests.factories import person_with
from workflows.demo.play import proof_of

from .conftest import BOARDS, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def proposals(number: int) -> list[Membership]:
    administrator = actor_for(User.objects.get(email="beheerder@leerroutes.example"))
    with transaction.atomic():
        person, board = person_with("Nieuwe Kracht"), BOARDS[0].board
        return [
            grant_membership(person, actor=administrator, role=Role.ADVISER, board=board) for _time in range(number)
        ]


def confirm(grant: Membership, actor: Actor) -> None:
    confirm_grant(grant, actor=actor, proof=proof_of(actor))


def test_confirmed_and_refused_at_once() -> None:
    [role] = proposals(1)
    director, signatory = BOARDS[0].director, BOARDS[0].signatory
    assert director.rights
    assert signatory.rights
    raised = at_once(
        lambda: confirm(role, director),
        lambda: refuse_grant(role, actor=signatory, reason="Onbekend."),
    )
    [late] = [error for error in raised if error]
    assert isinstance(late, PermissionDenied)
    role = Membership.proposals.get(pk=role.pk)
    assert (role.confirmed is None) != (role.refused is None)
    assert Membership.objects.filter(user=role.user).exists() is (raised[0] is None)


def test_two_proposals_of_one_role_confirmed_at_once() -> None:
    first, second = proposals(2)
    director, signatory = BOARDS[0].director, BOARDS[0].signatory
    assert director.rights
    assert signatory.rights
    raised = at_once(lambda: confirm(first, director), lambda: confirm(second, signatory))
    assert [type(error) for error in raised if error] == [Refusal]
    assert Membership.objects.filter(user=first.user).count() == 1
