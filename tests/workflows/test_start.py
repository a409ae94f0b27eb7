"""The start page: what each role looks after, and nothing of another board."""

from __future__ import annotations

import pytest

from accounts.actors import Actor, actor_for
from accounts.models import User
from accounts.roles import Role
from leerroutes.models import Route
from leerroutes.services import approve_route
from tests.conftest import ClientAs
from tests.factories import Party, play, route_in
from workflows.start.cases import drafts, under_way, waits_of
from workflows.start.roles import PARTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

ENGLISH = {"accept-language": "en"}


def start_of(client_as: ClientAs, actor: Actor) -> str:
    answer = client_as(actor).get("/", headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_coordinator_sees_drafts_as_drafts_and_who_is_up(client_as: ClientAs, vmbo: Party, mbo: Party) -> None:
    draft, submitted = route_in("draft"), route_in("submitted")
    page = start_of(client_as, vmbo.coordinator)
    assert [row.title for row in drafts(vmbo.coordinator).rows] == [str(draft)]
    assert "not submitted</span>" in page
    (row,) = under_way(vmbo.coordinator).rows
    assert row.url == submitted.get_absolute_url()
    assert {str(vmbo.board), str(mbo.board)} == {str(task.board) for task in waits_of([submitted])[submitted.pk]}


def test_a_decision_says_who_approved_already(client_as: ClientAs, vmbo: Party, mbo: Party) -> None:
    route = route_in("submitted")
    assert "None of the 2 boards approved yet." in start_of(client_as, mbo.director)
    approve_route(Route.objects.get(pk=route.pk), actor=vmbo.director)
    assert f"1 of 2 boards approved: {vmbo.board}." in start_of(client_as, mbo.director)


def test_every_role_has_parts_of_its_own_and_an_empty_page_says_what_comes(
    client_as: ClientAs, vmbo: Party, inspector: Actor, administrator: Actor, adviser: Actor
) -> None:
    editor = actor_for(User.objects.get(email="redacteur@leerroutes.example"))
    people = vmbo.people | {Role.INSPECTOR: inspector, Role.ADMINISTRATOR: administrator, Role.ADVISER: adviser}
    people |= {Role.EDITOR: editor}
    assert set(people) == set(PARTS) == set(Role)
    for role, actor in people.items():
        page = start_of(client_as, actor)
        assert "Nothing is asked of you now" in page, role
        assert all(f'aria-labelledby="{make(actor).key}"' in page for make in PARTS[role]), role


def test_a_stranger_reads_nothing_and_an_administrator_no_content(
    client_as: ClientAs, outsider: Actor, administrator: Actor
) -> None:
    routes = [route_in("draft"), play("approved").route]
    for actor in (outsider, administrator):
        assert not [route for route in routes if route.name in start_of(client_as, actor)]


def test_who_acts_for_two_boards_goes_on_for_the_other_with_one_button(
    client_as: ClientAs, twin_vmbo: Actor, mbo: Party
) -> None:
    route_in("submitted")
    page = start_of(client_as, twin_vmbo)
    assert f"1 task waits for you on behalf of {mbo.board}." in page
    assert f'name="board" value="{mbo.board.pk}"' in page
