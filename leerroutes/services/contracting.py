"""What an agreement tells the routes it covers. Called by `agreements.services`, in its transaction."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Board
from audit.services import record

from .. import events
from ..errors import RouteError
from ..models import RioRegistration, Route
from ..states import State
from .turning import locked, turn


@transaction.atomic
def cover_route(route: Route, *, actor: Actor, agreement_number: str) -> Route:
    """An agreement in preparation takes this approved route in. A route is in one agreement at a time."""
    route = locked(route)
    if route.state != State.APPROVED:
        raise RouteError(_("Route %(route)s is not approved by every board.") % {"route": route})
    if route.agreement_number:
        raise RouteError(
            _("Route %(route)s is already part of agreement %(number)s.")
            % {"route": route, "number": route.agreement_number}
        )
    route.agreement_number = agreement_number
    route.save(update_fields=["agreement_number"])
    record("leerroutes.covered", actor=actor, case=route, agreement=agreement_number)
    return route


@transaction.atomic
def uncover_route(route: Route, *, actor: Actor | None, agreement_number: str) -> Route:
    """The agreement in preparation lets this route go. A route that rests on another agreement is left alone."""
    route = locked(route)
    if route.agreement_number != agreement_number:
        return route
    route.agreement_number = ""
    route.save(update_fields=["agreement_number"])
    record("leerroutes.uncovered", actor=actor, case=route, agreement=agreement_number)
    return route


@transaction.atomic
def move_route(route: Route, *, instead_of: str, agreement_number: str) -> Route:
    """A later agreement took the place of the one this route rests on. Its own state stays. Safe to run twice."""
    route = locked(route)
    if route.agreement_number != instead_of:
        return route
    route.agreement_number = agreement_number
    route.save(update_fields=["agreement_number"])
    record("leerroutes.moved", actor=None, case=route, agreement=agreement_number, instead_of=instead_of)
    return route


@transaction.atomic
def release_board(route: Route, *, board: Board, day: date) -> Route:
    """A board left the agreement of this route: it reads what was, and decides nothing any more."""
    route = locked(route)
    if route.parties.filter(board=board, left_on__isnull=True).update(left_on=day):
        record("leerroutes.board_left", actor=None, case=route, parties=[str(board)], day=day.isoformat())
    return route


@transaction.atomic
def readmit_board(route: Route, *, board: Board) -> Route:
    """A later agreement binds a board again that had left."""
    route = locked(route)
    if route.parties.filter(board=board, left_on__isnull=False).update(left_on=None):
        record("leerroutes.board_back", actor=None, case=route, parties=[str(board)])
    return route


@transaction.atomic
def contract_route(route: Route, *, agreement_number: str) -> Route:
    """The agreement that covers this route is in force: registrations can begin. Safe to run twice."""
    route = locked(route)
    if route.state != State.APPROVED:
        return route
    for institution in route.institutions.all():
        RioRegistration.objects.get_or_create(route=route, institution=institution)
    turn(route, route.contract, code="leerroutes.contracted", actor=None, agreement=agreement_number)
    events.route_contracted.send(Route, route=route, actor=None)
    return route
