"""Medezeggenschap: each board asks its own bodies, each body answers for itself, and silence is not consent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.models import BodyKind
from accounts.roles import Role
from agreements.errors import AgreementError
from agreements.models import Agreement, Consultation
from agreements.services import Question, answer_consultation, ask_bodies
from agreements.states import Outcome, Right
from audit.models import AuditEvent
from tests.factories import Party, agreement_in, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "blank_paper")]


def ask(agreement: Agreement, actor: Actor, body: int = 0, right: Right = Right.ADVICE, days_ago: int = 0) -> Agreement:
    body_asked = actor.board.participation_bodies.all()[body]
    question = Question(body=body_asked, right=right, asked_on=localdate() - timedelta(days=days_ago))
    return ask_bodies(agreement, actor=actor, questions=[question], reasons=why(actor))


def why(actor: Actor) -> dict[int | str, str]:
    """A reason for whatever these tests ask otherwise than the law proposes; test_matrix.py is about that."""
    bodies = [body.pk for body in actor.board.participation_bodies.all()]
    return dict.fromkeys([*bodies, *BodyKind.values], "Zo afgesproken.")


def answer(
    consultation: Consultation, actor: Actor, outcome: Outcome, remarks: str = "", day: date | None = None
) -> Consultation:
    return answer_consultation(
        consultation, actor=actor, outcome=outcome, answered_on=day or localdate(), remarks=remarks
    )


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


@pytest.fixture
def complete(db: None) -> Agreement:
    return agreement_in("complete")


@pytest.fixture
def asked(complete: Agreement, vmbo: Party, mbo: Party) -> Agreement:
    """The vmbo board asked for consent, the mbo board for advice, 50 days ago."""
    ask(complete, vmbo.coordinator, right=Right.CONSENT, days_ago=50)
    return ask(complete, mbo.coordinator, right=Right.ADVICE, days_ago=50)


def of(party: Party, agreement: Agreement) -> Consultation:
    return agreement.consultations.get(board=party.board)


# --- ask -----------------------------------------------------------------------------------------


def test_the_last_board_that_asks_opens_the_consultation(complete: Agreement, vmbo: Party, mbo: Party) -> None:
    assert ask(complete, mbo.coordinator).state == "complete"
    assert ask(complete, vmbo.coordinator).state == "consultation"
    assert AuditEvent.objects.get(action="agreements.consultation_opened").board_id == vmbo.board.pk


def test_asking_is_kept_and_told(complete: Agreement, vmbo: Party) -> None:
    ask(complete, vmbo.coordinator, right=Right.CONSENT)
    consultation = complete.consultations.get()
    assert (consultation.round, consultation.right) == (1, "consent")
    assert consultation.due_on == localdate() + timedelta(days=42)
    event = AuditEvent.objects.get(action="agreements.body_asked")
    assert (event.actor, event.board_id) == (vmbo.coordinator.user, vmbo.board.pk)
    assert event.data["body"] == str(consultation.body)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.SIGNATORY, Role.PARTICIPATION, Role.REGISTRAR])
def test_only_coordinators_ask(role: Role, complete: Agreement, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="coordinator"):
        ask(complete, vmbo(role))


def test_strangers_do_not_ask(complete: Agreement, outsider: Actor, adviser: Actor) -> None:
    for actor in (outsider, adviser):
        with pytest.raises(PermissionDenied):
            ask(complete, actor)


@pytest.mark.parametrize("state", ["draft", "consultation", "decision", "out_for_signature", "in_force"])
def test_asking_has_its_moment(state: str, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied):
        ask(agreement_in(state), vmbo.coordinator)


def test_a_board_asks_once(complete: Agreement, vmbo: Party) -> None:
    ask(complete, vmbo.coordinator)
    with pytest.raises(PermissionDenied, match="already asked"):
        ask(complete, vmbo.coordinator, body=1)


def test_somebody_must_be_asked(complete: Agreement, vmbo: Party) -> None:
    with pytest.raises(AgreementError, match="at least one"):
        ask_bodies(complete, actor=vmbo.coordinator, questions=[])


def test_a_board_asks_its_own_bodies(complete: Agreement, vmbo: Party, mbo: Party) -> None:
    theirs = Question(mbo.board.participation_bodies.first(), Right.ADVICE, localdate())
    with pytest.raises(AgreementError, match="not a body of your board"):
        ask_bodies(complete, actor=vmbo.coordinator, questions=[theirs])


def test_nobody_was_asked_tomorrow(complete: Agreement, vmbo: Party) -> None:
    with pytest.raises(AgreementError, match="future"):
        ask(complete, vmbo.coordinator, days_ago=-1)


def test_a_body_is_asked_once_for_each_right(complete: Agreement, vmbo: Party) -> None:
    body = vmbo.board.participation_bodies.first()
    twice = [Question(body, Right.ADVICE, localdate())] * 2
    with pytest.raises(AgreementError, match="once for advice"):
        ask_bodies(complete, actor=vmbo.coordinator, questions=twice, reasons=why(vmbo.coordinator))
    both = [Question(body, right, localdate()) for right in Right]
    ask_bodies(complete, actor=vmbo.coordinator, questions=both, reasons=why(vmbo.coordinator))
    assert complete.consultations.filter(body=body).count() == 2


# --- answer --------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [Outcome.POSITIVE, Outcome.POSITIVE_WITH_REMARKS])
def test_the_last_answer_goes_to_the_directors(outcome: Outcome, asked: Agreement, vmbo: Party, mbo: Party) -> None:
    answer(of(mbo, asked), mbo.participation, outcome, "Let op de reistijd.")
    assert fresh(asked).state == "consultation"
    answer(of(vmbo, asked), vmbo.participation, outcome)
    assert fresh(asked).state == "decision"
    assert AuditEvent.objects.get(action="agreements.put_to_decision").changes == {
        "state": ["consultation", "decision"]
    }


def test_an_answer_is_kept_with_its_letter(asked: Agreement, mbo: Party) -> None:
    letter = SimpleUploadedFile("advies van de or.pdf", b"%PDF-1.7 advies", "application/pdf")
    consultation = answer_consultation(
        of(mbo, asked),
        actor=mbo.participation,
        outcome=Outcome.POSITIVE,
        answered_on=localdate(),
        remarks=" Goed plan. ",
        letter=letter,
    )
    consultation.refresh_from_db()
    assert (consultation.remarks, consultation.answered_by) == ("Goed plan.", mbo.participation.user)
    assert stored(consultation.letter) == b"%PDF-1.7 advies"
    assert consultation.letter_name == "advies van de or.pdf"
    assert "advies" not in consultation.letter.name
    event = AuditEvent.objects.get(action="agreements.body_answered")
    assert (event.reason, event.board_id) == ("Goed plan.", mbo.board.pk)
    assert event.data == {"body": str(consultation.body), "outcome": "positive", "letter": "advies van de or.pdf"}


def test_withheld_consent_sends_the_text_back(asked: Agreement, vmbo: Party) -> None:
    answer(of(vmbo, asked), vmbo.participation, Outcome.NEGATIVE, "Te weinig begeleiding.")
    agreement = fresh(asked)
    assert (agreement.state, agreement.round) == ("draft", 1)
    assert "Te weinig begeleiding." in agreement.state_reason
    assert not agreement.consents.exists()
    assert AuditEvent.objects.get(action="agreements.sent_back").actor == vmbo.participation.user


def test_negative_advice_does_not_block(asked: Agreement, vmbo: Party, mbo: Party) -> None:
    answer(of(mbo, asked), mbo.participation, Outcome.NEGATIVE, "Liever later.")
    answer(of(vmbo, asked), vmbo.participation, Outcome.POSITIVE)
    assert fresh(asked).state == "decision"
    assert of(mbo, asked).needs_reply


def test_a_no_has_a_reason(asked: Agreement, mbo: Party) -> None:
    with pytest.raises(AgreementError, match="why"):
        answer(of(mbo, asked), mbo.participation, Outcome.NEGATIVE, "  ")


def test_silence_is_not_consent(asked: Agreement, vmbo: Party) -> None:
    with pytest.raises(AgreementError, match="silence"):
        answer(of(vmbo, asked), vmbo.participation, Outcome.NO_ANSWER)


@pytest.mark.parametrize(("days", "taken"), [(41, False), (42, True), (50, True)])
def test_silence_is_an_answer_to_advice_after_the_term(days: int, taken: bool, asked: Agreement, mbo: Party) -> None:
    consultation = of(mbo, asked)
    day = consultation.asked_on + timedelta(days=days)
    if taken:
        assert answer(consultation, mbo.participation, Outcome.NO_ANSWER, day=day).outcome == "no_answer"
    else:
        with pytest.raises(AgreementError, match="term"):
            answer(consultation, mbo.participation, Outcome.NO_ANSWER, day=day)


@pytest.mark.parametrize("days", [-51, 1])
def test_the_answer_lies_between_the_question_and_today(days: int, asked: Agreement, mbo: Party) -> None:
    with pytest.raises(AgreementError, match="between"):
        answer(of(mbo, asked), mbo.participation, Outcome.POSITIVE, day=localdate() + timedelta(days=days))


def test_only_a_member_of_a_body_of_that_board_answers(
    asked: Agreement, vmbo: Party, mbo: Party, outsider: Actor, inspector: Actor, adviser: Actor
) -> None:
    wrong = [actor for role, actor in vmbo.people.items() if role != Role.PARTICIPATION]
    for actor in [*wrong, mbo.participation, outsider, inspector, adviser]:
        with pytest.raises(PermissionDenied, match="participation member"):
            answer(of(vmbo, asked), actor, Outcome.POSITIVE)


def test_a_body_answers_once(asked: Agreement, mbo: Party) -> None:
    answer(of(mbo, asked), mbo.participation, Outcome.POSITIVE)
    with pytest.raises(PermissionDenied, match="already answered"):
        answer(of(mbo, asked), mbo.participation, Outcome.NEGATIVE, "Toch niet.")


def test_a_question_of_an_earlier_round_is_closed(asked: Agreement, vmbo: Party, mbo: Party) -> None:
    old = of(mbo, asked)
    answer(of(vmbo, asked), vmbo.participation, Outcome.NEGATIVE, "Nee.")
    with pytest.raises(PermissionDenied, match="not open"):
        answer(old, mbo.participation, Outcome.POSITIVE)
