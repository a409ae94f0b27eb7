"""From submitted to ended: every turn of a route's state that a person or the clock asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import record

from .. import events, policies
from ..errors import RouteError
from ..models import Route, RouteDecision, Verdict
from ..rules import Finding, blocking, check, reporting
from ..selectors import facts_of, reasons_for, reporting_of
from ..states import SUSPENDABLE, State
from .reasons import keep_reasons
from .turning import locked, turn


def need_reason(reason: str) -> str:
    """A no, a return, a stop: always with a reason people can read back."""
    if not reason.strip():
        raise RouteError(_("Please give a reason; the others will read it."))
    return reason.strip()


def sentences(obstacles: Iterable[Finding]) -> list[str]:
    """What is in the way, each in a sentence that says where."""
    return [
        _("Line %(number)s: ") % {"number": finding.line} + str(finding) if finding.line else str(finding)
        for finding in obstacles
    ]


@transaction.atomic
def submit_route(route: Route, *, actor: Actor, reasons: Mapping[str, str] | None = None) -> Route:
    """Offer the proposal to the directors of every participating board.

    Refuses while a blocking rule is not met, or a warning has no written reason (by the digest of its finding).
    """
    route = locked(route)
    ensure(policies.can_submit(actor, route))
    findings = check(facts_of(route))
    if obstacles := blocking(findings):
        raise RouteError(*sentences(obstacles))
    _explain(route, findings, actor=actor, reasons=reasons or {})
    turn(route, route.submit, code="leerroutes.submitted", actor=actor, round=route.round + 1)
    events.route_submitted.send(Route, route=route, actor=actor)
    return route


def _explain(route: Route, findings: Iterable[Finding], *, actor: Actor, reasons: Mapping[str, str]) -> None:
    left = keep_reasons(
        route,
        route.reasons,
        findings,
        code="leerroutes.reason_given",
        given=reasons_for(route),
        actor=actor,
        reasons=reasons,
    )
    if left:
        raise RouteError(_("Write down why you go on although a rule warns:"), *sentences(left))


@transaction.atomic
def approve_route(route: Route, *, actor: Actor) -> Route:
    """Approve for the actor's own board. The last board makes the route approved."""
    route = locked(route)
    _decide(route, actor=actor, verdict=Verdict.APPROVED)
    if not route.boards_still_to_decide().exists():
        turn(route, route.approve, code="leerroutes.approved", actor=actor)
    _tell_decided(route, actor=actor, verdict=Verdict.APPROVED)
    return route


@transaction.atomic
def send_back_route(route: Route, *, actor: Actor, reason: str) -> Route:
    """Ask for changes. The proposal can be edited again and every board decides anew."""
    route = locked(route)
    _decide(route, actor=actor, verdict=Verdict.RETURNED, reason=need_reason(reason))
    turn(route, route.send_back, code="leerroutes.returned", actor=actor, reason=reason.strip())
    _tell_decided(route, actor=actor, verdict=Verdict.RETURNED)
    return route


@transaction.atomic
def reject_route(route: Route, *, actor: Actor, reason: str) -> Route:
    """Say no, for good."""
    route = locked(route)
    _decide(route, actor=actor, verdict=Verdict.REJECTED, reason=need_reason(reason))
    turn(route, route.reject, code="leerroutes.rejected", actor=actor, reason=reason.strip())
    _tell_decided(route, actor=actor, verdict=Verdict.REJECTED)
    return route


def _decide(route: Route, *, actor: Actor, verdict: Verdict, reason: str = "") -> None:
    ensure(policies.can_decide(actor, route))
    assert actor.board is not None
    RouteDecision.objects.create(
        route=route,
        round=route.round,
        board=actor.board,
        decided_by=actor.user,
        instead_of=actor.instead_of("approve_routes"),
        verdict=verdict,
        reason=reason,
    )
    told = actor.told("approve_routes")
    record(
        "leerroutes.decided", actor=actor, case=route, reason=reason, verdict=str(verdict), round=route.round, **told
    )


def _tell_decided(route: Route, *, actor: Actor, verdict: Verdict) -> None:
    events.route_decided.send(Route, route=route, actor=actor, board=actor.board, verdict=verdict)


@transaction.atomic
def withdraw_route(route: Route, *, actor: Actor, reason: str) -> Route:
    """The proposing board takes its proposal back."""
    route = locked(route)
    ensure(policies.can_withdraw(actor, route))
    turn(route, route.withdraw, code="leerroutes.withdrawn", actor=actor, reason=need_reason(reason))
    events.route_withdrawn.send(Route, route=route, actor=actor)
    return route


@transaction.atomic
def start_route(route: Route) -> Route:
    """1 August came: the clock starts a reported route. Harmless when it is too early, or already done."""
    route = locked(route)
    too_early = route.state != State.REPORTED or route.starts_on > localdate()
    if too_early or blocking(reporting.check(reporting_of(route))):
        return route
    turn(route, route.start, code="leerroutes.started", actor=None)
    events.route_started.send(Route, route=route, actor=None)
    return route


@transaction.atomic
def suspend_route(route: Route, *, actor: Actor, reason: str) -> Route:
    """Let the route stand still; it remembers where it was."""
    route = locked(route)
    ensure(policies.can_suspend(actor, route))
    turn(route, route.suspend, code="leerroutes.suspended", actor=actor, reason=need_reason(reason))
    events.route_suspended.send(Route, route=route, actor=actor)
    return route


@transaction.atomic
def resume_route(route: Route, *, actor: Actor, reason: str) -> Route:
    """Go on where it stood; what became due meanwhile happens now."""
    route = locked(route)
    ensure(policies.can_resume(actor, route))
    turn(route, route.resume, code="leerroutes.resumed", actor=actor, reason=need_reason(reason))
    events.route_resumed.send(Route, route=route, actor=actor)
    return start_route(route)


@transaction.atomic
def wind_down_route(route: Route, *, actor: Actor, reason: str) -> Route:
    """No new cohort; the running ones finish."""
    route = locked(route)
    ensure(policies.can_wind_down(actor, route))
    turn(route, route.wind_down, code="leerroutes.winding_down", actor=actor, reason=need_reason(reason))
    return route


@transaction.atomic
def stop_route(route: Route, *, reason: str) -> Route:
    """The agreement it rests on comes to its end: no new cohort, whether it ran already or not. Safe to run twice."""
    route = locked(route)
    if route.state in SUSPENDABLE or route.state == State.SUSPENDED:
        turn(route, route.wind_down, code="leerroutes.winding_down", actor=None, reason=reason)
        events.route_stopped.send(Route, route=route, actor=None)
    return route


@transaction.atomic
def end_route(route: Route, *, actor: Actor, reason: str) -> Route:
    """The last cohort is done."""
    route = locked(route)
    ensure(policies.can_end(actor, route))
    turn(route, route.end, code="leerroutes.ended", actor=actor, reason=need_reason(reason))
    events.route_ended.send(Route, route=route, actor=actor)
    return route
