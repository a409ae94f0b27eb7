"""The tables behind `/rechten/` are what the policies answer: every act, in every state, for one person of each role.

Asked of the policies themselves, which every page and service asks; a thousand pages would say the same more slowly.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.acts import Act
from accounts.roles import PERMISSIONS, PLATFORM_ROLES, RIGHTS_IN_WORDS, Role, rights_of
from agreements.acts import AGREEMENT_ACTS
from agreements.models import Agreement
from leerroutes.acts import ROUTE_ACTS
from leerroutes.models import Route
from leerroutes.states import State
from tests.conftest import ClientAs
from tests.factories import AGREEMENTS, MBO, ROUTES, VMBO, agreement_in, route_in
from workflows.questions.acts import QUESTION_ACTS

pytestmark = pytest.mark.django_db

Cast = dict[str, Actor]

PROPOSING_ONLY = {"submit", "withdraw"}
SIGNED_BY_SOME = "half_signed"


def subject(act: Act, record: Any, actor: Actor) -> Any:
    """What the policy is asked about: the record, or the part of it that is of the board acted for."""
    board = actor.board or VMBO.board
    if act.code == "register":
        return record.registrations.filter(institution__board=board).first()
    if act.code == "answer":
        return record.consultations.filter(board=board).order_by("-round").first()
    return record


def allowed(act: Act, record: Any, cast: Cast) -> set[str]:
    found = {name: subject(act, record, actor) for name, actor in cast.items()}
    return {name for name, actor in cast.items() if found[name] is not None and act.ask(actor, found[name])}


def expected(act: Act, state: str, cast: Cast, boards: set[int]) -> set[str]:
    """By the table alone: every line that asks the same policy."""
    same = [one for one in (*ROUTE_ACTS, *AGREEMENT_ACTS) if one.ask is act.ask and state in one.states]
    rights = {right for one in same for right in one.rights}
    members = {name: actor for name, actor in cast.items() if actor.board and actor.board.pk in boards}
    return {name for name, actor in members.items() if rights & rights_of(actor.roles)}


@pytest.mark.parametrize("state", ROUTES)
def test_acts_on_a_route(state: str, cast: Cast) -> None:
    route: Route = route_in(state)
    for act in ROUTE_ACTS:
        boards = {VMBO.board.pk} if act.code in PROPOSING_ONLY else {VMBO.board.pk, MBO.board.pk}
        assert allowed(act, route, cast) == expected(act, route.state, cast, boards), (act.code, route.state)


@pytest.mark.parametrize("state", [state for state in AGREEMENTS if state != SIGNED_BY_SOME])
def test_acts_on_an_agreement(state: str, cast: Cast) -> None:
    agreement: Agreement = agreement_in(state)
    boards = {VMBO.board.pk, MBO.board.pk}
    for act in AGREEMENT_ACTS:
        want = expected(act, agreement.state, cast, boards)
        if act.code == "withdraw":
            want = set()  # nobody signed: it is broken off instead
        if act.code == "answer":
            want = {name for name in want if not subject(act, agreement, cast[name]).outcome}
        if act.code == "notice" and state == "terminated":
            want.discard("vmbo_director")  # of the board that gave it
        assert allowed(act, agreement, cast) == want, (act.code, agreement.state)


def test_when_some_signed_it_takes_every_board(cast: Cast) -> None:
    agreement = agreement_in(SIGNED_BY_SOME)
    may = {act.code: allowed(act, agreement, cast) for act in AGREEMENT_ACTS}
    assert may["withdraw"] == {"vmbo_director", "mbo_director", "twin_mbo"}
    assert may["break_off"] == set()
    assert {name.partition("_")[0] for name in may["sign"] | may["decline"]} <= {"mbo", "twin"}


def test_who_holds_no_board_does_nothing(cast: Cast) -> None:
    """Administrators manage access and inspectors read; neither writes, decides or signs, in any state."""
    for record, acts in ((route_in("submitted"), ROUTE_ACTS), (agreement_in("decision"), AGREEMENT_ACTS)):
        for act in acts:
            assert not {"administrator", "inspector", "outsider"} & allowed(act, record, cast)


def test_the_table_is_complete() -> None:
    assert set(RIGHTS_IN_WORDS) == set(PERMISSIONS)
    used = {right for act in (*ROUTE_ACTS, *AGREEMENT_ACTS, *QUESTION_ACTS) for right in act.rights}
    assert used == set(PERMISSIONS) - {"confirm_access"}, "a right that no act takes is in the table for nothing"
    assert {state for act in ROUTE_ACTS for state in act.states} <= set(State)


def test_everybody_reads_who_may_do_what(client_as: ClientAs, cast: Cast, in_english: None) -> None:
    page = client_as(cast["vmbo_director"]).get(reverse("agreements:rights")).content.decode()
    for role in Role:
        assert str(role.label).capitalize() in page or role in PLATFORM_ROLES
    assert page.count("badge--approved") == 1
