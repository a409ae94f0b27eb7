"""The verbs of a route: each works, leaves a trace, refuses each wrong person and each wrong state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actors import Actor, actor_for
from accounts.errors import Refusal
from accounts.roles import Role
from audit.models import AuditEvent
from leerroutes import services
from leerroutes.errors import RouteError
from leerroutes.models import Route
from leerroutes.services import (
    approve_route,
    cover_route,
    end_route,
    reject_route,
    resume_route,
    send_back_route,
    start_route,
    submit_route,
    suspend_route,
    uncover_route,
    wind_down_route,
    withdraw_route,
)
from tests.factories import NEXT_YEAR, PAIR, REASON, ROUTES, Party, person_with, route_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

Verb = Callable[[Route, Actor], object]

# Who does it at the vmbo board, and in which states it is possible.
VERBS: dict[str, tuple[Role, set[str], Verb]] = {
    "submit": (Role.COORDINATOR, {"draft", "returned"}, lambda r, a: submit_route(r, actor=a)),
    "withdraw": (
        Role.COORDINATOR,
        {"draft", "returned", "submitted", "approved"},
        lambda r, a: withdraw_route(r, actor=a, reason=REASON),
    ),
    "approve": (Role.DIRECTOR, {"submitted"}, lambda r, a: approve_route(r, actor=a)),
    "send_back": (Role.DIRECTOR, {"submitted"}, lambda r, a: send_back_route(r, actor=a, reason=REASON)),
    "reject": (Role.DIRECTOR, {"submitted"}, lambda r, a: reject_route(r, actor=a, reason=REASON)),
    "suspend": (
        Role.DIRECTOR,
        {"contracted", "reported", "running"},
        lambda r, a: suspend_route(r, actor=a, reason=REASON),
    ),
    "resume": (Role.DIRECTOR, {"suspended"}, lambda r, a: resume_route(r, actor=a, reason=REASON)),
    "wind_down": (Role.DIRECTOR, {"running"}, lambda r, a: wind_down_route(r, actor=a, reason=REASON)),
    "end": (Role.DIRECTOR, {"winding_down"}, lambda r, a: end_route(r, actor=a, reason=REASON)),
}

TELLS = {
    "submit": ("leerroutes.submitted", ["draft", "submitted"]),
    "withdraw": ("leerroutes.withdrawn", ["draft", "withdrawn"]),
    "send_back": ("leerroutes.returned", ["submitted", "returned"]),
    "reject": ("leerroutes.rejected", ["submitted", "rejected"]),
    "suspend": ("leerroutes.suspended", ["contracted", "suspended"]),
    "resume": ("leerroutes.resumed", ["suspended", "contracted"]),
    "wind_down": ("leerroutes.winding_down", ["running", "winding_down"]),
    "end": ("leerroutes.ended", ["winding_down", "ended"]),
}
WITH_REASON = sorted(set(VERBS) - {"submit", "approve"})


def attempt(verb: Verb, route: Route, actor: Actor) -> type[Exception] | None:
    """What a verb answers, with everything it did undone."""
    refused: Exception | None = None
    with transaction.atomic():
        try:
            verb(route, actor)
        except (PermissionDenied, Refusal) as refusal:
            refused = refusal
        transaction.set_rollback(True)
    assert refused is None or str(refused), "A refusal says why."
    return refused and type(refused)


def fresh(route: Route) -> Route:
    return Route.objects.get(pk=route.pk)


def test_every_verb_of_a_person_is_on_the_list() -> None:
    here = {name.removesuffix("_route") for name in services.__all__ if name.endswith("_route")}
    by_others = {"propose", "change", "cover", "uncover", "move", "contract", "start", "stop"}
    assert here - by_others == set(VERBS)


@pytest.mark.parametrize("state", ROUTES)
def test_every_state_takes_or_refuses_every_verb(state: str, vmbo: Party) -> None:
    route = route_in(state)
    taken = {name for name, (role, _states, verb) in VERBS.items() if attempt(verb, route, vmbo(role)) is None}
    expected = {name for name, (_role, states, _verb) in VERBS.items() if state in states}
    if route.agreement_number:
        expected.discard("withdraw")
    assert taken == expected


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_refuses_every_wrong_person(
    name: str, vmbo: Party, inspector: Actor, administrator: Actor, adviser: Actor, outsider: Actor
) -> None:
    role, states, verb = VERBS[name]
    route = route_in(min(states))
    wrong = [actor for other, actor in vmbo.people.items() if other != role]

    for actor in [*wrong, inspector, administrator, adviser, outsider]:
        assert attempt(verb, route, actor) is PermissionDenied, f"{actor} could {name}"
    assert attempt(verb, route, vmbo(role)) is None


@pytest.mark.parametrize(("name", "may"), [(n, n not in ("submit", "withdraw")) for n in VERBS])
def test_the_other_board_is_an_equal_except_over_the_proposal_itself(name: str, may: bool, mbo: Party) -> None:
    role, states, verb = VERBS[name]
    assert (attempt(verb, route_in(min(states)), mbo(role)) is None) is may


@pytest.mark.parametrize("name", TELLS)
def test_every_verb_leaves_a_trace(name: str, vmbo: Party) -> None:
    role, _states, verb = VERBS[name]
    code, (before, after) = TELLS[name]
    route = route_in(before)
    verb(route, vmbo(role))

    event = AuditEvent.objects.filter(action=code).latest("pk")
    assert (event.case, event.actor) == (f"route:{route.pk}", vmbo(role).user)
    assert (event.board_id, event.board_name) == (vmbo.board.pk, vmbo.board.name)
    assert event.changes["state"] == [before, after]
    assert event.reason == (REASON if name in WITH_REASON else "")
    route = fresh(route)
    assert (route.state, route.state_reason) == (after, event.reason)


@pytest.mark.parametrize("name", WITH_REASON)
def test_a_no_or_a_stop_has_a_reason(name: str, vmbo: Party) -> None:
    role, states, _verb = VERBS[name]
    route = route_in(min(states))
    with pytest.raises(RouteError, match="reason"), transaction.atomic():
        getattr(services, f"{name}_route")(route, actor=vmbo(role), reason="  \n ")
    assert fresh(route).state == route.state


@pytest.mark.parametrize("name", VERBS)
def test_a_double_click_does_it_once(name: str, vmbo: Party) -> None:
    role, states, verb = VERBS[name]
    route = route_in(min(states))
    verb(route, vmbo(role))
    events = AuditEvent.objects.count()

    assert attempt(verb, route, vmbo(role)) is PermissionDenied
    assert AuditEvent.objects.count() == events


# --- submit --------------------------------------------------------------------------------------


def test_a_rule_that_is_not_met_blocks_with_its_reason(vmbo: Party) -> None:
    route = route_in("draft")
    route.lines.all().delete()
    with pytest.raises(RouteError) as refusal:
        submit_route(route, actor=vmbo.coordinator)
    assert len(str(refusal.value)) > 20
    assert fresh(route).state == "draft"


def test_every_submission_is_a_new_round(vmbo: Party) -> None:
    route = route_in("returned")
    assert route.round == 1
    assert submit_route(route, actor=vmbo.coordinator).round == 2


# --- decide --------------------------------------------------------------------------------------


def test_the_last_board_approves_the_route(vmbo: Party, mbo: Party) -> None:
    route = approve_route(route_in("submitted"), actor=mbo.director)
    assert route.state == "submitted"
    assert approve_route(route, actor=vmbo.director).state == "approved"

    decided = AuditEvent.objects.filter(action="leerroutes.decided")
    assert [(e.board_id, e.data) for e in decided] == [
        (board.pk, {"verdict": "approved", "round": 1}) for board in (mbo.board, vmbo.board)
    ]
    assert AuditEvent.objects.get(action="leerroutes.approved").changes == {"state": ["submitted", "approved"]}


def test_one_return_is_enough_and_everybody_decides_anew(vmbo: Party, mbo: Party) -> None:
    route = approve_route(route_in("submitted"), actor=vmbo.director)
    route = send_back_route(route, actor=mbo.director, reason=REASON)
    route = submit_route(route, actor=vmbo.coordinator)
    assert set(route.boards_still_to_decide()) == {vmbo.board, mbo.board}
    assert approve_route(approve_route(route, actor=mbo.director), actor=vmbo.director).state == "approved"
    assert [d.verdict for d in route.decisions.all()] == ["approved", "returned", "approved", "approved"]


def test_a_second_director_of_the_same_board_does_not_decide_again(vmbo: Party) -> None:
    second = actor_for(person_with("Tweede Directeur", (Role.DIRECTOR, vmbo.board)), vmbo.board)
    route = approve_route(route_in("submitted"), actor=vmbo.director)
    with pytest.raises(PermissionDenied, match="already decided"):
        reject_route(route, actor=second, reason=REASON)


def test_who_wrote_does_not_decide(two_hats: Actor, vmbo: Party) -> None:
    """Four eyes: both roles at one board do not make one person enough."""
    route = route_in("draft")
    services.save_line(route, actor=two_hats, line=route.lines.get(), content={"bpv_hours": 901})
    route = submit_route(route, actor=vmbo.coordinator)

    for verb in ("approve", "send_back", "reject"):
        assert attempt(VERBS[verb][2], route, two_hats) is PermissionDenied
    with pytest.raises(PermissionDenied, match="four eyes"):
        approve_route(route, actor=two_hats)
    assert approve_route(route, actor=vmbo.director)


def test_four_eyes_remember_earlier_rounds(two_hats: Actor, vmbo: Party, mbo: Party) -> None:
    route = submit_route(route_in("returned"), actor=two_hats)
    route = send_back_route(route, actor=mbo.director, reason=REASON)
    route = submit_route(route, actor=vmbo.coordinator)
    assert attempt(VERBS["approve"][2], route, two_hats) is PermissionDenied


def test_two_roles_alone_are_no_objection(two_hats: Actor) -> None:
    assert approve_route(route_in("submitted"), actor=two_hats)


def test_writing_for_one_board_leaves_the_other_free(twin_vmbo: Actor, twin_mbo: Actor) -> None:
    route = submit_route(route_in("draft"), actor=twin_vmbo)
    assert approve_route(route, actor=twin_mbo).decisions.get().board == twin_mbo.board


# --- withdraw ------------------------------------------------------------------------------------


def test_a_route_in_an_agreement_is_not_withdrawn(vmbo: Party) -> None:
    route = cover_route(route_in("approved"), actor=vmbo.coordinator, agreement_number="SOK-00042")
    with pytest.raises(PermissionDenied, match="SOK-00042"):
        withdraw_route(route, actor=vmbo.coordinator, reason=REASON)
    route = uncover_route(route, actor=vmbo.coordinator, agreement_number="SOK-00042")
    assert withdraw_route(route, actor=vmbo.coordinator, reason=REASON).state == "withdrawn"


# --- cover ---------------------------------------------------------------------------------------


def test_a_route_is_in_one_agreement_at_a_time(vmbo: Party) -> None:
    route = cover_route(route_in("approved"), actor=vmbo.coordinator, agreement_number="SOK-00042")
    with pytest.raises(RouteError, match="SOK-00042"):
        cover_route(route, actor=vmbo.coordinator, agreement_number="SOK-00043")
    assert AuditEvent.objects.get(action="leerroutes.covered").data == {"agreement": "SOK-00042"}


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "rejected", "withdrawn", "suspended"])
def test_only_approved_routes_are_covered(state: str, vmbo: Party) -> None:
    with pytest.raises(RouteError):
        cover_route(route_in(state), actor=vmbo.coordinator, agreement_number="SOK-00042")


def test_contracting_twice_is_once(vmbo: Party) -> None:
    route = route_in("contracted")
    events = AuditEvent.objects.count()
    services.contract_route(route, agreement_number=route.agreement_number)
    assert AuditEvent.objects.count() == events
    assert route.registrations.count() == route.institutions.count()


# --- start by the clock --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2026, 7, 31), "reported"), (date(2026, 8, 1), "running"), (date(2027, 2, 1), "running")],
)
def test_the_clock_starts_a_route_on_its_day_and_not_before(
    day: date, state: str, on_day: Callable[[date], None]
) -> None:
    route = route_in("reported")
    on_day(day)
    assert start_route(route).state == state


def test_the_clock_has_no_name(vmbo: Party) -> None:
    route = start_route(route_in("reported"))
    event = AuditEvent.objects.get(action="leerroutes.started", case=f"route:{route.pk}")
    assert (event.actor, event.board_id, event.changes) == (None, None, {"state": ["reported", "running"]})


@pytest.mark.parametrize("state", sorted(set(ROUTES) - {"reported"}))
def test_the_clock_leaves_other_states_alone(state: str) -> None:
    route = route_in(state)
    events = AuditEvent.objects.count()
    assert start_route(route).state == state
    assert AuditEvent.objects.count() == events


# --- suspend and resume --------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["contracted", "reported", "running"])
def test_it_goes_on_where_it_stood(state: str, vmbo: Party, mbo: Party) -> None:
    route = suspend_route(
        route_in(state, PAIR if state == "running" else NEXT_YEAR), actor=vmbo.director, reason=REASON
    )
    assert (route.state, route.suspended_from) == ("suspended", state)
    assert resume_route(route, actor=mbo.director, reason=REASON).state == state


def test_resuming_after_its_day_starts_it(vmbo: Party) -> None:
    route = suspend_route(route_in("reported"), actor=vmbo.director, reason=REASON)
    assert start_route(route).state == "suspended"
    assert resume_route(route, actor=vmbo.director, reason=REASON).state == "running"
    actions = AuditEvent.objects.of_case(f"route:{route.pk}").order_by("-pk").values_list("action", flat=True)
    assert list(actions[:2]) == ["leerroutes.started", "leerroutes.resumed"]
