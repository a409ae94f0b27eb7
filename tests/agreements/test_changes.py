"""One agreement after the other: amendment, accession, departure, renewal, each walked to the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.roles import Role
from agreements.errors import AgreementError
from agreements.facts import facts_of
from agreements.models import Agreement
from agreements.selectors import clause_text, text_of
from agreements.services import (
    agree_text,
    approve_agreement,
    break_off,
    call_material,
    save_clause,
    send_back_agreement,
    start_accession,
    start_amendment,
    start_departure,
    start_renewal,
    take_in_route,
    take_out_route,
)
from audit.models import AuditEvent
from leerroutes.models import Route
from leerroutes.policies import can_suspend
from leerroutes.services import suspend_route
from tests.factories import REASON, Party, agreement_in, play, route_in
from workflows.demo.cases import CASES
from workflows.demo.play import Playing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TOT = CASES["tot"]
THREE = replace(TOT, lines=(TOT.lines[0], TOT.lines[3]))
UILENHOF, INSULA, DAVINCI = Party("uilenhof"), Party("insula"), Party("davinci")


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def amend(agreement: Agreement, actor: Actor, *, is_material: bool = True) -> Agreement:
    return start_amendment(agreement, actor=actor, reason=REASON, is_material=is_material)


def rewrite(agreement: Agreement, code: str, actor: Actor, **answers: object) -> None:
    stored = clause_text(agreement, code, None)
    assert stored is not None
    data = {**stored.data, **answers}
    save_clause(agreement, actor=actor, code=code, route=None, seen_version=stored.version, data=data)


def walk(agreement: Agreement, *slugs: str) -> Agreement:
    """From a text without gaps to in force, by the people whose turn it is."""
    playing = Playing(replace(TOT, boards=slugs))
    playing.agreement, playing.route = agreement, agreement.covered.all()[0].route
    for step in (playing.agree, playing.ask, playing.answer, playing.decide, playing.sign, playing.seal):
        for _told in step():
            pass
    return fresh(agreement)


def in_one_agreement(*routes: Route) -> bool:
    """Each of these routes rests on exactly one agreement in force, and knows which."""
    rests_on = {route.pk: list(Agreement.objects.filter(covered__route=route, state="in_force")) for route in routes}
    numbers = dict(Route.objects.in_bulk([route.pk for route in routes]).items())
    return all(len(found) == 1 and numbers[pk].agreement_number == found[0].number for pk, found in rests_on.items())


@pytest.fixture
def in_force(db: None) -> Agreement:
    return agreement_in("in_force")


# --- amendment -----------------------------------------------------------------------------------


def test_an_amendment_begins_as_a_copy(in_force: Agreement, vmbo: Party) -> None:
    new = amend(in_force, vmbo.coordinator)

    assert (new.state, new.replaces, new.change_kind, new.change_reason) == ("draft", in_force, "amendment", REASON)
    for name in ("title", "instrument", "library_version", "starts_on", "ends_on"):
        assert getattr(new, name) == getattr(in_force, name)
    assert [(t.code, t.route_id, t.data) for t in new.clauses.all()] == [
        (t.code, t.route_id, t.data) for t in in_force.clauses.all()
    ]
    assert [c.route for c in new.covered.all()] == [c.route for c in in_force.covered.all()]
    assert {p.board for p in new.parties.all()} == {p.board for p in in_force.parties.all()}
    assert fresh(in_force).state == "in_force"


def test_beginning_leaves_a_trace_on_both(in_force: Agreement, mbo: Party) -> None:
    new = amend(in_force, mbo.coordinator)
    begun = AuditEvent.objects.get(action="agreements.change_started")
    assert (begun.case, begun.actor, begun.board_id) == (f"agreement:{new.pk}", mbo.coordinator.user, mbo.board.pk)
    told = AuditEvent.objects.get(action="agreements.change_announced")
    assert (told.case, told.data["by"], told.reason) == (f"agreement:{in_force.pk}", new.number, REASON)


def test_it_takes_the_place_of_the_old_one(vmbo: Party) -> None:
    playing = play("running")
    old, route = fresh(playing.agreement), Route.objects.get(pk=playing.route.pk)
    new = amend(old, vmbo.coordinator)
    rewrite(new, "kwaliteit", vmbo.coordinator, owner="De stuurgroep")
    new = walk(new, "spinoza", "rijnland")

    old = fresh(old)
    assert (new.state, old.state) == ("in_force", "replaced")
    assert AuditEvent.objects.get(action="agreements.replaced").data["by"] == new.number
    route = Route.objects.get(pk=route.pk)
    assert (route.state, route.agreement_number) == ("running", new.number)
    assert route.start_processes.count() == 1
    assert in_one_agreement(route)
    source = new.documents.get(kind="agreement").source
    assert "Partijen wijzigen hiermee overeenkomst" in source
    assert f">Vervangt</p><p>{old.number}</p>" in source
    assert old.documents.filter(kind="sealed", stored__isnull=False).exists()
    assert old.signatures.count() == 2


def test_a_route_is_added_by_amendment(in_force: Agreement, vmbo: Party, mbo: Party) -> None:
    first, more = in_force.covered.get().route, route_in("approved")
    new = take_in_route(amend(in_force, vmbo.coordinator), more, actor=mbo.coordinator)
    assert Route.objects.get(pk=first.pk).agreement_number == in_force.number
    for text in [t for t in new.clauses.all() if t.route_id]:
        save_clause(new, actor=vmbo.coordinator, code=text.code, route=more, seen_version=0, data=_fitted(text, more))
    new = walk(new, "spinoza", "rijnland")
    assert set(Route.objects.values_list("state", "agreement_number")) == {("contracted", new.number)}
    assert in_one_agreement(first, more)


def _fitted(text: object, route: Route) -> dict[str, object]:
    """The answers for the first route, about the lines of this one."""
    old, new = (str(one.lines.get().pk) for one in (text.route, route))  # type: ignore[attr-defined]

    def fit(value: object) -> object:
        if isinstance(value, list):
            return [fit(one) for one in value]
        if isinstance(value, dict):
            return {name: new if name == "line" and one == old else fit(one) for name, one in value.items()}
        return value

    return {name: fit(value) for name, value in text.data.items()}  # type: ignore[attr-defined]


def test_a_living_route_is_not_left_out(in_force: Agreement, vmbo: Party) -> None:
    new = take_in_route(amend(in_force, vmbo.coordinator), route_in("approved"), actor=vmbo.coordinator)
    with pytest.raises(AgreementError, match="Wind it down"):
        take_out_route(new, in_force.covered.get().route, actor=vmbo.coordinator)


def test_breaking_off_leaves_the_old_one_in_force(in_force: Agreement, vmbo: Party, mbo: Party) -> None:
    route = in_force.covered.get().route
    new, more = amend(in_force, vmbo.coordinator), route_in("approved")
    take_in_route(new, more, actor=vmbo.coordinator)
    break_off(new, actor=mbo.director, reason=REASON)
    assert fresh(in_force).state == "in_force"
    assert in_one_agreement(route)
    assert Route.objects.get(pk=more.pk).agreement_number == ""
    assert amend(in_force, vmbo.coordinator).state == "draft"


def test_one_change_at_a_time(in_force: Agreement, vmbo: Party, mbo: Party) -> None:
    new = amend(in_force, vmbo.coordinator)
    with pytest.raises(PermissionDenied, match=new.number):
        start_renewal(in_force, actor=mbo.coordinator, reason=REASON, ends_on=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(
            title="Nog een",
            library_version=new.library_version,
            starts_on=new.starts_on,
            started_by=vmbo.board,
            created_by=vmbo.coordinator.user,
            replaces=in_force,
            change_kind="amendment",
            change_reason=REASON,
        )


def test_only_coordinators_of_the_parties_begin(
    in_force: Agreement, vmbo: Party, outsider: Actor, adviser: Actor, inspector: Actor, administrator: Actor
) -> None:
    wrong = [actor for role, actor in vmbo.people.items() if role != Role.COORDINATOR]
    for actor in [*wrong, outsider, adviser, inspector, administrator]:
        with pytest.raises(PermissionDenied):
            amend(in_force, actor)
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize("state", ["draft", "decision", "out_for_signature", "signed", "ended", "withdrawn"])
@pytest.mark.usefixtures("blank_paper")
def test_only_what_is_in_force_changes(state: str, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="in force"):
        amend(agreement_in(state), vmbo.coordinator)


def test_a_change_has_a_reason(in_force: Agreement, vmbo: Party) -> None:
    with pytest.raises(AgreementError, match="reason"):
        start_amendment(in_force, actor=vmbo.coordinator, reason=" ", is_material=True)


# --- an editorial change -------------------------------------------------------------------------


def test_an_editorial_change_goes_straight_to_the_directors(in_force: Agreement, vmbo: Party, mbo: Party) -> None:
    new = amend(in_force, vmbo.coordinator, is_material=False)
    rewrite(new, "kwaliteit", vmbo.coordinator, owner="De stuurgroep van de leerroute")
    for party in (vmbo, mbo):
        new = agree_text(new, actor=party.coordinator, seen_sha256=text_of(new).sha256)

    assert (new.state, new.consultations.count()) == ("decision", 0)
    assert AuditEvent.objects.get(action="agreements.consultation_skipped").case == f"agreement:{new.pk}"
    process = new.processes.get()
    assert {task.flow_task.name for task in process.task_set.filter(status="NEW")} == {"decide"}

    for party in (vmbo, mbo):
        with pytest.raises(AgreementError, match="editorial"):
            approve_agreement(new, actor=party.director)
        new = approve_agreement(new, actor=party.director, agrees_it_is_editorial=True)
    assert new.state == "out_for_signature"


def test_one_director_who_disagrees_is_enough(in_force: Agreement, vmbo: Party, mbo: Party) -> None:
    new = amend(in_force, vmbo.coordinator, is_material=False)
    for party in (vmbo, mbo):
        new = agree_text(new, actor=party.coordinator, seen_sha256=text_of(new).sha256)
    new = send_back_agreement(new, actor=mbo.director, reason="Dit raakt de uren.")
    new = call_material(new, actor=vmbo.coordinator)
    for party in (vmbo, mbo):
        new = agree_text(new, actor=party.coordinator, seen_sha256=text_of(new).sha256)
    assert new.state == "complete"
    with pytest.raises((AgreementError, PermissionDenied)):
        call_material(new, actor=vmbo.coordinator)


def test_money_is_never_editorial(in_force: Agreement, vmbo: Party) -> None:
    new = amend(in_force, vmbo.coordinator, is_material=False)
    rewrite(new, "E", vmbo.coordinator, settlement="Wij verrekenen niets.")
    with pytest.raises(AgreementError, match="material"):
        agree_text(new, actor=vmbo.coordinator, seen_sha256=text_of(new).sha256)


# --- accession -----------------------------------------------------------------------------------


def test_a_board_joins_and_signs_with_the_others(in_force: Agreement, vmbo: Party) -> None:
    new = start_accession(in_force, actor=vmbo.coordinator, reason=REASON, board=DAVINCI.board)
    assert {party.board for party in new.parties.all()} == {*_boards(in_force), DAVINCI.board}
    side = {party.name: party.side for party in facts_of(new).parties}
    assert side[DAVINCI.board.name] == "mbo"
    assert text_of(new).problems  # the new board has answers to give
    _fill_for(new, DAVINCI)
    new = walk(new, "spinoza", "rijnland", "davinci")
    assert (new.state, new.signatures.count(), fresh(in_force).state) == ("in_force", 3, "replaced")


def test_a_party_does_not_join_again(in_force: Agreement, vmbo: Party, mbo: Party) -> None:
    with pytest.raises(AgreementError, match="party already"):
        start_accession(in_force, actor=vmbo.coordinator, reason=REASON, board=mbo.board)


def test_another_board_makes_a_regulation_an_agreement() -> None:
    cog = Party("cog")
    old = agreement_in("in_force", CASES["intern"])
    new = start_accession(old, actor=cog.coordinator, reason=REASON, board=DAVINCI.board)
    assert new.instrument == "sok"
    assert {"H", "I"} <= {clause.code for clause in text_of(new).rendered}


def _boards(agreement: Agreement) -> set[object]:
    return {party.board for party in agreement.parties.all()}


def _fill_for(agreement: Agreement, party: Party) -> None:
    """The example answers, for the parties as they are now."""
    playing = Playing(replace(TOT, boards=(party.slug,)))
    playing.agreement, playing.route = agreement, agreement.covered.all()[0].route
    agreement.clauses.all().delete()
    for _told in playing.fill_in():
        pass


# --- departure -----------------------------------------------------------------------------------


@pytest.fixture
def three(db: None) -> Agreement:
    """Two schools and an mbo institution, their route running."""
    return fresh(play("running", THREE).agreement)


def test_a_board_leaves_and_the_others_go_on(three: Agreement) -> None:
    route = three.covered.get().route
    new = start_departure(three, actor=INSULA.coordinator, reason=REASON, board=UILENHOF.board)
    facts = facts_of(new)
    assert [party.name for party in facts.leaving] == [UILENHOF.board.name]
    assert len(facts.parties) == 2
    assert {line.establishment for line in facts.routes[0].lines} == {"Insula College"}
    assert len(facts_of(three).routes[0].lines) == 2
    _fill_for(new, DAVINCI)
    assert can_suspend(UILENHOF.director, route)
    new = walk(new, "uilenhof", "insula", "davinci")

    assert (new.state, new.signatures.count(), fresh(three).state) == ("in_force", 3, "replaced")
    assert in_one_agreement(route)
    assert not can_suspend(UILENHOF.director, route)
    with pytest.raises(PermissionDenied):
        suspend_route(route, actor=UILENHOF.director, reason=REASON)
    with pytest.raises(PermissionDenied):
        amend(new, UILENHOF.coordinator)
    assert amend(new, INSULA.coordinator).parties.count() == 2
    assert AuditEvent.objects.filter(action="leerroutes.board_left", case=f"route:{route.pk}").count() == 1


@pytest.mark.parametrize("who", [DAVINCI, Party("a12")])
def test_who_cannot_be_missed_does_not_leave(who: Party, three: Agreement) -> None:
    with pytest.raises(AgreementError, match="no school board and mbo board remain|not a party"):
        start_departure(three, actor=INSULA.coordinator, reason=REASON, board=who.board)


def test_registrations_come_before_leaving() -> None:
    contracted = agreement_in("in_force", THREE)
    with pytest.raises(AgreementError, match="registration"):
        start_departure(contracted, actor=INSULA.coordinator, reason=REASON, board=UILENHOF.board)


# --- renewal -------------------------------------------------------------------------------------


def test_a_renewal_has_a_later_end(in_force: Agreement, vmbo: Party) -> None:
    later = date(2040, 7, 31)
    new = walk(start_renewal(in_force, actor=vmbo.coordinator, reason=REASON, ends_on=later), "spinoza", "rijnland")
    assert (new.state, new.ends_on, new.is_material) == ("in_force", later, True)
    assert fresh(in_force).state == "replaced"


@pytest.mark.parametrize("later", [lambda day: day, lambda day: day.replace(year=day.year - 1)])
def test_a_renewal_that_is_none(later: Callable[[date], date], in_force: Agreement, vmbo: Party) -> None:
    assert in_force.ends_on is not None
    with pytest.raises(AgreementError, match="later than"):
        start_renewal(in_force, actor=vmbo.coordinator, reason=REASON, ends_on=later(in_force.ends_on))


def test_the_indefinite_is_not_renewed(in_force: Agreement, vmbo: Party) -> None:
    Agreement.objects.filter(pk=in_force.pk).update(ends_on=None)
    with pytest.raises(AgreementError, match="indefinite"):
        start_renewal(fresh(in_force), actor=vmbo.coordinator, reason=REASON, ends_on=date(2040, 7, 31))
