"""The life of a route as one table: every state × every transition, allowed and refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django_fsm import TransitionNotAllowed

from leerroutes.models import RioRegistration, Route, RouteDecision, RouteParty
from leerroutes.states import EDITABLE, FINAL, SUSPENDABLE, State
from tests.factories import Party

pytestmark = pytest.mark.django_db

# What each transition makes of a state when its conditions hold. What is not here is refused.
TABLE: dict[str, dict[str, str]] = {
    "draft": {"submit": "submitted", "withdraw": "withdrawn"},
    "returned": {"submit": "submitted", "withdraw": "withdrawn"},
    "submitted": {"approve": "approved", "send_back": "returned", "reject": "rejected", "withdraw": "withdrawn"},
    "approved": {"contract": "contracted", "withdraw": "withdrawn"},
    "contracted": {"report": "reported", "suspend": "suspended", "wind_down": "winding_down"},
    "reported": {"start": "running", "suspend": "suspended", "wind_down": "winding_down"},
    "running": {"wind_down": "winding_down", "suspend": "suspended"},
    "suspended": {"resume": "reported", "wind_down": "winding_down"},  # where it stood, in this test
    "winding_down": {"end": "ended"},
    "ended": {},
    "rejected": {},
    "withdrawn": {},
}

TRANSITIONS = sorted({t.name for t in Route._meta.get_field("state").get_all_transitions(Route)})


@pytest.fixture
def row(vmbo: Party, mbo: Party) -> Callable[[str], Route]:
    """A row in a state, with everything done that any condition asks for. A row, not a case: it has no history."""

    def make(state: str) -> Route:
        route = Route.objects.create(
            name="Een rij",
            start_year=2024,
            state=state,
            suspended_from="reported" if state == "suspended" else "",
            round=1,
            proposed_by=vmbo.board,
            created_by=vmbo.coordinator.user,
        )
        for party in (vmbo, mbo):
            RouteParty.objects.create(route=route, board=party.board)
            RouteDecision.objects.create(
                route=route, round=1, board=party.board, decided_by=party.director.user, verdict="approved"
            )
            for institution in party.board.institutions.all():
                route.institutions.add(institution)
                RioRegistration.objects.create(
                    route=route,
                    institution=institution,
                    state="confirmed",
                    submitted_on=date(2024, 6, 1),
                    confirmed_on=date(2024, 6, 2),
                    register_id="X-1",
                )
        return Route.objects.get(pk=route.pk)

    return make


def test_the_table_names_every_state_and_every_transition() -> None:
    assert set(TABLE) == set(State.values)
    assert {name for moves in TABLE.values() for name in moves} == set(TRANSITIONS)


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("name", TRANSITIONS)
def test_every_state_takes_or_refuses_every_transition(name: str, state: str, row: Callable[[str], Route]) -> None:
    route = row(state)
    target = TABLE[state].get(name)

    if target is None:
        with pytest.raises(TransitionNotAllowed):
            getattr(route, name)()
        assert route.state == state
    else:
        getattr(route, name)()
        route.save(update_fields=["state", "suspended_from", "round"])
        assert Route.objects.get(pk=route.pk).state == target


def _a_board_is_missing(route: Route) -> None:
    route.decisions.order_by("pk").last().delete()


def _a_board_said_no(route: Route) -> None:
    RouteDecision.objects.filter(pk=route.decisions.first().pk).update(verdict="returned", reason="Nee.")


def _decided_in_an_earlier_round(route: Route) -> None:
    route.round = 2


def _a_registration_is_missing(route: Route) -> None:
    route.registrations.first().delete()


def _a_registration_waits(route: Route) -> None:
    RioRegistration.objects.filter(pk=route.registrations.first().pk).update(state="submitted")


def _its_day_has_not_come(route: Route) -> None:
    route.start_year = 2090


@pytest.mark.parametrize(
    ("state", "name", "spoil"),
    [
        ("submitted", "approve", _a_board_is_missing),
        ("submitted", "approve", _a_board_said_no),
        ("submitted", "approve", _decided_in_an_earlier_round),
        ("contracted", "report", _a_registration_is_missing),
        ("contracted", "report", _a_registration_waits),
        ("reported", "start", _a_registration_is_missing),
        ("reported", "start", _a_registration_waits),
        ("reported", "start", _its_day_has_not_come),
    ],
)
def test_an_unmet_condition_refuses(
    state: str, name: str, spoil: Callable[[Route], None], row: Callable[[str], Route]
) -> None:
    route = row(state)
    spoil(route)

    with pytest.raises(TransitionNotAllowed):
        getattr(route, name)()
    assert route.state == state


def test_every_condition_is_spoiled_above() -> None:
    with_conditions = {
        (t.source, t.name) for t in Route._meta.get_field("state").get_all_transitions(Route) if t.conditions
    }
    assert with_conditions == {("submitted", "approve"), ("contracted", "report"), ("reported", "start")}


@pytest.mark.parametrize("state", sorted(SUSPENDABLE))
def test_suspending_remembers_where_it_stood(state: str, row: Callable[[str], Route]) -> None:
    route = row(state)
    route.suspend()
    assert (route.state, route.suspended_from) == ("suspended", state)

    route.resume()
    assert route.state == state


def test_the_sets_of_states_agree_with_the_table() -> None:
    assert {state for state, moves in TABLE.items() if "submit" in moves} == EDITABLE
    assert {state for state, moves in TABLE.items() if "suspend" in moves} == SUSPENDABLE
    assert {state for state, moves in TABLE.items() if not moves} == FINAL


def test_the_state_cannot_be_assigned(row: Callable[[str], Route]) -> None:
    route = row("draft")
    with pytest.raises(AttributeError):
        route.state = "running"


def test_the_database_knows_the_states(row: Callable[[str], Route]) -> None:
    route = row("draft")
    for wrong in ({"state": "lost"}, {"state": "suspended", "suspended_from": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Route.objects.filter(pk=route.pk).update(**wrong)
