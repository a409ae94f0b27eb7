"""What stands beside a case: who does what for each board today, and what must be ready when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override

from accounts.models import Absence, Membership
from accounts.roles import Role
from audit.models import AuditEvent
from leerroutes.enums import PlanStep, RouteType
from leerroutes.models import RioRegistration
from leerroutes.states import RegistrationState
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, agreement_in, route_in
from workflows.planning.of_case import of_routes
from workflows.planning.plan import plans_of
from workflows.presenting import events_for_people
from workflows.who.of_case import IN_A_CASE, OfBoard, people_per_board

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}


def of(shown: OfBoard, role: Role) -> list[tuple[str, str]]:
    """Who has this role, with who acts in their place."""
    posts = next(held.posts for held in shown.roles if held.role == role)
    return [(str(post.membership.user), str(post.substitute or "")) for post in posts]


def test_people_of_every_board_with_who_is_away(client_as: ClientAs) -> None:
    route = route_in("submitted")
    director, registrar, today = VMBO.director.user, VMBO.registrar.user, localdate()
    Absence.objects.create(
        user=director, board=VMBO.board, role=Role.DIRECTOR, substitute=registrar, recorded_by=director,
        valid_from=today, valid_until=today + timedelta(days=3),
    )  # fmt: skip
    Membership.objects.filter(board=MBO.board, role=Role.SIGNATORY).delete()
    page = client_as(MBO.coordinator).get(route.get_absolute_url(), headers=ENGLISH)
    shown = {one.board: one for one in page.context["people"]}
    assert set(shown) == {VMBO.board, MBO.board}
    assert of(shown[VMBO.board], Role.DIRECTOR) == [(str(director), str(registrar))]
    assert of(shown[MBO.board], Role.SIGNATORY) == []
    assert [one.board for one in page.context["people"] if one.is_own] == [MBO.board]
    words = page.content.decode()
    assert reverse("workflows:person", args=[director.pk]) in words
    assert "in their place:" in words
    assert [held.role for held in shown[VMBO.board].roles] == list(IN_A_CASE)


def test_who_is_away_and_whose_substitute_left_is_replaced_by_nobody() -> None:
    director, registrar, today = VMBO.director.user, VMBO.registrar.user, localdate()
    Absence.objects.create(
        user=director, board=VMBO.board, role=Role.DIRECTOR, substitute=registrar, recorded_by=director,
        valid_from=today, valid_until=today,
    )  # fmt: skip
    Membership.objects.filter(board=VMBO.board, user=registrar).delete()
    (shown,) = people_per_board([VMBO.board], None)
    assert of(shown, Role.DIRECTOR) == [(str(director), "")]
    post = next(held.posts[0] for held in shown.roles if held.role == Role.DIRECTOR)
    assert post.absence is not None


def test_deadlines_are_those_of_the_planning() -> None:
    route = route_in("approved")
    deadlines = of_routes([route], VMBO.coordinator)
    (plan,) = plans_of([route], VMBO.coordinator)
    days = {str(one.what): one.day for one in deadlines}
    assert days[PlanStep.SIGN.label] == plan.at(PlanStep.SIGN).latest
    assert days[PlanStep.START.label] == route.starts_on
    assert PlanStep.APPROVE.label not in days
    assert [one.day for one in deadlines] == sorted(one.day for one in deadlines)
    assert of_routes([route_in("withdrawn")], VMBO.coordinator) == []


def test_the_page_of_an_agreement_has_the_registrations_of_its_routes(client_as: ClientAs) -> None:
    agreement = agreement_in("in_force")
    page = client_as(VMBO.registrar).get(agreement.get_absolute_url())
    of_its_routes = RioRegistration.objects.filter(route__covering__agreement=agreement)
    assert len(of_its_routes) > 1
    assert set(page.context["registrations"]) == set(of_its_routes)
    assert {one.institution.board for one in page.context["to_register"]} == {VMBO.board}
    assert agreement.ends_on in [one.day for one in page.context["deadlines"]]


def test_what_changed_is_told_in_words_not_in_codes() -> None:
    """The states of a registration too, what was chosen from a list, and yes and no."""
    running = route_in("running")
    with override("en"):
        events = events_for_people(AuditEvent.objects.filter(case=f"route:{running.pk}"))
    after = {change["after"] for event in events for change in event["changes"]}
    assert "confirmed in RIO" in after
    assert "Continuous route vmbo-mbo (DLR)" in after
    assert after & {*RegistrationState.values, *RouteType.values, "True", "False"} == {"submitted"}, "a word as well"


def test_own_tasks_come_first_and_each_has_one_button(client_as: ClientAs) -> None:
    """Also when the task is about the agreement: then its page is no action of the route."""
    deciding = agreement_in("decision")
    route = deciding.covered.get().route
    page = client_as(MBO.director).get(route.get_absolute_url())
    assert [task.board for task in page.context["up"]] == [MBO.board, VMBO.board]
    assert [button["url"] for button in page.context["possible"]] == [reverse("agreements:decide", args=[deciding.pk])]
