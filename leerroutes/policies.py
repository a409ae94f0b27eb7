"""Who may do what to a route, and why not. Each answer names what is in the way and who can help."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.permissions import boards_where
from accounts.verdicts import ALLOWED, Lift, Verdict, all_of, need, no
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
    """Asked by every guard, so pages fetch the parties beforehand."""
    here = [party.board_id for party in route.parties.all() if party.left_on is None]
    return actor.board is not None and actor.board.pk in here


def concerns(actor: Actor, right: str, route: Route) -> bool:
    """Is the right held for the whole board, or for an institution that takes part in this route?"""
    scope = actor.scope_of(right)
    return scope is None or route.institutions.filter(pk__in=scope).exists()


def can_propose(actor: Actor) -> Verdict:
    if not actor.may("draft_routes"):
        return no(_("Only a coordinator of a board proposes a route."))
    return ALLOWED


def can_edit(actor: Actor, route: Route) -> Verdict:
    return all_of(
        need(
            route.is_editable,
            _("This proposal was submitted. It can be changed after a director sends it back."),
            Lift("approve_routes"),
        ),
        need(
            actor.may("draft_routes") and takes_part(actor, route),
            _("Only a coordinator of a participating board changes the proposal."),
            Lift("draft_routes"),
        ),
    )


def can_submit(actor: Actor, route: Route) -> Verdict:
    return all_of(
        need(route.is_editable, _("Only a draft or a returned proposal can be submitted.")),
        need(
            actor.may("draft_routes", route.proposed_by),
            _("Only a coordinator of %(board)s, which proposes this route, submits it.") % {"board": route.proposed_by},
            Lift("draft_routes", route.proposed_by),
        ),
    )


def can_withdraw(actor: Actor, route: Route) -> Verdict:
    return all_of(
        need(
            route.state in (State.DRAFT, State.RETURNED, State.SUBMITTED, State.APPROVED),
            _("A route that rests on an agreement is not withdrawn but wound down."),
        ),
        need(
            not route.agreement_number,
            _("This route is part of agreement %(number)s, so its board can no longer withdraw it alone.")
            % {"number": route.agreement_number},
        ),
        need(
            actor.may("draft_routes", route.proposed_by),
            _("Only a coordinator of %(board)s withdraws this route.") % {"board": route.proposed_by},
            Lift("draft_routes", route.proposed_by),
        ),
    )


def can_decide(actor: Actor, route: Route) -> Verdict:
    """Four eyes: whoever worked on the proposal does not decide on it for the same board, in whatever role."""
    return all_of(
        need(route.state == State.SUBMITTED, _("There is nothing to decide: the proposal is not submitted.")),
        need(takes_part(actor, route), NOT_YOUR_ROUTE),
        _approves(actor, route, _("Only a director of your board decides on a proposal.")),
        need(
            not route.decisions.filter(round=route.round, board=actor.board).exists(),
            _("Your board already decided on this version."),
        ),
        need(
            not wrote_in(actor, route),
            _("You worked on this proposal for the same board; another director must decide (four eyes)."),
            Lift("approve_routes"),
        ),
    )


def _approves(actor: Actor, route: Route, otherwise: str | Promise) -> Verdict:
    """A director of the board acted for, and of an institution that takes part if the role is limited to one."""
    if not actor.may("approve_routes"):
        return no(actor.why_not("approve_routes", otherwise), Lift("approve_routes"))
    return need(concerns(actor, "approve_routes", route), NOT_YOUR_INSTITUTION, Lift("approve_routes"))


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
    return all_of(
        need(
            route.state in PLANNABLE,
            _("There is nothing to plan: the route runs already, stands still, or has stopped."),
        ),
        need(
            actor.may("draft_routes") and takes_part(actor, route),
            _("Only a coordinator of a participating board changes the planning."),
        ),
    )


def can_suspend(actor: Actor, route: Route) -> Verdict:
    return _director_of_route(
        actor, route, need(route.state in SUSPENDABLE, _("Only a route with an agreement in force can be suspended."))
    )


def can_resume(actor: Actor, route: Route) -> Verdict:
    return _director_of_route(actor, route, need(route.state == State.SUSPENDED, _("This route is not suspended.")))


def can_wind_down(actor: Actor, route: Route) -> Verdict:
    return _director_of_route(
        actor, route, need(route.state == State.RUNNING, _("Only a running route is wound down."))
    )


def can_end(actor: Actor, route: Route) -> Verdict:
    return _director_of_route(
        actor, route, need(route.state == State.WINDING_DOWN, _("A route ends after it was wound down."))
    )


def _director_of_route(actor: Actor, route: Route, in_this_state: Verdict) -> Verdict:
    return all_of(
        in_this_state,
        need(takes_part(actor, route), NOT_YOUR_ROUTE),
        _approves(actor, route, _("Only a director of a participating board does this.")),
    )


def registrations_visible_to(actor: Actor) -> QuerySet[RioRegistration]:
    return RioRegistration.objects.filter(route__in=visible_to(actor)).select_related("route", "institution__board")
