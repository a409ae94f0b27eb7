"""Which routes a draft covers: take one in, take one out."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import record
from leerroutes.models import Route
from leerroutes.services import cover_route, uncover_route
from leerroutes.states import FINAL

from .. import events, policies
from ..errors import AgreementError
from ..models import Agreement, AgreementRoute
from .turning import locked


@transaction.atomic
def take_in_route(agreement: Agreement, route: Route, *, actor: Actor) -> Agreement:
    """Add an approved route to a draft; it gets an annex of its own. Only boards that are party are bound by it."""
    agreement = locked(agreement)
    ensure(policies.can_write(actor, agreement))
    ensure(policies.can_start_with(actor, route))
    strangers = route.parties.exclude(board__in=agreement.parties.filter(leaves=False).values("board")).select_related(
        "board"
    )
    if strangers:
        raise AgreementError(
            _("%(board)s takes part in this route and is not a party to this agreement.") % {"board": strangers[0]}
        )
    cover_route(route, actor=actor, agreement_number=agreement.number)
    last = agreement.covered.aggregate(last=Max("position"))["last"] or 0
    AgreementRoute.objects.create(agreement=agreement, route=route, position=last + 1)
    _tell(agreement, actor=actor, code="agreements.route_taken_in", route=route)
    events.routes_changed.send(Agreement, agreement=agreement, actor=actor, added=route, removed=None)
    return agreement


@transaction.atomic
def take_out_route(agreement: Agreement, route: Route, *, actor: Actor) -> Agreement:
    """Let a route go from a draft. What was written about it stays, for when it comes back."""
    agreement = locked(agreement)
    ensure(policies.can_write(actor, agreement))
    covered = agreement.covered.filter(route=route)
    if not covered.exists():
        raise AgreementError(_("This agreement does not cover that route."))
    if agreement.covered.count() == 1:
        raise AgreementError(
            _("This is the only route of the agreement. A director can break off the agreement instead.")
        )
    if _rests_on_the_old(agreement, route):
        raise AgreementError(
            _("This route is in force under %(number)s. Wind it down and end it first; then it can be left out.")
            % {"number": route.agreement_number}
        )
    covered.delete()
    uncover_route(route, actor=actor, agreement_number=agreement.number)
    _tell(agreement, actor=actor, code="agreements.route_taken_out", route=route)
    events.routes_changed.send(Agreement, agreement=agreement, actor=actor, added=None, removed=route)
    return agreement


def _rests_on_the_old(agreement: Agreement, route: Route) -> bool:
    """A change never leaves a living route without an agreement."""
    old = agreement.replaces
    return old is not None and route.agreement_number == old.number and route.state not in FINAL


def _tell(agreement: Agreement, *, actor: Actor, code: str, route: Route) -> None:
    """Another set of routes is another text: every board agrees anew."""
    agreement.version += 1
    agreement.save(update_fields=["version"])
    agreement.consents.all().delete()
    record(code, actor=actor, case=agreement, routes=[route.number], route=str(route))
