"""Lighter cooperation (R-016): recorded by one board, confirmed and changed, and kept apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Institution
from accounts.roles import Role
from audit.models import AuditEvent
from audit.services import case_of
from leerroutes import cooperating, services
from leerroutes.errors import RouteError
from leerroutes.models import Cooperation, CooperationParty
from leerroutes.services.cooperation import COOPERATION_FIELDS
from tests.factories import MBO, VMBO, Party, cooperation_in
from tests.leerroutes.cooperation_cases import change, confirm, fresh, party_of, schools, told
from workflows.demo import lighter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# --- recording -----------------------------------------------------------------------------------


def test_the_recording_board_takes_part_and_the_other_is_asked() -> None:
    cooperation = cooperation_in("asked")
    own, other = party_of(cooperation, VMBO), party_of(cooperation, MBO)
    assert own.confirmed
    assert own.contact == VMBO.coordinator.user
    assert other.confirmed is None
    assert other.contact is None
    assert cooperation in cooperating.waiting_for(MBO.coordinator)
    assert cooperation not in cooperating.waiting_for(VMBO.coordinator)


def test_recording_leaves_a_trace() -> None:
    event = AuditEvent.objects.get(case=case_of(cooperation_in("asked")))
    assert event.action == "leerroutes.cooperation_recorded"
    assert event.board_name == str(VMBO.board)
    assert set(event.changes) >= set(COOPERATION_FIELDS) - {"until"}
    assert event.changes["institutions"][1] == sorted(str(school) for school in schools())


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.SIGNATORY, Role.PARTICIPATION, Role.REGISTRAR])
def test_only_a_coordinator_records(role: Role) -> None:
    actor = VMBO(role)
    with pytest.raises(PermissionDenied, match="Only a coordinator"):
        services.record_cooperation(actor=actor, content=lighter.ELECTIVE, institutions=schools(), contact=actor.user)


@pytest.mark.parametrize(
    ("brins", "reason"),
    [
        (("99ZF",), "at least one vmbo school and one mbo"),
        (("99ZG",), "at least one vmbo school and one mbo"),
        (("99ZA", "99ZG"), "your own board"),
    ],
)
def test_vmbo_and_mbo_work_together_and_the_own_board_is_one_of_them(brins: tuple[str, ...], reason: str) -> None:
    with pytest.raises(RouteError, match=reason):
        lighter.recorded(lighter.ELECTIVE, by=VMBO.slug, schools=brins)
    assert not Cooperation.objects.exists()


def test_the_contact_person_is_of_the_own_board() -> None:
    writer = VMBO.coordinator
    with pytest.raises(RouteError, match="coordinator of your own board"):
        services.record_cooperation(
            actor=writer, content=lighter.ELECTIVE, institutions=schools(), contact=MBO.coordinator.user
        )


def test_one_board_with_both_kinds_of_school_needs_nobody_else() -> None:
    own = schools("99ZF")[0]
    mbo = Institution.objects.create(board=own.board, kind="mbo", name="Eigen mbo", brin="99ZZ")
    cooperation = lighter.recorded(lighter.ELECTIVE, by=VMBO.slug, schools=("99ZF", mbo.brin))
    assert [party.board for party in cooperation.parties.all()] == [own.board]
    assert cooperating.can_upgrade(VMBO.coordinator, cooperation)


@pytest.mark.parametrize("broken", [{"kind": "alles"}, {"until": date(2010, 1, 1)}])
def test_the_database_refuses_nonsense(broken: dict[str, Any]) -> None:
    cooperation = cooperation_in("asked")
    with pytest.raises(IntegrityError), transaction.atomic():
        Cooperation.objects.filter(pk=cooperation.pk).update(**broken)


# --- who sees it -----------------------------------------------------------------------------------


def test_every_board_named_sees_it_and_nobody_else(cast: dict[str, Actor]) -> None:
    cooperation = cooperation_in("asked")
    seeing = {name for name, actor in cast.items() if cooperation in cooperating.visible_to(actor)}
    assert seeing == set(cast) - {"outsider", "inspector", "administrator"}


# --- confirming ----------------------------------------------------------------------------------


def test_the_other_board_confirms_with_its_own_contact_person() -> None:
    cooperation = cooperation_in("confirmed")
    party = party_of(cooperation, MBO)
    assert party.confirmed
    assert party.contact == MBO.coordinator.user
    assert not cooperating.waiting_for(MBO.coordinator).exists()
    assert told(cooperation) == ["recorded", "confirmed"]


def test_nobody_confirms_for_another_board(outsider: Actor, twin_mbo: Actor) -> None:
    cooperation = cooperation_in("asked")
    for actor in (outsider, twin_mbo, MBO.director, MBO.signatory):
        with pytest.raises(PermissionDenied, match="Only a coordinator of a board that is named here"):
            confirm(cooperation, actor)
    with pytest.raises(PermissionDenied, match="already confirmed"):
        confirm(cooperation, VMBO.coordinator)
    assert party_of(cooperation, MBO).confirmed is None


def test_nobody_confirms_what_they_did_not_read() -> None:
    shown = cooperation_in("asked")
    change(shown, VMBO.coordinator, name="Iets heel anders")
    with pytest.raises(RouteError, match="Read it again"):
        confirm(shown, MBO.coordinator)


def test_a_board_is_not_marked_as_confirmed_without_somebody_to_ask() -> None:
    party = party_of(cooperation_in("asked"), MBO)
    with pytest.raises(IntegrityError), transaction.atomic():
        CooperationParty.objects.filter(pk=party.pk).update(confirmed="2026-01-01T00:00Z")


# --- changing ------------------------------------------------------------------------------------


def test_a_change_asks_the_other_boards_again() -> None:
    changed = change(cooperation_in("confirmed"), VMBO.coordinator, name="Keuzedeel Groen")
    assert party_of(changed, MBO).confirmed is None
    assert party_of(changed, VMBO).confirmed
    event = AuditEvent.objects.filter(case=case_of(changed)).last()
    assert event is not None
    assert event.changes["name"] == [lighter.ELECTIVE["name"], "Keuzedeel Groen"]


def test_saving_the_same_asks_nobody_and_tells_nothing() -> None:
    cooperation = cooperation_in("confirmed")
    assert party_of(change(cooperation, VMBO.coordinator), MBO).confirmed
    assert told(cooperation) == ["recorded", "confirmed"]


def test_another_contact_person_asks_nobody_again(two_hats: Actor) -> None:
    cooperation = change(cooperation_in("confirmed"), two_hats)
    assert party_of(cooperation, VMBO).contact == two_hats.user
    assert party_of(cooperation, MBO).confirmed
    assert told(cooperation)[-1] == "changed"


def test_a_board_whose_schools_are_taken_out_is_named_no_more() -> None:
    cooperation = change(cooperation_in("confirmed"), VMBO.coordinator, *schools("99ZF", "99ZE"))
    assert not cooperation.parties.filter(board=MBO.board).exists()
    assert not cooperating.visible_to(MBO.coordinator).exists()
    assert party_of(cooperation, Party("a12")).confirmed is None


def test_only_the_board_that_recorded_it_changes_it(twin_vmbo: Actor, outsider: Actor) -> None:
    cooperation = cooperation_in("confirmed")
    for actor in (MBO.coordinator, outsider, VMBO.director):
        with pytest.raises(PermissionDenied, match="which recorded this"):
            change(cooperation, actor, name="Van ons")
    assert change(cooperation, twin_vmbo, name="Van ons").name == "Van ons"


def test_nobody_overwrites_another() -> None:
    shown = cooperation_in("asked")
    change(shown, VMBO.coordinator, name="Eerste")
    with pytest.raises(RouteError, match="Somebody else saved"):
        change(shown, VMBO.coordinator, name="Tweede")
    assert fresh(shown).name == "Eerste"
