"""Answers that explain themselves, the one gate to every row, and any sequence of verbs by anybody."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.roles import Role
from accounts.verdicts import ALLOWED, Unmet, Verdict, ensure, no
from agreements import policies as archive
from audit.models import AuditEvent
from leerroutes import policies
from leerroutes.models import Route
from leerroutes.policies import visible_to
from tests.factories import MBO, VMBO, Party, agreement_in, route_in
from workflows.demo.cases import CASES

from .test_lifecycle import VERBS
from .test_states import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_a_no_says_why_and_a_yes_needs_no_words() -> None:
    assert ALLOWED
    assert not no("Daarom.")
    ensure(ALLOWED)
    with pytest.raises(PermissionDenied, match="Daarom"):
        ensure(no("Daarom."))
    assert not Verdict((Unmet("Daarom."),))


QUESTIONS = "can_edit can_submit can_withdraw can_decide can_suspend can_resume can_wind_down can_end".split()


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("state", ["draft", "submitted", "running", "ended"])
def test_every_no_to_everybody_has_a_reason(question: str, state: str, cast: dict[str, Actor]) -> None:
    route = route_in(state)
    for name, actor in cast.items():
        verdict = getattr(policies, question)(actor, route)
        assert verdict or len(str(verdict.reason)) > 10, f"{name}: {question}"


# --- who sees what -------------------------------------------------------------------------------


def test_members_of_a_participating_board_see_its_drafts(vmbo: Party, mbo: Party, adviser: Actor) -> None:
    route = route_in("draft")
    for actor in (*vmbo.people.values(), *mbo.people.values(), adviser):
        assert set(visible_to(actor)) == {route}


def test_strangers_and_administrators_see_nothing(outsider: Actor, administrator: Actor) -> None:
    route_in("submitted")
    agreement_in("draft")
    for actor in (outsider, administrator):
        assert not visible_to(actor).exists()
        assert not archive.visible_to(actor).exists()


def test_inspectors_see_what_was_submitted_at_least_once(inspector: Actor, vmbo: Party) -> None:
    draft, returned = route_in("draft"), route_in("returned")
    assert set(visible_to(inspector)) == {returned}
    assert draft not in visible_to(inspector)


def test_inspectors_see_agreements_that_were_complete_at_least_once(inspector: Actor) -> None:
    agreement_in("draft")
    complete = agreement_in("complete")
    assert set(archive.visible_to(inspector)) == {complete}


def test_an_inspector_of_a_board_is_none(vmbo: Party) -> None:
    """The role is held at no board; who acts for a board does not look with the eyes of an inspector."""
    assert not vmbo.director.is_inspector
    assert not Actor(user=vmbo.director.user, board=vmbo.board, roles=frozenset({Role.INSPECTOR})).is_inspector


def test_every_route_once_however_many_boards_one_works_at(twin_vmbo: Actor) -> None:
    route_in("draft")
    assert visible_to(twin_vmbo).count() == 1


def test_a_board_that_left_sees_it_no_more(vmbo: Party, mbo: Party) -> None:
    route = route_in("draft")
    route.parties.filter(board=mbo.board).delete()
    assert not visible_to(mbo.coordinator).exists()
    assert visible_to(vmbo.coordinator).exists()


def test_cases_of_others_stay_with_others(vmbo: Party) -> None:
    route_in("submitted", CASES["perron"])
    assert not visible_to(vmbo.director).exists()


# --- any sequence, by anybody --------------------------------------------------------------------

PEOPLE = ("vmbo_coordinator", "vmbo_director", "mbo_coordinator", "mbo_director", "mbo_registrar", "outsider")
MOVES = {(state, target) for state, moves in TABLE.items() for target in moves.values()}
MOVES |= {("suspended", state) for state in ("contracted", "reported", "running")}


@pytest.fixture
def people(outsider: Actor) -> dict[str, Actor]:
    found = {"outsider": outsider}
    for side, party in (("vmbo", VMBO), ("mbo", MBO)):
        found |= {f"{side}_{role}": actor for role, actor in party.people.items()}
    return found


@given(
    start=st.sampled_from(["draft", "submitted", "contracted", "running"]),
    steps=st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.sampled_from(PEOPLE)), min_size=4, max_size=12),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sequence_of_verbs_leaves_the_table(
    people: dict[str, Actor], start: str, steps: list[tuple[str, str]]
) -> None:
    """Every success moves along the table and is told; every refusal changes nothing and tells nothing."""
    with transaction.atomic():
        route = route_in(start)
        for name, who in steps:
            before, told = Route.objects.get(pk=route.pk), AuditEvent.objects.count()
            succeeded = _try(name, before, people[who])
            after, events = Route.objects.get(pk=route.pk), AuditEvent.objects.count() - told
            assert (events > 0) is succeeded
            if after.state != before.state:
                assert succeeded
                assert (before.state, after.state) in MOVES | {("suspended", before.suspended_from)}
                trail = AuditEvent.objects.filter(case=f"route:{route.pk}").order_by("-pk")
                turned = next(event for event in trail if event.changes)
                assert turned.changes["state"][1] == after.state
            if who == "outsider":
                assert not succeeded
        transaction.set_rollback(True)


def _try(name: str, route: Route, actor: Actor) -> bool:
    try:
        with transaction.atomic():
            VERBS[name][2](route, actor)
    except (PermissionDenied, Refusal):
        return False
    return True
