"""Who may do what to a route, and why not. Each answer names what is in the way and who can help."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.permissions import boards_where
from accounts.verdicts import ALLOWED, Lift, Verdict, no
from audit.models import AuditEvent
from audit.services import case_of

from .inspecting import released_by_all, routes_in_scope
from .models import RioRegistration, Route, RouteParty
from .models.route import RouteQuerySet
from .states import PLANNABLE, SUSPENDABLE, State

NOT_YOUR_INSTITUTION = _("Your role is limited to an institution that does not take part here.")
NOT_YOUR_ROUTE = _("Your board does not take part in this route.")

WRITING = (
    "leerroutes.proposed",
    "leerroutes.changed",
    "leerroutes.line_saved",
    "leerroutes.line_removed",
    "leerroutes.submitted",
)
"""Audit codes of work on a proposal; whoever did such work does not decide on it (four eyes)."""


def visible_to(actor: Actor) -> RouteQuerySet:
    """The one gate through which every route is looked up.

    Members see the routes their boards take part in, drafts included: boards write a proposal together.
    Inspectors see the routes that an access of today opens, once submitted, or released by every board before that.
    """
    routes: RouteQuerySet = Route.objects.all()
    if actor.is_inspector:
        open_to_them = Q(round__gte=1) | Q(pk__in=released_by_all().values("pk"))
        return routes.filter(routes_in_scope(actor.user), open_to_them)
    mine = boards_where(actor.user, "view_cases")
    return routes.filter(pk__in=RouteParty.objects.filter(board__in=mine).values("route"))


def takes_part(actor: Actor, route: Route) -> bool:
    return actor.board is not None and route.parties.filter(board=actor.board, left_on__isnull=True).exists()


def concerns(actor: Actor, right: str, route: Route) -> bool:
    """Is the right held for the whole board, or for an institution that takes part in this route?"""
    scope = actor.scope_of(right)
    return scope is None or route.institutions.filter(pk__in=scope).exists()


def can_propose(actor: Actor) -> Verdict:
    if not actor.may("draft_routes"):
        return no(_("Only a coordinator of a board proposes a route."))
    return ALLOWED


def can_edit(actor: Actor, route: Route) -> Verdict:
    if not route.is_editable:
        return no(
            _("This proposal was submitted. It can be changed after a director sends it back."), Lift("approve_routes")
        )
    if not actor.may("draft_routes") or not takes_part(actor, route):
        return no(_("Only a coordinator of a participating board changes the proposal."), Lift("draft_routes"))
    return ALLOWED


def can_submit(actor: Actor, route: Route) -> Verdict:
    if not route.is_editable:
        return no(_("Only a draft or a returned proposal can be submitted."))
    if not actor.may("draft_routes", route.proposed_by):
        return no(
            _("Only a coordinator of %(board)s, which proposes this route, submits it.") % {"board": route.proposed_by},
            Lift("draft_routes", route.proposed_by),
        )
    return ALLOWED


def can_withdraw(actor: Actor, route: Route) -> Verdict:
    if route.state not in (State.DRAFT, State.RETURNED, State.SUBMITTED, State.APPROVED):
        return no(_("A route that rests on an agreement is not withdrawn but wound down."))
    if route.agreement_number:
        return no(
            _("This route is part of agreement %(number)s, so its board can no longer withdraw it alone.")
            % {"number": route.agreement_number}
        )
    if not actor.may("draft_routes", route.proposed_by):
        return no(
            _("Only a coordinator of %(board)s withdraws this route.") % {"board": route.proposed_by},
            Lift("draft_routes", route.proposed_by),
        )
    return ALLOWED


def can_decide(actor: Actor, route: Route) -> Verdict:
    """Four eyes: whoever worked on the proposal does not decide on it for the same board, in whatever role."""
    if route.state != State.SUBMITTED:
        return no(_("There is nothing to decide: the proposal is not submitted."))
    if not takes_part(actor, route):
        return no(NOT_YOUR_ROUTE)
    if not actor.may("approve_routes"):
        otherwise = _("Only a director of your board decides on a proposal.")
        return no(actor.why_not("approve_routes", otherwise), Lift("approve_routes"))
    if not concerns(actor, "approve_routes", route):
        return no(NOT_YOUR_INSTITUTION)
    if route.decisions.filter(round=route.round, board=actor.board).exists():
        return no(_("Your board already decided on this version."))
    if wrote_in(actor, route):
        return no(
            _("You worked on this proposal for the same board; another director must decide (four eyes)."),
            Lift("approve_routes"),
        )
    return ALLOWED


def wrote_in(actor: Actor, route: Route) -> bool:
    """Did this person work on the proposal on behalf of the board acted for? Answered by the trail."""
    board_id = actor.board.pk if actor.board else None
    writing = AuditEvent.objects.filter(case=case_of(route), board_id=board_id, action__in=WRITING)
    return writing.filter(actor=actor.user).exists()


def can_register(actor: Actor, registration: RioRegistration) -> Verdict:
    if registration.route.state not in (State.CONTRACTED, State.REPORTED, State.RUNNING):
        return no(_("Registration in RIO starts when the agreement is in force."))
    if not actor.may("register_routes", registration.institution.board):
        return no(
            _("Only a registrar of %(board)s records the registration of %(institution)s.")
            % {"board": registration.institution.board, "institution": registration.institution}
        )
    scope = actor.scope_of("register_routes")
    if scope is not None and registration.institution_id not in scope:
        return no(NOT_YOUR_INSTITUTION)
    return ALLOWED


def can_plan(actor: Actor, route: Route) -> Verdict:
    if route.state not in PLANNABLE:
        return no(_("There is nothing to plan: the route runs already, stands still, or has stopped."))
    if not actor.may("draft_routes") or not takes_part(actor, route):
        return no(_("Only a coordinator of a participating board changes the planning."))
    return ALLOWED


def can_suspend(actor: Actor, route: Route) -> Verdict:
    if route.state not in SUSPENDABLE:
        return no(_("Only a route with an agreement in force can be suspended."))
    return _director_of_route(actor, route)


def can_resume(actor: Actor, route: Route) -> Verdict:
    if route.state != State.SUSPENDED:
        return no(_("This route is not suspended."))
    return _director_of_route(actor, route)


def can_wind_down(actor: Actor, route: Route) -> Verdict:
    if route.state != State.RUNNING:
        return no(_("Only a running route is wound down."))
    return _director_of_route(actor, route)


def can_end(actor: Actor, route: Route) -> Verdict:
    if route.state != State.WINDING_DOWN:
        return no(_("A route ends after it was wound down."))
    return _director_of_route(actor, route)


def _director_of_route(actor: Actor, route: Route) -> Verdict:
    if not takes_part(actor, route):
        return no(NOT_YOUR_ROUTE)
    if not actor.may("approve_routes"):
        return no(_("Only a director of a participating board does this."), Lift("approve_routes"))
    if not concerns(actor, "approve_routes", route):
        return no(NOT_YOUR_INSTITUTION)
    return ALLOWED


def registrations_visible_to(actor: Actor) -> QuerySet[RioRegistration]:
    return RioRegistration.objects.filter(route__in=visible_to(actor)).select_related("route", "institution__board")
