"""The planning of a route: each step with its days, its state, and the room that is left until 1 August."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import TextChoices
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from leerroutes.enums import FIXED_STEPS
from leerroutes.enums import PlanStep as Step
from leerroutes.models import PlannedStep, Route

from ..calendar.days import (
    DAY,
    Regions,
    add_working_days,
    first_working_day_from,
    last_working_day_until,
    working_days_between,
)
from ..calendar.school import unknown_years
from .facts import Facts, facts_of, fetch
from .steps import USUAL, Usual, usual_days


class Stand(TextChoices):
    DONE = "done", _("done")
    NOW = "now", _("now")
    LATE = "late", _("late")
    NEXT = "next", _("later")
    PAST = "past", _("its time is over")


@dataclass(frozen=True)
class Planned:
    """One step. `latest` is the last day on which it can be ready for 1 August; `expected` when it will be at best."""

    usual: Usual
    begins_on: date
    ends_on: date
    stand: Stand
    latest: date | None
    expected: date
    slips: int
    """Working days that it will be later than planned."""
    moved: PlannedStep | None = None
    note: str = ""

    @property
    def step(self) -> Step:
        return self.usual.step

    @property
    def is_fixed(self) -> bool:
        return self.step in FIXED_STEPS

    @property
    def is_open(self) -> bool:
        return self.stand not in (Stand.DONE, Stand.PAST)

    @property
    def is_moved(self) -> bool:
        return self.moved is not None and self.moved.begins_on is not None

    @property
    def badge(self) -> str:
        tones = {Stand.NOW: "waiting", Stand.LATE: "error", Stand.DONE: "done"}
        return tones.get(self.stand, "next")


@dataclass(frozen=True)
class Plan:
    route: Route
    facts: Facts
    steps: list[Planned]

    def at(self, step: Step) -> Planned:
        return next(one for one in self.steps if one.step == step)

    @property
    def ready_on(self) -> date:
        """When the registrations will be confirmed, at best."""
        return self.at(Step.REGISTER).expected

    @property
    def holds(self) -> bool:
        """Can the route start on 1 August?"""
        return Step.REGISTER in self.facts.done or self.ready_on < self.route.starts_on

    @cached_property
    def slipping(self) -> list[Planned]:
        """The steps that will not be ready as planned, the first first."""
        return [one for one in self.steps if one.slips > 0]

    @property
    def room(self) -> int:
        """Working days between being registered and 1 August."""
        return working_days_between(self.ready_on, self.route.starts_on - DAY, self.facts.regions)

    @property
    def unknown_years(self) -> list[str]:
        return unknown_years(self.steps[0].begins_on, self.steps[-1].ends_on)


def plans_of(routes: Sequence[Route], actor: Actor, today: date | None = None) -> list[Plan]:
    """The plannings of these routes as this person may read them. A constant number of queries."""
    fetch(routes, actor)
    return [plan_of(route, facts_of(route), today or localdate()) for route in routes]


def plan_of(route: Route, facts: Facts, today: date) -> Plan:
    moved = {Step(one.step): one for one in route.planned_steps.all()}
    latest = latest_days(route.starts_on, facts)
    steps: dict[Step, Planned] = {}
    for usual in USUAL:
        begins_on, ends_on = planned_days(usual, moved.get(usual.step), route.start_year, facts.regions)
        before = [steps[step].expected for step in usual.after if steps[step].is_open]
        stand = _stand(usual, facts, begins_on, ends_on, today)
        expected = _expected(usual, facts, (begins_on, ends_on), before, today)
        steps[usual.step] = Planned(
            usual=usual,
            begins_on=begins_on,
            ends_on=ends_on,
            stand=stand,
            latest=latest.get(usual.step),
            expected=expected,
            slips=working_days_between(ends_on, expected, facts.regions) if expected > ends_on else 0,
            moved=moved.get(usual.step),
            note=facts.notes.get(usual.step, ""),
        )
    return Plan(route, facts, list(steps.values()))


def planned_days(usual: Usual, moved: PlannedStep | None, start_year: int, regions: Regions) -> tuple[date, date]:
    """As the coordinators moved it; else from the first until the last working day of the usual months."""
    if moved is not None and moved.begins_on and moved.ends_on:
        return moved.begins_on, moved.ends_on
    first, last = usual_days(usual, start_year)
    if usual.step in FIXED_STEPS:
        return first, last
    return first_working_day_from(first, regions), last_working_day_until(last, regions)


def latest_days(starts_on: date, facts: Facts) -> dict[Step, date]:
    """Counted back from 1 August: when each step must be ready to leave the next ones the time they need."""
    ready = last_working_day_until(starts_on - DAY, facts.regions)
    latest = {Step.REGISTER: ready}
    for usual in reversed(USUAL):
        if usual.step in latest:
            begin = _before(latest[usual.step], usual, facts)
            latest |= {step: min(begin, latest.get(step, begin)) for step in usual.after}
    return latest


def _before(last: date, usual: Usual, facts: Facts) -> date:
    """The day after which a step must begin to be ready on this one."""
    if usual.step == Step.PARTICIPATION:
        return last_working_day_until(last - timedelta(days=facts.term_of_bodies), facts.regions)
    return add_working_days(last, -usual.needs, facts.regions)


def _expected(usual: Usual, facts: Facts, days: tuple[date, date], before: list[date], today: date) -> date:
    """As planned while it is under way in time; else after what it waits for, and today, with the time it needs.

    Bodies that were not asked yet get their whole term, whatever the plan says.
    """
    begins_on, ends_on = days
    if usual.step in facts.done or usual.step in FIXED_STEPS or usual.is_outside or facts.is_over:
        return ends_on
    begin = max([today, *before])
    if usual.step == Step.PARTICIPATION:
        answered = facts.answers_by or begin + timedelta(days=facts.term_of_bodies)
        return max(ends_on, first_working_day_from(max(answered, today), facts.regions))
    if not before and begins_on <= today <= ends_on:
        return ends_on
    return max(ends_on, add_working_days(begin, usual.needs, facts.regions))


def _stand(usual: Usual, facts: Facts, begins_on: date, ends_on: date, today: date) -> Stand:
    if usual.step in facts.done or (usual.step == Step.COUNT and Step.START in facts.done and ends_on < today):
        return Stand.DONE
    if ends_on < today:
        return Stand.PAST if usual.is_outside or facts.is_over else Stand.LATE
    return Stand.NOW if begins_on <= today or usual.step in facts.notes else Stand.NEXT
