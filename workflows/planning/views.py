"""The planning of a route, and moving one step of it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.verdicts import ensure
from leerroutes import policies
from leerroutes.enums import PlanStep
from leerroutes.models import Route
from leerroutes.services import move_step
from leerroutes.views.finding import show_and_act
from leerroutes.views.proposing import crumbs

from ..http import find_route
from ..selectors import who_is_up
from . import presenting
from .forms import MoveStepForm
from .plan import Plan, Planned, plans_of


@require_safe
def planning(request: MemberRequest, pk: int) -> HttpResponse:
    """Every step with its days, what is done, now or late, and whether 1 August still holds."""
    route = find_route(request, pk)
    plan = _plan(request, route)
    may_move = policies.can_plan(request.actor, route)
    context = {
        "route": route,
        "plan": plan,
        "meaning": presenting.meaning_of(plan),
        "regions": presenting.regions_of(plan),
        "holidays": presenting.holidays_of(plan),
        "up": who_is_up(route),
        "may_move": may_move,
        "crumbs": crumbs(route, _("Planning")),
    }
    return render(request, "workflows/planning.html", context)


@show_and_act
def step(request: MemberRequest, pk: int, step: str) -> HttpResponse:
    """Other days for one step, with the reason."""
    route = find_route(request, pk)
    ensure(policies.can_plan(request.actor, route))
    planned = _find(_plan(request, route), step)
    form = MoveStepForm(posted(request), initial=_as_it_is(planned))
    move = partial(move_step, route, planned.step, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: move(**form.content())):
        messages.success(request, _("The planning is changed. The other boards see it, with your reason."))
        return redirect("workflows:planning", pk=route.pk)
    label = planned.step.label
    context = {"route": route, "planned": planned, "form": form, "crumbs": crumbs(route, str(label))}
    return render(request, "workflows/planning_step.html", context)


def _plan(request: MemberRequest, route: Route) -> Plan:
    return plans_of([route], request.actor)[0]


def _find(plan: Plan, step: str) -> Planned:
    if step not in PlanStep or plan.at(PlanStep(step)).is_fixed:
        raise Http404(_("There is no such step to move."))
    return plan.at(PlanStep(step))


def _as_it_is(planned: Planned) -> dict[str, object]:
    version = planned.moved.version if planned.moved else 0
    return {"begins_on": planned.begins_on, "ends_on": planned.ends_on, "seen_version": version}
