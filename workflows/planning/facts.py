"""How far a route is with every step, read from the case: state, answers, decisions, signatures, registrations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from accounts.actors import Actor
from agreements.models import Agreement, AgreementRoute, Signature
from agreements.policies import visible_to as visible_agreements
from agreements.states import AFTER_SIGNATURE, UNSIGNED
from agreements.states import State as AgreementState
from leerroutes.enums import PlanStep as Step
from leerroutes.models import Route, RouteParty
from leerroutes.states import BEFORE_AGREEMENT, FINAL, RegistrationState
from leerroutes.states import State as RouteState

from ..calendar.regions import Region, region_of

UNKNOWN_TERM = 42
"""Days a body has to answer, when the boards have none on record: six weeks, as in most regulations."""

WRITTEN = (Step.DESIGN, Step.FINANCE, Step.DRAFT)
BY_STATE = {
    AgreementState.COMPLETE: WRITTEN,
    AgreementState.CONSULTATION: WRITTEN,
    AgreementState.DECISION: (*WRITTEN, Step.PARTICIPATION),
    AgreementState.OUT_FOR_SIGNATURE: (*WRITTEN, Step.PARTICIPATION, Step.DECIDE),
    **dict.fromkeys(AFTER_SIGNATURE, (*WRITTEN, Step.PARTICIPATION, Step.DECIDE, Step.SIGN)),
}
"""What an agreement in this state has behind it."""


@dataclass(frozen=True)
class Facts:
    """What is done, how far the rest is (in a sentence), and when the bodies will have answered, once asked."""

    done: frozenset[Step]
    notes: dict[Step, str]
    regions: frozenset[Region]
    term_of_bodies: int
    answers_by: date | None
    is_over: bool
    """The route stopped; nothing is planned any more."""


def fetch(routes: Sequence[Route], actor: Actor) -> None:
    """Everything that `facts_of` reads, for all these routes at once; nothing of what their states have behind them."""
    readable = AgreementRoute.objects.filter(agreement__in=visible_agreements(actor)).select_related("agreement")
    prefetch_related_objects(
        routes,
        Prefetch("parties", RouteParty.objects.select_related("board")),
        "parties__board__participation_bodies",
        "institutions__establishments",
        "planned_steps",
        Prefetch("covering", readable, "readable"),
    )
    prefetch_related_objects([one for one in routes if one.state == RouteState.SUBMITTED], "decisions")
    prefetch_related_objects([one for one in routes if one.state == RouteState.CONTRACTED], "registrations")
    prefetch_related_objects(
        [one.agreement for route in routes for one in route.readable if one.agreement.state in UNSIGNED],  # type: ignore[attr-defined]
        "consultations",
        "decisions",
        "parties",
        Prefetch("signatures", Signature.objects.select_related("document__decline")),
    )


def facts_of(route: Route) -> Facts:
    """Of a route that went through `fetch`."""
    agreement = agreement_of(route)
    unsigned = agreement if agreement is not None and agreement.state in UNSIGNED else None
    questions = [one for one in _of_round(unsigned, "consultations") if not one.outcome] if unsigned else []
    terms = [body.term_days for party in route.parties.all() for body in party.board.participation_bodies.all()]
    regions = {region for institution in route.institutions.all() if (region := region_of(institution))}
    return Facts(
        done=frozenset(_done(route, agreement)),
        notes=_notes(route, agreement),
        regions=frozenset(regions),
        term_of_bodies=max(terms, default=UNKNOWN_TERM),
        answers_by=max((one.due_on for one in questions), default=None),
        is_over=route.state in FINAL or route.state in (RouteState.WINDING_DOWN, RouteState.SUSPENDED),
    )


def agreement_of(route: Route) -> Agreement | None:
    """The first that was signed, else the newest that was not withdrawn."""
    found = [one.agreement for one in route.readable if one.agreement.state != AgreementState.WITHDRAWN]  # type: ignore[attr-defined]
    found.sort(key=lambda one: one.pk)
    signed = [one for one in found if one.state in AFTER_SIGNATURE]
    return next(iter([*signed, *reversed(found)]), None)


def _done(route: Route, agreement: Agreement | None) -> Iterable[Step]:
    state = route.suspended_from if route.state == RouteState.SUSPENDED else route.state
    yield Step.EXPLORE
    if route.round:
        yield Step.IDEA
    if state not in BEFORE_AGREEMENT or state == RouteState.APPROVED:
        yield Step.APPROVE
    if state not in BEFORE_AGREEMENT and state not in (RouteState.REJECTED, RouteState.WITHDRAWN):
        yield from BY_STATE[AgreementState.IN_FORCE]
    elif agreement is not None:
        yield from BY_STATE.get(AgreementState(agreement.state), ())
    if state in (RouteState.REPORTED, RouteState.RUNNING, RouteState.WINDING_DOWN, RouteState.ENDED):
        yield Step.REGISTER
    if state in (RouteState.RUNNING, RouteState.WINDING_DOWN, RouteState.ENDED):
        yield Step.START


def _notes(route: Route, agreement: Agreement | None) -> dict[Step, str]:
    """Of the steps under way: how many of whom are ready."""
    notes = {}
    if route.state == RouteState.SUBMITTED:
        notes[Step.APPROVE] = _so_many(_yes(_of_round(route, "decisions")), len(route.parties.all()))
    if agreement is not None and agreement.state in UNSIGNED:
        notes |= _notes_of_agreement(agreement)
    if route.state == RouteState.CONTRACTED and (registrations := list(route.registrations.all())):
        confirmed = sum(one.state == RegistrationState.CONFIRMED for one in registrations)
        notes[Step.REGISTER] = _so_many(confirmed, len(registrations))
    return notes


def _notes_of_agreement(agreement: Agreement) -> dict[Step, str]:
    parties = len(agreement.parties.all())
    if agreement.state == AgreementState.DRAFT:
        return {Step.DRAFT: _("%(number)s is being written") % {"number": agreement.number}}
    if agreement.state == AgreementState.CONSULTATION:
        asked = _of_round(agreement, "consultations")
        return {Step.PARTICIPATION: _so_many(sum(bool(one.outcome) for one in asked), len(asked))}
    if agreement.state == AgreementState.DECISION:
        return {Step.DECIDE: _so_many(_yes(_of_round(agreement, "decisions")), parties)}
    if agreement.state == AgreementState.OUT_FOR_SIGNATURE:
        signed = [one for one in agreement.signatures.all() if one.document.round == agreement.round]
        return {Step.SIGN: _so_many(len(signed), parties)}
    return {}


def _of_round(record: Any, name: str) -> list[Any]:
    return [one for one in getattr(record, name).all() if one.round == record.round]


def _yes(decisions: Iterable[Any]) -> int:
    return sum(one.verdict == "approved" for one in decisions)


def _so_many(ready: int, of: int) -> str:
    return _("%(ready)s of %(all)s ready") % {"ready": ready, "all": of}
