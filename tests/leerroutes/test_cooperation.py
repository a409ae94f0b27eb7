"""Lighter cooperation (R-016): recorded by one board, confirmed by the others, kept apart, and made into a route."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.models import Institution
from accounts.roles import Role
from audit.models import AuditEvent
from audit.services import case_of
from leerroutes import cooperating, services
from leerroutes.errors import RouteError
from leerroutes.models import Cooperation, CooperationParty, Route
from leerroutes.policies import can_decide, wrote_in
from leerroutes.services.cooperation import COOPERATION_FIELDS
from leerroutes.states import State
from tests.factories import MBO, VMBO, Party, cooperation_in
from workflows.demo import lighter, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def schools(*brins: str) -> list[Institution]:
    return list(Institution.objects.filter(brin__in=brins or ("99ZF", "99ZG")).select_related("board"))


def fresh(cooperation: Cooperation) -> Cooperation:
    return Cooperation.objects.get(pk=cooperation.pk)


def party_of(cooperation: Cooperation, party: Party) -> CooperationParty:
    return cooperation.parties.get(board=party.board)


def told(cooperation: Cooperation) -> list[str]:
    events = AuditEvent.objects.filter(case=case_of(cooperation)).order_by("pk")
    return [event.action.removeprefix("leerroutes.cooperation_") for event in events]


def change(cooperation: Cooperation, actor: Actor, *institutions: Institution, **content: Any) -> Cooperation:
    return services.change_cooperation(
        cooperation,
        actor=actor,
        seen_version=cooperation.version,
        content=content,
        institutions=list(institutions) or list(cooperation.institutions.select_related("board")),
        contact=actor.user,
    )


def confirm(cooperation: Cooperation, actor: Actor) -> CooperationParty:
    return services.confirm_cooperation(cooperation, actor=actor, seen_version=cooperation.version, contact=actor.user)


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


# --- taking itself off -----------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["asked", "confirmed"])
def test_a_board_takes_itself_and_its_schools_off(state: str) -> None:
    cooperation = cooperation_in(state)
    services.leave_cooperation(cooperation, actor=MBO.coordinator, reason="Wij doen niet mee.")
    assert [party.board for party in cooperation.parties.all()] == [VMBO.board]
    assert [school.brin for school in cooperation.institutions.all()] == ["99ZF"]
    assert not cooperating.visible_to(MBO.coordinator).exists()
    event = AuditEvent.objects.filter(case=case_of(cooperation)).last()
    assert event is not None
    assert (event.action, event.reason) == ("leerroutes.cooperation_left", "Wij doen niet mee.")


def test_who_reads_an_older_page_does_not_bring_the_board_back() -> None:
    shown = cooperation_in("confirmed")
    services.leave_cooperation(shown, actor=MBO.coordinator, reason="Wij stoppen.")
    with pytest.raises(RouteError, match="Somebody else saved"):
        change(shown, VMBO.coordinator, *schools())


def test_nobody_takes_another_board_off(twin_mbo: Actor, outsider: Actor) -> None:
    cooperation = cooperation_in("confirmed")
    for actor in (twin_mbo, outsider, MBO.director):
        with pytest.raises(PermissionDenied, match="Only a coordinator of a board that is named here"):
            services.leave_cooperation(cooperation, actor=actor, reason="Weg ermee.")
    with pytest.raises(PermissionDenied, match="It can end it"):
        services.leave_cooperation(cooperation, actor=VMBO.coordinator, reason="Weg ermee.")


def test_taking_off_says_why() -> None:
    with pytest.raises(RouteError, match="give a reason"):
        services.leave_cooperation(cooperation_in("asked"), actor=MBO.coordinator, reason="  ")


# --- ending --------------------------------------------------------------------------------------


def test_it_ends_after_its_last_day() -> None:
    cooperation = ended_yesterday()
    assert cooperation.is_over
    assert told(cooperation)[-1] == "ended"


def ended_yesterday() -> Cooperation:
    cooperation = cooperation_in("confirmed")
    Cooperation.objects.filter(pk=cooperation.pk).update(since=date(2020, 8, 1))
    yesterday = localdate() - timedelta(days=1)
    return services.end_cooperation(fresh(cooperation), actor=VMBO.coordinator, last_day=yesterday, reason="Klaar.")


def test_on_its_last_day_it_still_holds() -> None:
    cooperation = cooperation_in("confirmed")
    Cooperation.objects.filter(pk=cooperation.pk).update(since=date(2020, 8, 1), until=localdate())
    assert not fresh(cooperation).is_over
    assert cooperating.can_change(VMBO.coordinator, fresh(cooperation))


def test_it_does_not_end_before_it_began() -> None:
    cooperation = cooperation_in("confirmed")
    with pytest.raises(RouteError, match="before the first day"):
        services.end_cooperation(
            cooperation, actor=VMBO.coordinator, last_day=cooperation.since - timedelta(days=1), reason="Klaar."
        )


def test_only_the_board_that_recorded_it_ends_it(outsider: Actor) -> None:
    cooperation = cooperation_in("confirmed")
    for actor in (MBO.coordinator, VMBO.director, outsider):
        with pytest.raises(PermissionDenied, match="which recorded this"):
            services.end_cooperation(cooperation, actor=actor, last_day=localdate(), reason="Klaar.")


@pytest.mark.parametrize(
    "verdict",
    [
        lambda found: cooperating.can_change(VMBO.coordinator, found),
        lambda found: cooperating.can_end(VMBO.coordinator, found),
        lambda found: cooperating.can_upgrade(VMBO.coordinator, found),
        lambda found: cooperating.can_confirm(MBO.coordinator, found),
        lambda found: cooperating.can_leave(MBO.coordinator, found),
    ],
)
def test_what_has_ended_stays_as_it_was(verdict: Callable[[Cooperation], Any]) -> None:
    found = verdict(ended_yesterday())
    assert not found
    assert "has ended" in str(found.reason)


def test_what_has_ended_waits_for_nobody() -> None:
    cooperation = cooperation_in("asked")
    Cooperation.objects.filter(pk=cooperation.pk).update(since=date(2020, 8, 1), until=date(2021, 7, 31))
    assert not cooperating.waiting_for(MBO.coordinator).exists()


# --- becoming a route ----------------------------------------------------------------------------


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
