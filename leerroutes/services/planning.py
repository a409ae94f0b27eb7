"""Plan a step of a route at other dates, or at the usual ones again."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.errors import SomeoneWasQuicker
from accounts.verdicts import ensure
from audit.services import differences, record

from .. import policies
from ..enums import FIXED_STEPS, PlanStep
from ..errors import RouteError
from ..models import PlannedStep, Route
from .lifecycle import need_reason
from .turning import locked

YEARS_BEFORE, YEARS_AFTER = 3, 2


@transaction.atomic
def move_step(
    route: Route,
    step: PlanStep,
    *,
    actor: Actor,
    begins_on: date | None,
    ends_on: date | None,
    reason: str,
    seen_version: int,
) -> PlannedStep:
    """Plan it from one day until another; without days, as usual. The other boards see it, with the reason."""
    route = locked(route)
    ensure(policies.can_plan(actor, route))
    _ensure_sound(route, step, begins_on, ends_on)
    planned = route.planned_steps.filter(step=step).first() or PlannedStep(route=route, step=step, version=0)
    if planned.version != seen_version:
        raise SomeoneWasQuicker(_("Somebody moved this step while you were looking at it."))
    before = {"begins_on": planned.begins_on, "ends_on": planned.ends_on}
    planned.begins_on, planned.ends_on = begins_on, ends_on
    planned.reason, planned.moved_by, planned.version = need_reason(reason), actor.user, seen_version + 1
    planned.save()
    changes = differences(_as_text(before), _as_text({"begins_on": begins_on, "ends_on": ends_on}))
    record(
        "leerroutes.step_moved",
        actor=actor,
        case=route,
        subject=planned,
        reason=planned.reason,
        changes=changes,
        step=str(step),
    )
    return planned


def _ensure_sound(route: Route, step: PlanStep, begins_on: date | None, ends_on: date | None) -> None:
    if step in FIXED_STEPS:
        raise RouteError(_("The law sets this day; it cannot be moved."))
    if begins_on is None and ends_on is None:
        return
    if begins_on is None or ends_on is None:
        raise RouteError(_("Give both days, or choose the usual dates."))
    if ends_on < begins_on:
        raise RouteError(_("The last day lies before the first day."))
    if begins_on.year < route.start_year - YEARS_BEFORE or ends_on.year > route.start_year + YEARS_AFTER:
        raise RouteError(_("These days lie too far from 1 August %(year)s.") % {"year": route.start_year})


def _as_text(days: dict[str, date | None]) -> dict[str, str]:
    return {name: day.isoformat() if day else "" for name, day in days.items()}
