"""The planning of a route: counted back from 1 August, read from the case, moved by a coordinator."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from accounts.errors import SomeoneWasQuicker
from audit.models import AuditEvent
from leerroutes.enums import PlanStep as Step
from leerroutes.errors import RouteError
from leerroutes.models import Route
from leerroutes.services import move_step
from tests.conftest import ClientAs
from tests.factories import MBO, PAIR, VMBO, agreement_in, play, route_in
from workflows.calendar.days import is_working_day, working_days_between
from workflows.calendar.regions import Region
from workflows.planning.plan import Plan, Stand, plan_of, plans_of

pytestmark = pytest.mark.django_db

IN_2028 = replace(PAIR, start_year=2028)
MIDDLE = [Region.MIDDLE]
EARLY, MIDWAY, TOO_LATE = date(2026, 9, 15), date(2027, 10, 5), date(2028, 7, 3)


def plan_on(day: date, route: Route) -> Plan:
    return plans_of([Route.objects.get(pk=route.pk)], VMBO.coordinator, day)[0]


def moved(route: Route, step: Step, first: date | None, last: date | None, actor: Actor, seen: int = 0) -> None:
    move_step(route, step, actor=actor, begins_on=first, ends_on=last, reason="Zo komt het uit.", seen_version=seen)


def test_in_time_everything_has_its_room() -> None:
    plan = plan_on(EARLY, route_in("draft", IN_2028))
    assert plan.facts.regions == set(MIDDLE)
    assert plan.holds
    assert plan.slipping == []
    assert [one.stand for one in plan.steps][:3] == [Stand.DONE, Stand.NEXT, Stand.NEXT]
    assert (plan.at(Step.START).ends_on, plan.at(Step.COUNT).ends_on) == (date(2028, 8, 1), date(2028, 10, 1))
    for one in plan.steps:
        assert one.is_fixed or (is_working_day(one.begins_on, MIDDLE) and is_working_day(one.ends_on, MIDDLE))


def test_counted_back_every_step_leaves_the_next_ones_their_time() -> None:
    """Of 2028: the summer holiday of Middle begins on 8 July, so all must be registered on Friday the 7th."""
    plan = plan_on(EARLY, route_in("draft", IN_2028))
    assert plan.at(Step.REGISTER).latest == date(2028, 7, 7)
    for earlier, later in ((Step.SIGN, Step.REGISTER), (Step.DECIDE, Step.SIGN), (Step.IDEA, Step.APPROVE)):
        first, last = plan.at(earlier).latest, plan.at(later).latest
        assert first is not None
        assert last is not None
        assert working_days_between(first, last, MIDDLE) == plan.at(later).usual.needs
    asked, decided = plan.at(Step.DRAFT).latest, plan.at(Step.PARTICIPATION).latest
    assert asked is not None
    assert decided is not None
    assert decided - asked >= timedelta(days=plan.facts.term_of_bodies)


def test_a_late_step_takes_the_room_of_the_next_ones_and_in_the_end_1_august() -> None:
    route = route_in("draft", IN_2028)
    midway = plan_on(MIDWAY, route)
    assert midway.at(Step.IDEA).stand == Stand.LATE
    assert midway.holds
    assert Step.PARTICIPATION in [one.step for one in midway.slipping]
    assert midway.ready_on > midway.at(Step.SIGN).expected > midway.at(Step.PARTICIPATION).expected > MIDWAY
    assert not plan_on(TOO_LATE, route).holds


def test_bodies_that_were_not_asked_yet_get_their_whole_term() -> None:
    plan = plan_on(EARLY, route_in("draft", IN_2028))
    written = frozenset(list(Step)[: list(Step).index(Step.PARTICIPATION)])
    today = date(2027, 11, 29)
    asking = plan_of(plan.route, replace(plan.facts, done=written), today).at(Step.PARTICIPATION)
    assert asking.stand == Stand.NOW
    assert asking.expected >= today + timedelta(days=plan.facts.term_of_bodies) > asking.ends_on
    assert asking.slips > 0


@pytest.mark.parametrize(
    ("state", "done", "under_way"),
    [
        ("consultation", Step.DRAFT, Step.PARTICIPATION),
        ("out_for_signature", Step.DECIDE, Step.SIGN),
        ("in_force", Step.SIGN, Step.REGISTER),
    ],
)
def test_the_case_says_how_far_it_is(state: str, done: Step, under_way: Step) -> None:
    route = agreement_in(state).covered.get().route
    plan = plan_on(date(route.start_year - 2, 9, 15), route)
    assert plan.at(done).stand == Stand.DONE
    assert plan.at(under_way).stand == Stand.NOW
    assert plan.at(under_way).note


def test_moving_a_step_is_told_and_seen_by_the_other_board(client_as: ClientAs) -> None:
    route = route_in("draft", IN_2028)
    client = client_as(VMBO.coordinator)
    address = reverse("workflows:planning_step", args=[route.pk, "sign"])
    sent = {"begins_on": "2028-06-01", "ends_on": "2028-06-30", "reason": "De bestuurder is weg.", "seen_version": "0"}
    assert client.post(address, sent).status_code == 302
    event = AuditEvent.objects.get(action="leerroutes.step_moved")
    assert event.changes == {"begins_on": ["", "2028-06-01"], "ends_on": ["", "2028-06-30"]}
    shown = client_as(MBO.director).get(reverse("workflows:planning", args=[route.pk])).content.decode()
    assert "De bestuurder is weg." in shown
    plan = plan_on(EARLY, route)
    assert plan.at(Step.SIGN).is_moved
    assert plan.at(Step.REGISTER).expected > plan.at(Step.SIGN).ends_on
    moved(route, Step.SIGN, None, None, MBO.coordinator, seen=1)
    back = plan_on(EARLY, route).at(Step.SIGN)
    assert (back.is_moved, back.ends_on) == (False, date(2028, 2, 25))


def test_nobody_moves_what_they_may_not_or_did_not_see() -> None:
    route = route_in("draft", IN_2028)
    first, last = date(2028, 3, 1), date(2028, 3, 31)
    for actor in (VMBO.director, MBO.signatory):
        with pytest.raises(PermissionDenied):
            moved(route, Step.SIGN, first, last, actor)
    with pytest.raises(SomeoneWasQuicker):
        moved(route, Step.SIGN, first, last, VMBO.coordinator, seen=1)
    for step, begin, end in (
        (Step.START, first, last),
        (Step.SIGN, last, first),
        (Step.SIGN, first, None),
        (Step.SIGN, first, date(2040, 1, 1)),
    ):
        with pytest.raises(RouteError):
            moved(route, step, begin, end, VMBO.coordinator)
    with pytest.raises(PermissionDenied):
        moved(route_in("running"), Step.EVALUATE, first, last, VMBO.coordinator)
    assert not route.planned_steps.exists()


def test_many_plannings_cost_as_many_queries_as_one() -> None:
    routes = [route_in("draft", IN_2028), *(Route.objects.get(pk=play("agreement_draft").route.pk) for _ in range(2))]
    counts = []
    for some in (routes[1:2], routes):
        with CaptureQueriesContext(connection) as asked:
            plans_of(list(Route.objects.filter(pk__in=[one.pk for one in some])), VMBO.coordinator)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_administrator_corrects_the_region_of_a_school(client_as: ClientAs, cast: dict[str, Actor]) -> None:
    """From then on plannings count with it, and the dossier of the board tells it."""
    route = route_in("draft", IN_2028)
    school = VMBO.board.institutions.get(pk__in=route.institutions.values("pk"))
    address = reverse("accounts:school_region", args=[school.pk])
    assert client_as(VMBO.coordinator).post(address, {"region": "south"}).status_code == 403
    assert client_as(cast["administrator"]).post(address, {"region": "south"}).status_code == 302
    assert plan_on(EARLY, route).facts.regions == {Region.MIDDLE, Region.SOUTH}
    event = AuditEvent.objects.get(action="accounts.region_corrected")
    assert event.changes == {"holiday_region": ["", "south"]}


def test_a_year_without_known_holidays_is_named(client_as: ClientAs) -> None:
    route = route_in("draft", replace(PAIR, start_year=2031))
    client = client_as(VMBO.coordinator)
    shown = client.get(reverse("workflows:planning", args=[route.pk]), headers={"accept-language": "en"})
    assert "The school holidays of 2030-2031 are not known here." in shown.content.decode()
