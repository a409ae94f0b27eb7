"""Writing a proposal: who may, what the trail keeps, and what happens when two people write at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor, actor_for
from accounts.errors import Refusal, SomeoneWasQuicker
from accounts.models import Membership
from accounts.roles import Role
from audit.models import AuditEvent
from leerroutes.models import Route, RouteLine
from leerroutes.services import change_route, propose_route, remove_line, save_line
from tests.factories import PAIR, Party, route_in
from workflows.demo import world
from workflows.demo.play import line_content

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def propose(actor: Actor) -> Route:
    return propose_route(actor=actor, name="Nieuwe route", route_type="DLR", start_year=2027, motivation="Omdat.")


def change(route: Route, actor: Actor, *, seen_version: int | None = None, **content: Any) -> Route:
    """Save the proposal with other words and the same schools."""
    return change_route(
        route,
        actor=actor,
        seen_version=route.version if seen_version is None else seen_version,
        content=content,
        institutions=list(route.institutions.all()),
        contacts={},
    )


def add_line(route: Route, actor: Actor) -> RouteLine:
    return save_line(route, actor=actor, content=line_content(PAIR.lines[0], route.starts_on))


def last_event(action: str) -> AuditEvent:
    return AuditEvent.objects.filter(action=action).latest("pk")


@pytest.fixture
def draft(db: None) -> Route:
    return route_in("draft")


# --- propose -------------------------------------------------------------------------------------


def test_the_board_that_proposes_takes_part(vmbo: Party) -> None:
    route = propose(vmbo.coordinator)
    assert (route.state, route.proposed_by, route.created_by) == ("draft", vmbo.board, vmbo.coordinator.user)
    assert [(p.board, p.contact) for p in route.parties.all()] == [(vmbo.board, vmbo.coordinator.user)]
    assert str(route) == "Nieuwe route"
    assert route.number == f"LR-{route.pk:05d}"


def test_proposing_leaves_a_trace(vmbo: Party) -> None:
    route = propose(vmbo.coordinator)
    event = last_event("leerroutes.proposed")
    assert (event.case, event.actor, event.board_id) == (f"route:{route.pk}", vmbo.coordinator.user, vmbo.board.pk)
    assert event.changes["name"] == [None, "Nieuwe route"]
    assert event.changes["start_year"] == [None, 2027]


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.SIGNATORY, Role.PARTICIPATION, Role.REGISTRAR])
def test_only_coordinators_propose(role: Role, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="coordinator"):
        propose(vmbo(role))
    assert not Route.objects.exists()


def test_readers_inspectors_and_administrators_do_not_propose(
    adviser: Actor, inspector: Actor, administrator: Actor
) -> None:
    for actor in (adviser, inspector, administrator):
        with pytest.raises(PermissionDenied):
            propose(actor)


# --- change --------------------------------------------------------------------------------------


def test_a_change_is_saved_counted_and_told(draft: Route, vmbo: Party) -> None:
    changed = change(draft, vmbo.coordinator, name="Andere naam", motivation=draft.motivation)

    assert (changed.name, changed.version) == ("Andere naam", draft.version + 1)
    event = last_event("leerroutes.changed")
    assert event.changes == {"name": [draft.name, "Andere naam"]}
    assert (event.actor, event.board_id) == (vmbo.coordinator.user, vmbo.board.pk)


def test_saving_the_same_again_is_no_event(draft: Route, vmbo: Party) -> None:
    before = AuditEvent.objects.count()
    change(draft, vmbo.coordinator, name=draft.name)
    assert AuditEvent.objects.count() == before


def test_the_other_board_writes_along(draft: Route, mbo: Party) -> None:
    assert change(draft, mbo.coordinator, name="Van de overkant").name == "Van de overkant"
    assert last_event("leerroutes.changed").board_id == mbo.board.pk


def test_the_boards_of_the_chosen_schools_are_the_parties(draft: Route, vmbo: Party, mbo: Party) -> None:
    third = Party("a12")
    schools = [p.board.institutions.get() for p in (vmbo, third)]
    route = change_route(
        draft,
        actor=vmbo.coordinator,
        seen_version=draft.version,
        content={},
        institutions=schools,
        contacts={third.board: third.coordinator.user},
        partners=[("hbo", "Hogeschool"), ("company", "Bedrijf")],
    )

    assert {p.board: p.contact for p in route.parties.all()} == {
        vmbo.board: vmbo.coordinator.user,
        third.board: third.coordinator.user,
    }
    changes = last_event("leerroutes.changed").changes
    assert changes["parties"] == [
        sorted([str(vmbo.board), str(mbo.board)]),
        sorted([str(vmbo.board), str(third.board)]),
    ]
    assert changes["partners"] == [[], ["Bedrijf (company)", "Hogeschool (hbo)"]]


def test_the_proposing_board_stays_a_party(draft: Route, vmbo: Party, mbo: Party) -> None:
    schools = list(mbo.board.institutions.all())
    route = change_route(
        draft, actor=vmbo.coordinator, seen_version=draft.version, content={}, institutions=schools, contacts={}
    )
    assert set(route.parties.values_list("board", flat=True)) == {vmbo.board.pk, mbo.board.pk}


def test_who_looked_before_another_saved_is_told(draft: Route, vmbo: Party, mbo: Party) -> None:
    seen = draft.version
    change(draft, mbo.coordinator, name="Eerste")

    with pytest.raises(Refusal, match="Somebody else saved"):
        change(draft, vmbo.coordinator, seen_version=seen, name="Tweede")
    assert Route.objects.get(pk=draft.pk).name == "Eerste"


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.SIGNATORY, Role.PARTICIPATION, Role.REGISTRAR])
def test_only_coordinators_write(role: Role, draft: Route, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="coordinator"):
        change(draft, vmbo(role), name="Kaping")
    with pytest.raises(PermissionDenied, match="coordinator"):
        add_line(draft, vmbo(role))
    with pytest.raises(PermissionDenied, match="coordinator"):
        remove_line(draft.lines.get(), actor=vmbo(role))


def test_strangers_do_not_write(draft: Route, outsider: Actor, inspector: Actor, adviser: Actor) -> None:
    for actor in (outsider, inspector, adviser):
        with pytest.raises(PermissionDenied):
            change(draft, actor, name="Kaping")


def test_a_right_at_one_board_is_no_right_at_another(draft: Route, twin_vmbo: Actor, twin_mbo: Actor) -> None:
    assert change(draft, twin_vmbo, name="Als coördinator").name == "Als coördinator"
    with pytest.raises(PermissionDenied):
        change(Route.objects.get(pk=draft.pk), twin_mbo, name="Als directeur van de ander")


@pytest.mark.parametrize("state", ["submitted", "approved", "contracted", "rejected", "withdrawn"])
def test_what_was_submitted_does_not_change(state: str, vmbo: Party) -> None:
    route = route_in(state)
    for attempt in (
        lambda: change(route, vmbo.coordinator, name="Te laat"),
        lambda: add_line(route, vmbo.coordinator),
        lambda: remove_line(route.lines.get(), actor=vmbo.coordinator),
    ):
        with pytest.raises(PermissionDenied, match="sends it back"):
            attempt()


def test_a_returned_proposal_can_change(vmbo: Party) -> None:
    assert change(route_in("returned"), vmbo.coordinator, name="Verbeterd").name == "Verbeterd"


# --- lines ---------------------------------------------------------------------------------------


def test_lines_are_numbered_and_told(draft: Route, vmbo: Party) -> None:
    line = add_line(draft, vmbo.coordinator)
    assert line.number == 2
    event = last_event("leerroutes.line_saved")
    assert (event.data["line"], event.changes["leerweg"]) == (2, [None, "KB"])
    assert event.subject == f"routeline:{line.pk}"
    assert Route.objects.get(pk=draft.pk).version == draft.version + 1


def test_changing_a_line_tells_what_changed(draft: Route, vmbo: Party) -> None:
    line = draft.lines.get()
    save_line(draft, actor=vmbo.coordinator, line=line, content={"bpv_hours": 901})
    assert last_event("leerroutes.line_saved").changes == {"bpv_hours": [900, 901]}


def test_saving_a_line_unchanged_is_no_event(draft: Route, vmbo: Party) -> None:
    before = AuditEvent.objects.count()
    save_line(draft, actor=vmbo.coordinator, line=draft.lines.get(), content={"bpv_hours": 900})
    assert AuditEvent.objects.count() == before


def test_a_removed_line_is_kept_in_the_trail(draft: Route, vmbo: Party) -> None:
    remove_line(draft.lines.get(), actor=vmbo.coordinator)
    assert not draft.lines.exists()
    event = last_event("leerroutes.line_removed")
    assert event.data == {"line": 1}
    assert event.changes["bpv_hours"] == [900, None]


@pytest.mark.parametrize(
    "act",
    [
        lambda route, line, actor: save_line(route, actor=actor, line=line, content={"bpv_hours": 1}),
        lambda route, line, actor: remove_line(line, actor=actor),
    ],
)
def test_a_line_that_is_gone_was_somebody_quicker(
    act: Callable[[Route, RouteLine, Actor], object], draft: Route, vmbo: Party, mbo: Party
) -> None:
    seen = draft.lines.get()
    remove_line(draft.lines.get(), actor=mbo.coordinator)

    with pytest.raises(SomeoneWasQuicker):
        act(draft, seen, vmbo.coordinator)
    assert AuditEvent.objects.filter(action="leerroutes.line_removed").count() == 1


def test_a_line_of_another_route_is_not_touched(draft: Route, vmbo: Party) -> None:
    other = route_in("draft").lines.get()
    with pytest.raises(SomeoneWasQuicker):
        save_line(draft, actor=vmbo.coordinator, line=other, content={"bpv_hours": 1})


def test_a_role_that_ended_yesterday_writes_no_more(draft: Route, vmbo: Party, tomorrow: object) -> None:
    user = world.person(vmbo.slug, Role.COORDINATOR)
    Membership.objects.filter(user=user).update(valid_until=draft.created.date())
    with pytest.raises(PermissionDenied):
        change(draft, actor_for(user, vmbo.board), name="Nog even")
