"""What must be ready when, for the page of a case: counted back from 1 August, and the terms that were set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from agreements.models import Agreement, Consultation
from agreements.states import State as AgreementState
from leerroutes.enums import PlanStep
from leerroutes.models import Route
from leerroutes.states import PLANNABLE

from .plan import Plan, Planned, plans_of


@dataclass(frozen=True)
class Deadline:
    """`expected` is the first day on which it can be ready, when that is too late."""

    day: date
    what: str | Promise
    expected: date | None = None

    @property
    def is_over(self) -> bool:
        return self.day < localdate()


def of_routes(routes: Sequence[Route], actor: Actor) -> list[Deadline]:
    """Each step still to do, at the day of the route that is first. A constant number of queries."""
    plans = plans_of([route for route in routes if route.state in PLANNABLE], actor)
    first: dict[PlanStep, Deadline] = {}
    for plan in plans:
        for one in plan.steps:
            found = _deadline(plan, one)
            if found and (one.step not in first or found.day < first[one.step].day):
                first[one.step] = found
    return sorted(first.values(), key=lambda one: one.day)


def _deadline(plan: Plan, one: Planned) -> Deadline | None:
    if one.step == PlanStep.START and one.is_open:
        return Deadline(plan.route.starts_on, one.step.label)
    if one.latest is None or not one.is_open or plan.facts.is_over:
        return None
    return Deadline(one.latest, one.step.label, one.expected if one.expected > one.latest else None)


def of_agreement(
    agreement: Agreement, asked: Iterable[Consultation], routes: Sequence[Route], actor: Actor
) -> list[Deadline]:
    """The steps of its routes; the answers of bodies, the term for signing, and its own end."""
    own = [Deadline(one.due_on, _("Answer of %(body)s") % {"body": one.body}) for one in asked if not one.outcome]
    request = agreement.signing_request
    if agreement.state == AgreementState.OUT_FOR_SIGNATURE and request and request.due_on:
        own.append(Deadline(request.due_on, _("Last day to sign")))
    if agreement.ends_on:
        own.append(Deadline(agreement.ends_on, _("The agreement ends")))
    return sorted([*own, *of_routes(routes, actor)], key=lambda one: one.day)
