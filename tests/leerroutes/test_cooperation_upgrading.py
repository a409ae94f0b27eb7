"""A lighter cooperation becomes a route, and the demonstration shows two."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from audit.models import AuditEvent
from audit.services import case_of
from leerroutes import cooperating, services
from leerroutes.models import Cooperation, Route
from leerroutes.policies import can_decide, wrote_in
from leerroutes.states import State
from tests.factories import MBO, VMBO, Party, cooperation_in
from tests.leerroutes.cooperation_cases import change, fresh, schools, told
from workflows.demo import lighter, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def upgraded(cooperation: Cooperation, party: Party = VMBO) -> Route:
    return services.upgrade_cooperation(cooperation, actor=party.coordinator, start_year=2027)


@pytest.mark.parametrize("party", [VMBO, MBO], ids=lambda party: party.slug)
def test_any_board_that_takes_part_makes_a_proposal_of_it(party: Party) -> None:
    cooperation = cooperation_in("confirmed")
    route = upgraded(cooperation, party)
    assert (route.name, route.motivation) == (cooperation.name, cooperation.description)
    assert (route.state, route.route_type, route.start_year) == (State.DRAFT, "DLR", 2027)
    assert route.proposed_by == party.board
    assert set(route.institutions.all()) == set(schools())
    contacts = {one.board: one.contact for one in route.parties.all()}
    assert contacts == {VMBO.board: VMBO.coordinator.user, MBO.board: MBO.coordinator.user}
    assert fresh(cooperation).became == route
    assert route.cooperation == cooperation


def test_both_cases_tell_of_it() -> None:
    cooperation = cooperation_in("confirmed")
    route = upgraded(cooperation)
    assert told(cooperation)[-1] == "upgraded"
    actions = AuditEvent.objects.filter(case=case_of(route)).values_list("action", flat=True)
    assert list(actions) == ["leerroutes.proposed", "leerroutes.changed", "leerroutes.came_from_cooperation"]


def test_who_made_the_proposal_does_not_decide_on_it(two_hats: Actor) -> None:
    route = services.upgrade_cooperation(cooperation_in("confirmed"), actor=two_hats, start_year=2027)
    assert wrote_in(two_hats, route)
    assert not can_decide(two_hats, route)


def test_no_board_is_in_a_route_by_the_word_of_another() -> None:
    cooperation = cooperation_in("asked")
    with pytest.raises(PermissionDenied, match=f"{MBO.board} did not confirm yet"):
        upgraded(cooperation)
    with pytest.raises(PermissionDenied, match="did not confirm yet"):
        upgraded(cooperation, MBO)
    assert not Route.objects.exists()


def test_others_do_not_make_a_route_of_it(outsider: Actor, twin_mbo: Actor) -> None:
    cooperation = cooperation_in("confirmed")
    for actor in (outsider, twin_mbo, VMBO.director):
        with pytest.raises(PermissionDenied, match="Only a coordinator of a board that takes part"):
            services.upgrade_cooperation(cooperation, actor=actor, start_year=2027)


def test_the_same_button_twice_makes_one_proposal() -> None:
    shown = cooperation_in("confirmed")
    upgraded(shown)
    with pytest.raises(PermissionDenied, match="already is a proposal"):
        upgraded(shown)
    assert Route.objects.count() == 1


def test_after_that_the_proposal_is_where_it_goes_on() -> None:
    cooperation = cooperation_in("confirmed")
    upgraded(cooperation)
    with pytest.raises(PermissionDenied, match="Change it there"):
        change(cooperation, VMBO.coordinator, name="Anders")


def test_a_proposal_that_was_withdrawn_may_be_followed_by_another() -> None:
    cooperation = cooperation_in("confirmed")
    first = upgraded(cooperation)
    services.withdraw_route(first, actor=VMBO.coordinator, reason="Te vroeg.")
    assert change(fresh(cooperation), VMBO.coordinator)
    second = upgraded(fresh(cooperation))
    assert fresh(cooperation).became == second != first


def test_it_may_end_while_the_proposal_goes_on() -> None:
    cooperation = cooperation_in("confirmed")
    upgraded(cooperation)
    assert cooperating.can_end(VMBO.coordinator, fresh(cooperation))


# --- the demonstration -----------------------------------------------------------------------------


def test_the_demonstration_shows_one_confirmed_and_one_that_waits() -> None:
    confirmed, asked = lighter.play_lighter()
    assert {str(school) for school in confirmed.institutions.all()} == {"Dr.-Knippenbergcollege", "ROC Ter Aa"}
    assert not confirmed.parties.filter(confirmed=None).exists()
    assert asked in cooperating.waiting_for(Party("a12").coordinator)
    assert world.board("teraa").number == "90009"
