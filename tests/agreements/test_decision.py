"""The directors decide; and who may send the text back, until the first signature."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.roles import Role
from agreements.errors import AgreementError
from agreements.models import Agreement, Consultation
from agreements.services import agree_text, approve_agreement, end_agreement, send_back_agreement
from audit.models import AuditEvent
from jobs.models import Job
from leerroutes.models import Route
from tests.factories import REASON, Party, agreement_in, play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "blank_paper")]


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


@pytest.fixture
def decision(db: None) -> Agreement:
    return agreement_in("decision")


# --- approve -------------------------------------------------------------------------------------


def test_the_last_director_freezes_the_text(decision: Agreement, vmbo: Party, mbo: Party) -> None:
    agreement = approve_agreement(decision, actor=mbo.director)
    assert (agreement.state, agreement.documents.count()) == ("decision", 0)

    agreement = approve_agreement(agreement, actor=vmbo.director)
    document = agreement.documents.get()
    assert agreement.state == "out_for_signature"
    assert (document.kind, document.round) == ("agreement", 1)
    assert {consent.text_sha256 for consent in agreement.consents.all()} == {document.text_sha256}
    assert not document.is_ready
    assert Job.objects.get(key=document.job_key).state == "waiting"


def test_deciding_leaves_a_trace(decision: Agreement, vmbo: Party, mbo: Party) -> None:
    approve_agreement(decision, actor=mbo.director)
    event = AuditEvent.objects.get(action="agreements.decided")
    assert (event.case, event.actor, event.board_id) == (
        f"agreement:{decision.pk}",
        mbo.director.user,
        mbo.board.pk,
    )
    approve_agreement(decision, actor=vmbo.director)
    assert AuditEvent.objects.get(action="agreements.released").changes == {"state": ["decision", "out_for_signature"]}


def test_only_directors_of_the_parties_decide(
    decision: Agreement, vmbo: Party, outsider: Actor, adviser: Actor, inspector: Actor, administrator: Actor
) -> None:
    wrong = [actor for role, actor in vmbo.people.items() if role != Role.DIRECTOR]
    for actor in [*wrong, outsider, adviser, inspector, administrator]:
        with pytest.raises(PermissionDenied):
            approve_agreement(decision, actor=actor)
    assert not decision.decisions.exists()


@pytest.mark.parametrize("state", ["draft", "complete", "consultation", "out_for_signature", "signed", "in_force"])
def test_deciding_has_its_moment(state: str, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="nothing to decide"):
        approve_agreement(agreement_in(state), actor=vmbo.director)


def test_a_board_decides_once(decision: Agreement, vmbo: Party) -> None:
    approve_agreement(decision, actor=vmbo.director)
    with pytest.raises(PermissionDenied, match="already decided"):
        approve_agreement(decision, actor=vmbo.director)
    with pytest.raises(PermissionDenied, match="already decided"):
        send_back_agreement(decision, actor=vmbo.director, reason=REASON)


def test_who_wrote_does_not_decide(two_hats: Actor, vmbo: Party, mbo: Party) -> None:
    playing = play("agreement_filled")
    agree_text(playing.agreement, actor=two_hats, seen_sha256="0" * 64)
    agree_text(playing.agreement, actor=mbo.coordinator, seen_sha256="0" * 64)
    for step in (playing.ask, playing.answer):
        list(step())

    for verb in (
        lambda: approve_agreement(playing.agreement, actor=two_hats),
        lambda: send_back_agreement(playing.agreement, actor=two_hats, reason=REASON),
    ):
        with pytest.raises(PermissionDenied, match="four eyes"):
            verb()
    assert approve_agreement(playing.agreement, actor=vmbo.director)


def test_negative_advice_is_answered_by_its_own_board(decision: Agreement, vmbo: Party, mbo: Party) -> None:
    own = decision.consultations.filter(board=mbo.board, right="advice")
    Consultation.objects.filter(pk__in=own).update(outcome="negative", remarks="Liever later.")

    with pytest.raises(AgreementError, match="Answer it"):
        approve_agreement(decision, actor=mbo.director, reply="  ")
    assert approve_agreement(decision, actor=vmbo.director)
    approve_agreement(decision, actor=mbo.director, reply="Later kan niet, omdat de subsidie afloopt.")
    assert decision.decisions.get(board=mbo.board).reason.startswith("Later kan niet")


# --- send back -----------------------------------------------------------------------------------

WHO = {
    "complete": Role.COORDINATOR,
    "consultation": Role.COORDINATOR,
    "decision": Role.DIRECTOR,
}


@pytest.mark.parametrize("state", WHO)
def test_whose_turn_it_is_can_send_it_back(state: str, vmbo: Party) -> None:
    actor = vmbo(WHO[state])
    agreement = send_back_agreement(agreement_in(state), actor=actor, reason=f" {REASON} ")

    assert (agreement.state, agreement.state_reason, agreement.round) == ("draft", REASON, 1)
    assert not agreement.consents.exists()
    event = AuditEvent.objects.get(action="agreements.sent_back")
    assert (event.actor, event.board_id, event.reason) == (actor.user, vmbo.board.pk, REASON)
    assert event.changes == {"state": [state, "draft"]}


@pytest.mark.parametrize("state", WHO)
def test_nobody_else_sends_it_back(
    state: str, vmbo: Party, outsider: Actor, adviser: Actor, inspector: Actor, administrator: Actor
) -> None:
    agreement = agreement_in(state)
    wrong = [actor for role, actor in vmbo.people.items() if role != WHO[state]]
    for actor in [*wrong, outsider, adviser, inspector, administrator]:
        with pytest.raises(PermissionDenied):
            send_back_agreement(agreement, actor=actor, reason=REASON)
    assert fresh(agreement).state == state


@pytest.mark.parametrize("state", ["draft", "out_for_signature", "in_force", "ended"])
def test_there_is_nothing_to_send_back(state: str, vmbo: Party) -> None:
    agreement = agreement_in(state)
    for actor in vmbo.people.values():
        with pytest.raises(PermissionDenied):
            send_back_agreement(agreement, actor=actor, reason=REASON)


def test_sending_back_has_a_reason(decision: Agreement, vmbo: Party) -> None:
    with pytest.raises(AgreementError, match="reason"):
        send_back_agreement(decision, actor=vmbo.director, reason=" ")


def test_a_round_that_came_back_is_asked_and_decided_anew(vmbo: Party, mbo: Party) -> None:
    playing = play("decision")
    approve_agreement(playing.agreement, actor=mbo.director)
    send_back_agreement(playing.agreement, actor=vmbo.director, reason=REASON)
    for step in (playing.agree, playing.ask, playing.answer, playing.decide, playing.sign):
        list(step())

    assert (playing.agreement.state, playing.agreement.round) == ("signed", 2)
    assert [d.verdict for d in playing.agreement.decisions.order_by("round", "pk")] == [
        "approved",
        "returned",
        "approved",
        "approved",
    ]
    assert {s.document.round for s in playing.agreement.signatures.all()} == {2}


# --- end -----------------------------------------------------------------------------------------


def test_it_ends_after_its_routes(vmbo: Party) -> None:
    agreement = agreement_in("ended")
    assert agreement.state == "ended"
    event = AuditEvent.objects.get(action="agreements.ended")
    assert (event.reason, event.board_id) == (REASON, vmbo.board.pk)


def test_learners_come_before_paper(vmbo: Party) -> None:
    agreement = agreement_in("in_force")
    route = Route.objects.get(covering__agreement=agreement)
    with pytest.raises(AgreementError, match=str(route)):
        end_agreement(agreement, actor=vmbo.director, reason=REASON)


def test_only_directors_of_the_parties_end_it(vmbo: Party, outsider: Actor, adviser: Actor) -> None:
    agreement = agreement_in("in_force")
    wrong = [actor for role, actor in vmbo.people.items() if role != Role.DIRECTOR]
    for actor in [*wrong, outsider, adviser]:
        with pytest.raises(PermissionDenied):
            end_agreement(agreement, actor=actor, reason=REASON)


def test_ending_twice_is_refused(vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="in force"):
        end_agreement(agreement_in("ended"), actor=vmbo.director, reason=REASON)


def test_a_consultation_of_long_ago_is_no_obstacle(decision: Agreement, vmbo: Party) -> None:
    Consultation.objects.update(asked_on=localdate() - timedelta(days=300), due_on=localdate() - timedelta(days=258))
    assert approve_agreement(decision, actor=vmbo.director)
