"""Before anybody is bound: routes in and out of a draft, negotiations broken off, a signed text withdrawn by all."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.roles import Role
from agreements.errors import AgreementError
from agreements.models import Agreement
from agreements.services import (
    agree_to_withdraw,
    break_off,
    sign_agreement,
    start_agreement,
    take_in_route,
    take_out_route,
)
from audit.models import AuditEvent
from leerroutes.errors import RouteError
from leerroutes.models import Route
from leerroutes.services import withdraw_route
from tests.factories import REASON, Party, agreement_in, proof_of, route_in, with_document
from workflows.demo.cases import CASES
from workflows.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "blank_paper")]

UNSIGNED = ["draft", "complete", "consultation", "decision", "out_for_signature"]


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def numbers(agreement: Agreement) -> set[str]:
    return set(Route.objects.filter(covering__agreement=agreement).values_list("agreement_number", flat=True))


# --- routes of a draft ---------------------------------------------------------------------------


def test_a_route_is_taken_into_a_draft_and_out_again(vmbo: Party, mbo: Party) -> None:
    agreement, more = agreement_in("draft"), route_in("approved")

    agreement = take_in_route(agreement, more, actor=mbo.coordinator)
    assert [covered.route for covered in agreement.covered.all()][-1] == more
    assert Route.objects.get(pk=more.pk).agreement_number == agreement.number

    agreement = take_out_route(agreement, more, actor=vmbo.coordinator)
    assert agreement.covered.count() == 1
    assert Route.objects.get(pk=more.pk).agreement_number == ""
    assert start_agreement([more], actor=vmbo.coordinator, title="Apart", starts_on=more.starts_on)


def test_another_set_of_routes_is_another_text(vmbo: Party) -> None:
    agreement = agreement_in("draft")
    agreement.consents.create(board=vmbo.board, given_by=vmbo.coordinator.user, text_sha256="0" * 64)
    changed = take_in_route(agreement, route_in("approved"), actor=vmbo.coordinator)
    assert (changed.consents.count(), changed.version) == (0, agreement.version + 1)


def test_taking_in_and_out_leaves_a_trace(vmbo: Party) -> None:
    agreement, more = agreement_in("draft"), route_in("approved")
    take_in_route(agreement, more, actor=vmbo.coordinator)
    take_out_route(agreement, more, actor=vmbo.coordinator)
    told = AuditEvent.objects.filter(case=f"agreement:{agreement.pk}").order_by("pk")
    assert [event.action for event in told if event.data.get("routes") == [more.number]] == [
        "agreements.route_taken_in",
        "agreements.route_taken_out",
    ]
    assert AuditEvent.objects.filter(action="leerroutes.uncovered", case=f"route:{more.pk}").exists()


def test_only_coordinators_of_the_parties_do(
    vmbo: Party, outsider: Actor, adviser: Actor, inspector: Actor, administrator: Actor
) -> None:
    agreement, more = agreement_in("draft"), route_in("approved")
    wrong = [actor for role, actor in vmbo.people.items() if role != Role.COORDINATOR]
    for actor in [*wrong, outsider, adviser, inspector, administrator]:
        for verb in (take_in_route, take_out_route):
            with pytest.raises(PermissionDenied):
                verb(agreement, more, actor=actor)
    assert agreement.covered.count() == 1


@pytest.mark.parametrize("state", ["complete", "decision", "out_for_signature", "in_force", "withdrawn"])
def test_only_a_draft_changes_its_routes(state: str, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="draft"):
        take_in_route(agreement_in(state), route_in("approved"), actor=vmbo.coordinator)


@pytest.mark.parametrize("state", ["draft", "submitted", "contracted", "withdrawn"])
def test_only_an_approved_route_is_taken_in(state: str, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="approved"):
        take_in_route(agreement_in("draft"), route_in(state), actor=vmbo.coordinator)


def test_a_route_of_another_agreement_is_not_taken_in(vmbo: Party) -> None:
    taken = Route.objects.get(covering__agreement=agreement_in("draft"))
    with pytest.raises(PermissionDenied, match="already part"):
        take_in_route(agreement_in("draft"), taken, actor=vmbo.coordinator)


def test_nobody_is_made_a_party_unawares(vmbo: Party) -> None:
    agreement = agreement_in("draft")
    agreement.parties.exclude(board=vmbo.board).delete()
    with pytest.raises(AgreementError, match="not a party"):
        take_in_route(agreement, route_in("approved"), actor=vmbo.coordinator)


def test_the_last_route_stays(vmbo: Party) -> None:
    agreement = agreement_in("draft")
    with pytest.raises(AgreementError, match="only route"):
        take_out_route(agreement, agreement.covered.get().route, actor=vmbo.coordinator)
    with pytest.raises(AgreementError, match="does not cover"):
        take_out_route(agreement, route_in("approved"), actor=vmbo.coordinator)


# --- break off -----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", UNSIGNED)
def test_one_board_breaks_off_and_the_routes_are_free(state: str, mbo: Party) -> None:
    agreement = break_off(agreement_in(state), actor=mbo.director, reason=f" {REASON} ")

    assert (agreement.state, agreement.state_reason) == ("withdrawn", REASON)
    assert numbers(agreement) == {""}
    assert not agreement.processes.exclude(status="CANCELED").exists()
    event = AuditEvent.objects.get(action="agreements.broken_off")
    assert (event.actor, event.board_id, event.reason) == (mbo.director.user, mbo.board.pk, REASON)
    assert event.changes == {"state": [state, "withdrawn"]}


def test_everybody_is_told(vmbo: Party, mbo: Party) -> None:
    agreement = break_off(agreement_in("decision"), actor=mbo.director, reason=REASON)
    told = Notice.objects.filter(kind="news", key__startswith=f"agreement:{agreement.pk}:withdrawn:")
    assert set(told.values_list("person", flat=True)) == {vmbo.coordinator.user.pk, mbo.coordinator.user.pk}


def test_a_freed_route_goes_its_own_way(vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("draft")
    route = agreement.covered.get().route
    break_off(agreement, actor=mbo.director, reason=REASON)
    assert withdraw_route(route, actor=vmbo.coordinator, reason=REASON).state == "withdrawn"


def test_only_directors_of_the_parties_break_off(
    vmbo: Party, outsider: Actor, adviser: Actor, inspector: Actor, administrator: Actor
) -> None:
    agreement = agreement_in("draft")
    wrong = [actor for role, actor in vmbo.people.items() if role != Role.DIRECTOR]
    for actor in [*wrong, outsider, adviser, inspector, administrator]:
        with pytest.raises(PermissionDenied):
            break_off(agreement, actor=actor, reason=REASON)
    assert fresh(agreement).state == "draft"


@pytest.mark.parametrize("state", ["signed", "in_force", "ended", "withdrawn"])
def test_what_binds_is_not_broken_off(state: str, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="nobody signed"):
        break_off(agreement_in(state), actor=vmbo.director, reason=REASON)


def test_after_a_signature_nobody_breaks_off_alone(vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("half_signed")
    for party in (vmbo, mbo):
        with pytest.raises(PermissionDenied, match="every board"):
            break_off(agreement, actor=party.director, reason=REASON)


def test_breaking_off_has_a_reason(vmbo: Party) -> None:
    with pytest.raises(AgreementError, match="reason"):
        break_off(agreement_in("draft"), actor=vmbo.director, reason=" ")


# --- withdraw together ---------------------------------------------------------------------------


def test_the_last_board_withdraws_what_was_signed(vmbo: Party, mbo: Party) -> None:
    agreement = agree_to_withdraw(agreement_in("half_signed"), actor=vmbo.director, reason="Getekend, maar te vroeg.")
    assert agreement.state == "out_for_signature"

    agreement = agree_to_withdraw(agreement, actor=mbo.director, reason=REASON)
    assert (agreement.state, numbers(agreement)) == ("withdrawn", {""})
    assert agreement.signatures.count() == 1
    assert [w.reason for w in agreement.withdrawals.all()] == ["Getekend, maar te vroeg.", REASON]
    told = AuditEvent.objects.filter(action="agreements.withdrawal_agreed")
    assert {event.board_id for event in told} == {vmbo.board.pk, mbo.board.pk}
    event = AuditEvent.objects.get(action="agreements.withdrawn")
    assert event.changes == {"state": ["out_for_signature", "withdrawn"]}


def test_until_then_the_others_can_still_sign(vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("half_signed")
    agree_to_withdraw(agreement, actor=vmbo.director, reason=REASON)
    sha256 = with_document(agreement).sha256
    sign_agreement(agreement, actor=mbo.signatory, seen_sha256=sha256, proof=proof_of(mbo.signatory))
    with pytest.raises(PermissionDenied):
        agree_to_withdraw(agreement, actor=mbo.director, reason=REASON)
    assert fresh(agreement).state == "signed"


def test_a_board_agrees_once(vmbo: Party) -> None:
    agreement = agreement_in("half_signed")
    agree_to_withdraw(agreement, actor=vmbo.director, reason=REASON)
    with pytest.raises(PermissionDenied, match="already agreed"):
        agree_to_withdraw(agreement, actor=vmbo.director, reason=REASON)


def test_only_directors_agree_to_withdraw(vmbo: Party, outsider: Actor, adviser: Actor, inspector: Actor) -> None:
    agreement = agreement_in("half_signed")
    wrong = [actor for role, actor in vmbo.people.items() if role != Role.DIRECTOR]
    for actor in [*wrong, outsider, adviser, inspector]:
        with pytest.raises(PermissionDenied):
            agree_to_withdraw(agreement, actor=actor, reason=REASON)
    assert not agreement.withdrawals.exists()


def test_without_a_signature_one_board_is_enough(vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="Nobody signed"):
        agree_to_withdraw(agreement_in("out_for_signature"), actor=vmbo.director, reason=REASON)
    with pytest.raises(PermissionDenied):
        agree_to_withdraw(agreement_in("draft"), actor=vmbo.director, reason=REASON)


def test_other_routes_are_left_alone(vmbo: Party) -> None:
    """Freeing the routes of one agreement never frees a route that rests on another."""
    mine, other = agreement_in("draft"), agreement_in("draft", CASES["perron"])
    break_off(mine, actor=vmbo.director, reason=REASON)
    assert numbers(other) == {other.number}
    with pytest.raises(RouteError, match="already part"):
        start_agreement(
            [other.covered.get().route],
            actor=Party("perron").coordinator,
            title="Nog een",
            starts_on=other.starts_on,
        )
