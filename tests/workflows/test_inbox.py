"""The inbox: a task reaches only people with that role at that board, and never who wrote what is to be decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from viewflow.workflow.models import Task

from accounts.actors import Actor, actor_for, capacities
from accounts.models import User
from accounts.roles import Role
from agreements.models import Agreement
from leerroutes.models import Route
from leerroutes.services import save_line, submit_route
from tests.factories import Party, agreement_in, play, route_in
from workflows.links import absolute, address_of
from workflows.selectors import described, mine_among, open_board_tasks, tasks_for, waiting_elsewhere, who_is_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

STEPS: dict[str, tuple[Role, Callable[[], Route | Agreement]]] = {
    "decide on the proposal": (Role.DIRECTOR, lambda: route_in("submitted")),
    "start the agreement": (Role.COORDINATOR, lambda: route_in("approved")),
    "write": (Role.COORDINATOR, lambda: agreement_in("draft")),
    "ask": (Role.COORDINATOR, lambda: agreement_in("complete")),
    "advise": (Role.PARTICIPATION, lambda: agreement_in("consultation")),
    "decide on the agreement": (Role.DIRECTOR, lambda: agreement_in("decision")),
    "sign": (Role.SIGNATORY, lambda: _with_document()),
    "register": (Role.REGISTRAR, lambda: route_in("contracted")),
}


def _with_document() -> Agreement:
    playing = play("out_for_signature")
    next(playing.sign())  # the document is there
    return playing.agreement


@pytest.mark.parametrize("step", STEPS)
def test_a_task_reaches_only_that_role_at_that_board(
    step: str, vmbo: Party, mbo: Party, inspector: Actor, administrator: Actor, adviser: Actor, outsider: Actor
) -> None:
    role, make = STEPS[step]
    make()
    for party in (vmbo, mbo):
        for other, actor in party.people.items():
            boards = {task.owner_permission_obj for task in tasks_for(actor)}
            assert boards == ({party.board} if other == role else set()), f"{actor} sees {boards}"
    for actor in (inspector, administrator, adviser, outsider):
        assert not tasks_for(actor).exists()


def test_a_task_about_one_of_several_things_says_about_which(mbo: Party) -> None:
    agreement_in("consultation")
    asked = described(list(tasks_for(mbo.participation)))
    assert len(asked) > 1
    assert len({task.title for task in asked}) == len(asked)
    route = route_in("contracted")
    titles = [task.title for task in described(list(tasks_for(mbo.registrar))) if task.record == route]
    assert all(str(school) in " ".join(titles) for school in route.institutions.filter(board=mbo.board))
    assert titles


def test_a_return_reaches_the_coordinator_of_the_proposing_board(vmbo: Party, mbo: Party) -> None:
    route_in("returned")
    assert tasks_for(vmbo.coordinator).count() == 1
    assert not tasks_for(mbo.coordinator).exists()


def test_a_person_of_two_boards_sees_the_tasks_of_the_board_acted_for(
    twin_vmbo: Actor, twin_mbo: Actor, twin: User
) -> None:
    route_in("submitted")
    assert not tasks_for(twin_vmbo).exists()
    (task,) = tasks_for(twin_mbo)
    assert task.owner_permission_obj == twin_mbo.board
    assert waiting_elsewhere(twin_vmbo, capacities(twin)) == [(twin_mbo.board, 1)]
    assert waiting_elsewhere(twin_mbo, capacities(twin)) == []


def test_four_eyes_hide_the_task_from_who_wrote(two_hats: Actor, vmbo: Party) -> None:
    route = route_in("draft")
    save_line(route, actor=two_hats, line=route.lines.get(), content={"bpv_hours": 901})
    submit_route(route, actor=vmbo.coordinator)
    assert not tasks_for(two_hats).exists()
    assert tasks_for(vmbo.director).count() == 1


def test_four_eyes_look_at_this_case_and_this_board_only(two_hats: Actor, vmbo: Party, twin_mbo: Actor) -> None:
    """Who wrote in one proposal decides on another; who wrote for one board decides for the other."""
    written, other = route_in("draft"), route_in("submitted")
    save_line(written, actor=two_hats, line=written.lines.get(), content={"bpv_hours": 901})
    submit_route(written, actor=actor_for(twin_mbo.user, vmbo.board))
    assert [task.process.coerced.route for task in tasks_for(two_hats)] == [other]
    assert {task.process.coerced.route for task in tasks_for(twin_mbo)} == {written, other}


def test_four_eyes_do_not_hide_what_is_no_decision(two_hats: Actor) -> None:
    agreement_in("draft")
    assert tasks_for(two_hats).count() == 1


def test_who_is_up_says_who_what_since_when_and_until_when(vmbo: Party, mbo: Party) -> None:
    route = route_in("submitted")
    up = who_is_up(route)
    assert {one.board for one in up} == {vmbo.board, mbo.board}
    for one in up:
        assert one.record == route
        assert one.title
        assert (one.due - one.since).days == 14
        assert not one.is_late


def test_a_route_also_tells_whom_its_agreement_waits_for(vmbo: Party, mbo: Party) -> None:
    playing = play("decision")
    assert {one.board for one in who_is_up(playing.route)} == {vmbo.board, mbo.board}
    assert {one.record for one in who_is_up(playing.route)} == {playing.agreement}


def test_mine_among_them(vmbo: Party, mbo: Party, outsider: Actor) -> None:
    up = who_is_up(route_in("submitted"))
    assert [one.board for one in mine_among(up, mbo.director)] == [mbo.board]
    for actor in (mbo.coordinator, outsider):
        assert mine_among(up, actor) == []


def test_cases_do_not_mix(vmbo: Party) -> None:
    first, second = route_in("submitted"), agreement_in("draft")
    assert {one.record for one in who_is_up(first)} == {first}
    assert {one.record for one in who_is_up(second)} == {second}


def every_open_task() -> Iterator[Task]:
    for _role, make in STEPS.values():
        make()
    route_in("returned")
    yield from open_board_tasks()


def test_every_open_task_has_an_address_that_exists() -> None:
    names = set()
    for task in every_open_task():
        address = address_of(task)
        names.add(resolve(address).view_name)
        assert absolute(address) == f"http://testserver{address}"
    assert names == {
        "leerroutes:decide",
        "leerroutes:edit",
        "leerroutes:register",
        "agreements:start",
        "workflows:agreement",
        "agreements:ask",
        "agreements:answer",
        "agreements:decide",
        "agreements:sign",
    }


def test_more_tasks_ask_no_more_queries(vmbo: Party) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            described(list(tasks_for(director)))
        return len(queries)

    director = vmbo.director
    assert director.rights
    route_in("submitted")
    one = cost()
    for _ in range(3):
        route_in("submitted")
    assert cost() == one
    assert one <= 4
