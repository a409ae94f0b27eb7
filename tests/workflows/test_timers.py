"""The clock: a route starts on its day, once, also when it stood still meanwhile or when somebody was late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from viewflow.workflow.models import Task

from audit.models import AuditEvent
from leerroutes.models import Route
from leerroutes.services import resume_route, start_route, suspend_route
from tests.factories import NEXT_YEAR, REASON, Party, route_in
from workflows.flows import StartFlow
from workflows.tasks import fire, fire_timers

pytestmark = pytest.mark.django_db

FIRST_DAY = date(2090, 8, 1)


def state(route: Route) -> str:
    return Route.objects.get(pk=route.pk).state


@pytest.fixture
def waiting(db: None) -> Route:
    return route_in("reported", NEXT_YEAR)


def test_it_waits_for_midnight_in_the_netherlands(waiting: Route) -> None:
    task = Task.objects.get(flow_task=StartFlow.await_first_day)
    assert (task.status, task.process.coerced.route) == ("SCHEDULED", waiting)
    assert task.scheduled == datetime(2090, 8, 1, 0, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize(("day", "expected"), [(date(2090, 7, 31), "reported"), (FIRST_DAY, "running")])
def test_it_starts_on_its_day_and_not_before(
    day: date, expected: str, waiting: Route, on_day: Callable[[date], None]
) -> None:
    on_day(day)
    fire_timers()
    assert state(waiting) == expected


def test_a_late_registration_starts_at_the_next_tick() -> None:
    route = route_in("reported")
    fire_timers()
    assert state(route) == "running"


def test_firing_twice_starts_once(waiting: Route, on_day: Callable[[date], None]) -> None:
    on_day(FIRST_DAY)
    task = Task.objects.get(flow_task=StartFlow.await_first_day)
    for _ in range(2):
        fire(Task.objects.get(pk=task.pk))
        fire_timers()
    assert AuditEvent.objects.filter(action="leerroutes.started").count() == 1
    assert waiting.start_processes.get().status == "DONE"


def test_a_route_that_stands_still_waits_for_its_resumption(
    waiting: Route, vmbo: Party, on_day: Callable[[date], None]
) -> None:
    suspend_route(waiting, actor=vmbo.director, reason=REASON)
    on_day(FIRST_DAY)
    fire_timers()
    assert state(waiting) == "suspended"
    assert Task.objects.filter(flow_task=StartFlow.await_resumption, status="NEW").exists()

    resume_route(waiting, actor=vmbo.director, reason=REASON)
    assert state(waiting) == "running"
    assert waiting.start_processes.get().status == "DONE"


def test_a_short_stop_before_its_day_changes_nothing(
    waiting: Route, vmbo: Party, on_day: Callable[[date], None]
) -> None:
    suspend_route(waiting, actor=vmbo.director, reason=REASON)
    resume_route(waiting, actor=vmbo.director, reason=REASON)
    assert state(waiting) == "reported"
    on_day(FIRST_DAY)
    fire_timers()
    assert state(waiting) == "running"


def test_resuming_after_its_day_but_before_the_tick(
    waiting: Route, vmbo: Party, on_day: Callable[[date], None]
) -> None:
    suspend_route(waiting, actor=vmbo.director, reason=REASON)
    on_day(FIRST_DAY)
    resume_route(waiting, actor=vmbo.director, reason=REASON)
    assert state(waiting) == "running"
    fire_timers()
    assert waiting.start_processes.get().status == "DONE"


def test_one_timer_that_fails_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, fine = route_in("reported"), route_in("reported")

    def fail_for_one(route: Route) -> Route:
        if route.pk == broken.pk:
            raise ConnectionError("stuk")
        return start_route(route)

    with monkeypatch.context() as patch:
        patch.setattr("workflows.flows.start.start_route", fail_for_one)
        fire_timers()
    assert (state(broken), state(fine)) == ("reported", "running")

    fire_timers()
    assert state(broken) == "running"
