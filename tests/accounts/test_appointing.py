"""A new installation has nobody who proposes or confirms: a command on the server makes the first administrators."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.actors import actor_for
from accounts.granting.services import confirm_grant
from accounts.models import User
from accounts.roles import Role
from accounts.services import grant_membership
from audit.models import AuditEvent
from tests.factories import VMBO, person_with
from workflows.demo.play import proof_of

pytestmark = pytest.mark.django_db


def test_two_are_appointed_and_then_it_takes_both(run_jobs: Callable[..., list[str]]) -> None:
    for number in ("een", "twee"):
        call_command("appoint_administrator", f"{number}@beheer.example", f"Beheer {number}", verbosity=0)
    run_jobs("accounts.mail_invitation")
    assert {letter.to[0] for letter in mail.outbox} == {"een@beheer.example", "twee@beheer.example"}
    first, second = (actor_for(User.objects.get(email=f"{one}@beheer.example")) for one in ("een", "twee"))
    role = grant_membership(person_with("Nieuw"), actor=first, role=Role.DIRECTOR, board=VMBO.board)
    confirm_grant(role, actor=second, proof=proof_of(second))
    assert actor_for(role.user, VMBO.board).may("approve_routes")
    appointed = AuditEvent.objects.filter(action="accounts.role_granted", subject=f"user:{first.user.pk}").get()
    assert appointed.actor is None


@pytest.mark.parametrize("email", ["geen adres", "beheerder@leerroutes.example"])
def test_a_wrong_or_known_address_is_refused(email: str) -> None:
    before = User.objects.count()
    with pytest.raises(CommandError):
        call_command("appoint_administrator", email, "Iemand")
    assert User.objects.count() == before
