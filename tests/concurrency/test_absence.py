"""An absence is recorded in the second in which its task is done: one decision, by one of the two."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from accounts.absences.services import end_absence, record_absence
from accounts.actors import Actor, actor_for
from accounts.errors import Refusal
from accounts.models import Absence
from accounts.roles import Role
from leerroutes.models import Route
from leerroutes.services import approve_route
from tests.factories import person_with

from .conftest import BOARDS, at_once, prepare

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4


def test_an_absence_recorded_while_its_task_is_done() -> None:
    party, today = BOARDS[0], localdate()
    with transaction.atomic():
        deputy = person_with("Dina Vervanger", (Role.ADVISER, party.board))
    for playing in prepare("submitted", ROUNDS):
        director, route = party.director, playing.route
        assert director.rights

        def leave(director: Actor = director) -> None:
            record_absence(actor=director, role=Role.DIRECTOR, substitute=deputy, first=today, last=today)

        raised = at_once(lambda d=director, r=route: approve_route(r, actor=d), leave)
        assert raised[1] is None
        assert raised[0] is None or isinstance(raised[0], PermissionDenied)
        acting = actor_for(deputy, party.board)
        if raised[0] is None:
            with pytest.raises(PermissionDenied, match="al beslist|already decided"):
                approve_route(route, actor=acting)
        else:
            approve_route(route, actor=acting)
        decision = Route.objects.get(pk=route.pk).decisions.get()
        assert (decision.decided_by, decision.instead_of) in ((director.user, None), (deputy, director.user))
        end_absence(Absence.objects.standing().get(), actor=party.director)


def test_the_same_absence_twice_is_recorded_once() -> None:
    party, today = BOARDS[0], localdate()
    with transaction.atomic():
        deputies = [person_with(f"Vervanger {n}", (Role.ADVISER, party.board)) for n in range(3)]
    director = party.director
    raised = at_once(
        *[
            lambda deputy=deputy: record_absence(
                actor=director, role=Role.DIRECTOR, substitute=deputy, first=today, last=today
            )
            for deputy in deputies
        ]
    )
    assert sorted(type(error).__name__ for error in raised) == ["NoneType", "Refusal", "Refusal"]
    assert all(error is None or isinstance(error, Refusal) for error in raised)
    assert Absence.objects.standing().count() == 1
