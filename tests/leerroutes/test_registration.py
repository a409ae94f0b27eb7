"""RIO: each institution registers for itself; together they make the route reported."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.roles import Role
from audit.models import AuditEvent
from leerroutes.errors import RouteError
from leerroutes.models import RioRegistration, Route
from leerroutes.services import confirm_registration, submit_registration, suspend_route, wind_down_route
from tests.factories import REASON, Party, route_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def of(party: Party, route: Route) -> RioRegistration:
    return route.registrations.get(institution__board=party.board)


def submit(registration: RioRegistration, actor: Actor, day: date | None = None) -> RioRegistration:
    return submit_registration(registration, actor=actor, submitted_on=day or localdate())


def confirm(registration: RioRegistration, actor: Actor, day: date | None = None) -> RioRegistration:
    return confirm_registration(registration, actor=actor, confirmed_on=day or localdate(), register_id="RIO-1")


@pytest.fixture
def route(db: None) -> Route:
    return route_in("contracted")


def test_an_agreement_in_force_plans_one_for_each_institution(route: Route) -> None:
    assert {r.institution for r in route.registrations.all()} == set(route.institutions.all())
    assert {r.state for r in route.registrations.all()} == {"planned"}


def test_submitting_is_kept_and_told(route: Route, vmbo: Party) -> None:
    registration = submit(of(vmbo, route), vmbo.registrar)
    assert (registration.state, registration.submitted_on) == ("submitted", localdate())
    event = AuditEvent.objects.get(action="leerroutes.registration_submitted")
    assert (event.case, event.actor, event.board_id) == (f"route:{route.pk}", vmbo.registrar.user, vmbo.board.pk)
    assert event.changes == {"state": ["planned", "submitted"]}
    assert event.data["submitted_on"] == localdate().isoformat()


def test_confirming_keeps_the_number_of_the_register(route: Route, vmbo: Party) -> None:
    registration = confirm(submit(of(vmbo, route), vmbo.registrar), vmbo.registrar)
    assert (registration.state, registration.register_id) == ("confirmed", "RIO-1")
    event = AuditEvent.objects.get(action="leerroutes.registration_confirmed")
    assert event.data["register_id"] == "RIO-1"
    assert Route.objects.get(pk=route.pk).state == "contracted"


def test_the_last_confirmation_makes_the_route_reported(route: Route, vmbo: Party, mbo: Party) -> None:
    for party in (mbo, vmbo):
        confirm(submit(of(party, route), party.registrar), party.registrar)
    assert Route.objects.get(pk=route.pk).state == "reported"
    event = AuditEvent.objects.get(action="leerroutes.reported")
    assert event.changes == {"state": ["contracted", "reported"]}


@pytest.mark.parametrize("act", [submit, confirm])
def test_it_refuses_every_wrong_person(
    act: object, route: Route, vmbo: Party, mbo: Party, adviser: Actor, inspector: Actor, administrator: Actor,
    outsider: Actor,
) -> None:  # fmt: skip
    wrong = [actor for role, actor in vmbo.people.items() if role != Role.REGISTRAR]
    for actor in [*wrong, mbo.registrar, adviser, inspector, administrator, outsider]:
        with pytest.raises(PermissionDenied):
            act(of(vmbo, route), actor)  # type: ignore[operator]
    assert of(vmbo, route).state == "planned"


def test_it_refuses_while_the_route_stands_still(route: Route, vmbo: Party) -> None:
    suspend_route(route, actor=vmbo.director, reason=REASON)
    with pytest.raises(PermissionDenied, match="in force"):
        submit(of(vmbo, route), vmbo.registrar)


def test_it_refuses_when_the_route_winds_down(vmbo: Party) -> None:
    route = wind_down_route(route_in("running"), actor=vmbo.director, reason=REASON)
    with pytest.raises(PermissionDenied):
        submit(of(vmbo, route), vmbo.registrar)


def test_nothing_is_submitted_tomorrow(route: Route, vmbo: Party) -> None:
    with pytest.raises(RouteError, match="future"):
        submit(of(vmbo, route), vmbo.registrar, localdate() + timedelta(days=1))


def test_submit_comes_before_confirm(route: Route, vmbo: Party) -> None:
    with pytest.raises(RouteError, match="first"):
        confirm(of(vmbo, route), vmbo.registrar)


@pytest.mark.parametrize("days", [-1, 1])
def test_the_confirmation_lies_between_submission_and_today(days: int, route: Route, vmbo: Party) -> None:
    submit(of(vmbo, route), vmbo.registrar)
    with pytest.raises(RouteError, match="between"):
        confirm(of(vmbo, route), vmbo.registrar, localdate() + timedelta(days=days))


def test_a_mistaken_date_can_be_given_anew_until_it_is_confirmed(route: Route, vmbo: Party) -> None:
    submit(of(vmbo, route), vmbo.registrar)
    earlier = localdate() - timedelta(days=3)
    assert submit(of(vmbo, route), vmbo.registrar, earlier).submitted_on == earlier


@pytest.mark.parametrize("act", [submit, confirm])
def test_what_is_confirmed_stays(act: object, route: Route, vmbo: Party) -> None:
    confirm(submit(of(vmbo, route), vmbo.registrar), vmbo.registrar)
    events = AuditEvent.objects.count()
    with pytest.raises(RouteError, match="already confirmed"):
        act(of(vmbo, route), vmbo.registrar)  # type: ignore[operator]
    assert AuditEvent.objects.count() == events


def test_the_database_wants_the_whole_confirmation(route: Route) -> None:
    registration = route.registrations.first()
    for values in (
        {"state": "confirmed"},
        {"state": "lost"},
        {"submitted_on": "2026-02-02", "confirmed_on": "2026-02-01"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            RioRegistration.objects.filter(pk=registration.pk).update(**values)
