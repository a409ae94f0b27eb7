"""A role can be limited to one institution of a board: it gives nothing at the board's other institutions."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from accounts.actors import Actor, actor_for
from accounts.models import Institution, Kind
from accounts.roles import Role
from accounts.services import grant_membership
from jobs.models import Job
from leerroutes.services import submit_registration
from tests.factories import person_with
from workflows.demo import world
from workflows.demo.cases import PAIR
from workflows.demo.play import Playing
from workflows.selectors import tasks_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_school() -> Institution:
    """A second school of the vmbo board, which takes part in nothing."""
    return Institution.objects.create(board=world.board("spinoza"), kind=Kind.VO, name="Tweede school", brin="99ZY")


def limited(role: Role, institution: Institution) -> Actor:
    user = person_with(f"{role} at {institution.brin}")
    grant_membership(user, actor=None, role=role, board=institution.board, institution=institution)
    return actor_for(user, institution.board)


def played(until: str) -> Playing:
    playing = Playing(PAIR)
    for _step in playing.play(until):
        pass
    return playing


def test_a_registrar_of_another_school_is_not_asked_and_refused(other_school: Institution) -> None:
    stranger = limited(Role.REGISTRAR, other_school)
    own = limited(Role.REGISTRAR, Institution.objects.get(brin="99ZF"))
    route = played("in_force").route
    registration = route.registrations.get(institution__brin="99ZF")
    assert not tasks_for(stranger).exists()
    assert tasks_for(own).count() == 1
    assert not Job.objects.filter(name="workflows.mail_task", arguments__person=stranger.user.pk).exists()
    with pytest.raises(PermissionDenied):
        submit_registration(registration, actor=stranger, submitted_on=localdate())
    submit_registration(registration, actor=own, submitted_on=localdate())


def test_a_director_of_another_school_is_not_asked(other_school: Institution) -> None:
    stranger = limited(Role.DIRECTOR, other_school)
    own = limited(Role.DIRECTOR, Institution.objects.get(brin="99ZF"))
    played("submitted")
    assert not tasks_for(stranger).exists()
    assert tasks_for(own).count() == 1
