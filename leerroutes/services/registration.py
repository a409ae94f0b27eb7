"""RIO: every institution registers the route itself (R-120, R-121)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import record

from .. import events, policies
from ..errors import RouteError
from ..models import RioRegistration, Route
from ..rules import blocking, reporting
from ..selectors import reporting_of
from ..states import RegistrationState, State
from .turning import locked, turn


def _locked(registration: RioRegistration) -> RioRegistration:
    """Route first, then its registration: always in this order."""
    route = locked(registration.route)
    fresh = RioRegistration.objects.select_related("institution__board").get(pk=registration.pk)
    fresh.route = route
    return fresh


@transaction.atomic
def submit_registration(registration: RioRegistration, *, actor: Actor, submitted_on: date) -> RioRegistration:
    """The institution sent its registration to RIO."""
    registration = _locked(registration)
    ensure(policies.can_register(actor, registration))
    if registration.state == RegistrationState.CONFIRMED:
        raise RouteError(_("This registration is already confirmed."))
    if submitted_on > localdate():
        raise RouteError(_("The date of submission cannot lie in the future."))
    before = registration.state
    registration.state, registration.submitted_on = RegistrationState.SUBMITTED, submitted_on
    registration.save(update_fields=["state", "submitted_on"])
    record(
        "leerroutes.registration_submitted",
        actor=actor,
        case=registration.route,
        subject=registration,
        changes={"state": (before, registration.state)},
        institution=str(registration.institution),
        submitted_on=submitted_on.isoformat(),
    )
    return registration


@transaction.atomic
def confirm_registration(
    registration: RioRegistration, *, actor: Actor, confirmed_on: date, register_id: str
) -> RioRegistration:
    """RIO confirmed. The last confirmation makes the route reported; the clock starts it when its day has come."""
    registration = _locked(registration)
    ensure(policies.can_register(actor, registration))
    _ensure_confirmable(registration, confirmed_on)
    before = registration.state
    registration.state = RegistrationState.CONFIRMED
    registration.confirmed_on, registration.register_id = confirmed_on, register_id
    registration.save(update_fields=["state", "confirmed_on", "register_id"])
    record(
        "leerroutes.registration_confirmed",
        actor=actor,
        case=registration.route,
        subject=registration,
        changes={"state": (before, registration.state)},
        institution=str(registration.institution),
        confirmed_on=confirmed_on.isoformat(),
        register_id=register_id,
    )
    _report_when_complete(registration, actor=actor)
    return registration


def _ensure_confirmable(registration: RioRegistration, confirmed_on: date) -> None:
    if registration.state == RegistrationState.CONFIRMED:
        raise RouteError(_("This registration is already confirmed."))
    if registration.submitted_on is None:
        raise RouteError(_("Record first when the registration was submitted to RIO."))
    if not registration.submitted_on <= confirmed_on <= localdate():
        raise RouteError(_("The confirmation lies between the day of submission and today."))


def _report_when_complete(registration: RioRegistration, *, actor: Actor) -> None:
    route = registration.route
    complete = route.state == State.CONTRACTED and not blocking(reporting.check(reporting_of(route)))
    if complete:
        turn(route, route.report, code="leerroutes.reported", actor=actor)
    events.institution_registered.send(Route, route=route, actor=actor, institution=registration.institution)
    if complete:
        events.route_reported.send(Route, route=route, actor=actor)
