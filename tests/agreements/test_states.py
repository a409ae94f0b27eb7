"""The life of an agreement as one table: every state × every transition, allowed and refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_fsm import TransitionNotAllowed

from agreements.models import (
    Agreement,
    AgreementParty,
    BoardDecision,
    Consultation,
    Decline,
    Document,
    Signature,
    Withdrawal,
)
from agreements.states import SENT_BACK_FROM, State
from tests.factories import Party

pytestmark = pytest.mark.django_db

# What each transition makes of a state when its conditions hold. What is not here is refused.
TABLE: dict[str, dict[str, str]] = {
    "draft": {"complete": "complete", "withdraw": "withdrawn"},
    "complete": {
        "consult": "consultation",
        "skip_consultation": "decision",
        "send_back": "draft",
        "withdraw": "withdrawn",
    },
    "consultation": {"put_to_decision": "decision", "send_back": "draft", "withdraw": "withdrawn"},
    "decision": {"release": "out_for_signature", "send_back": "draft", "withdraw": "withdrawn"},
    "out_for_signature": {"close_signing": "signed", "decline": "draft", "withdraw": "withdrawn"},
    "signed": {"put_in_force": "in_force", "withdraw": "withdrawn"},
    "in_force": {"terminate": "terminated", "wind_down": "winding_down", "replace": "replaced", "end": "ended"},
    "terminated": {"wind_down": "winding_down", "replace": "replaced", "end": "ended"},
    "winding_down": {"replace": "replaced", "end": "ended"},
    "replaced": {},
    "ended": {},
    "withdrawn": {},
}

TRANSITIONS = sorted({t.name for t in Agreement._meta.get_field("state").get_all_transitions(Agreement)})


@pytest.fixture
def row(vmbo: Party, mbo: Party) -> Callable[..., Agreement]:
    """A row in a state, with everything done that any condition asks for. A row, not a case: it has no history."""

    def make(state: str, *, signed: bool, replaces: Agreement | None = None) -> Agreement:
        agreement = Agreement.objects.create(
            title="Een rij",
            library_version="2026.1",
            starts_on=date(2024, 8, 1),
            started_by=vmbo.board,
            created_by=vmbo.coordinator.user,
            state=state,
            round=1,
            replaces=replaces,
            is_material=replaces is None,
            change_kind="amendment" if replaces else "",
            change_reason="Een woord." if replaces else "",
        )
        document = Document.objects.create(
            agreement=agreement, kind="agreement", round=1, version=1, source="", text_sha256="t", sha256="d",
            stored=timezone.now(),
        )  # fmt: skip
        for party in (vmbo, mbo):
            _do_everything(agreement, document, party, signed)
        return Agreement.objects.get(pk=agreement.pk)

    return make


def _do_everything(agreement: Agreement, document: Document, party: Party, signed: bool) -> None:
    board, director, signatory = party.board, party.director.user, party.signatory.user
    AgreementParty.objects.create(agreement=agreement, board=board)
    Consultation.objects.create(
        agreement=agreement, round=1, board=board, body=board.participation_bodies.first(), right="advice",
        asked_on=date(2024, 1, 1), due_on=date(2024, 2, 1), asked_by=director, outcome="positive",
        answered_on=date(2024, 1, 9),
    )  # fmt: skip
    BoardDecision.objects.create(agreement=agreement, round=1, board=board, decided_by=director, verdict="approved")
    if signed:
        Signature.objects.create(
            agreement=agreement, document=document, board=board, signer=signatory,
            mandate=signatory.mandates.get(), document_sha256="d",
        )  # fmt: skip


def test_the_table_names_every_state_and_every_transition() -> None:
    assert set(TABLE) == set(State.values)
    assert {name for moves in TABLE.values() for name in moves} == set(TRANSITIONS)


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("name", TRANSITIONS)
def test_every_state_takes_or_refuses_every_transition(name: str, state: str, row: Callable[..., Agreement]) -> None:
    old = row("in_force", signed=True) if name == "skip_consultation" else None
    agreement = row(state, signed=name not in ("send_back", "withdraw"), replaces=old)
    if name == "decline":
        decline(agreement)
    target = TABLE[state].get(name)

    if target is None:
        with pytest.raises(TransitionNotAllowed):
            getattr(agreement, name)()
        assert agreement.state == state
    else:
        getattr(agreement, name)()
        agreement.save(update_fields=["state", "round"])
        assert Agreement.objects.get(pk=agreement.pk).state == target


def decline(agreement: Agreement) -> None:
    signature = agreement.signatures.get(board=agreement.started_by)
    Decline.objects.create(
        agreement=agreement, document=signature.document, board=signature.board, declined_by=signature.signer,
        reason="Anders.",
    )  # fmt: skip


def _a_board_asked_nobody(agreement: Agreement) -> None:
    agreement.consultations.first().delete()


def _a_body_is_silent(agreement: Agreement) -> None:
    Consultation.objects.filter(pk=agreement.consultations.first().pk).update(outcome="", answered_on=None)


def _a_board_did_not_decide(agreement: Agreement) -> None:
    agreement.decisions.first().delete()


def _a_board_said_no(agreement: Agreement) -> None:
    BoardDecision.objects.filter(pk=agreement.decisions.first().pk).update(verdict="returned", reason="Nee.")


def _a_board_did_not_sign(agreement: Agreement) -> None:
    agreement.signatures.first().delete()


def _one_board_agrees_to_withdraw(agreement: Agreement) -> None:
    board = agreement.parties.all()[0].board
    Withdrawal.objects.create(agreement=agreement, board=board, agreed_by=agreement.created_by, reason="Toch niet.")


def _all_of_an_earlier_round(agreement: Agreement) -> None:
    agreement.round = 2


@pytest.mark.parametrize(
    ("state", "name", "spoil"),
    [
        ("complete", "consult", _a_board_asked_nobody),
        ("complete", "consult", _all_of_an_earlier_round),
        ("complete", "skip_consultation", lambda agreement: None),  # it changes nothing that was signed
        ("consultation", "put_to_decision", _a_body_is_silent),
        ("consultation", "put_to_decision", _a_board_asked_nobody),
        ("decision", "release", _a_body_is_silent),
        ("decision", "release", _a_board_did_not_decide),
        ("decision", "release", _a_board_said_no),
        ("decision", "release", _all_of_an_earlier_round),
        ("out_for_signature", "close_signing", _a_board_did_not_sign),
        ("out_for_signature", "close_signing", _all_of_an_earlier_round),
        ("signed", "put_in_force", _a_board_did_not_sign),
        *[(state, "send_back", lambda agreement: None) for state in SENT_BACK_FROM],  # somebody signed
        ("out_for_signature", "decline", lambda agreement: None),  # nobody did
        ("out_for_signature", "withdraw", _one_board_agrees_to_withdraw),  # and both are bound
        ("signed", "withdraw", _one_board_agrees_to_withdraw),
    ],
)
def test_an_unmet_condition_refuses(
    state: str, name: str, spoil: Callable[[Agreement], None], row: Callable[..., Agreement]
) -> None:
    agreement = row(state, signed=True)
    spoil(agreement)

    with pytest.raises(TransitionNotAllowed):
        getattr(agreement, name)()
    assert agreement.state == state


def test_every_condition_is_spoiled_above() -> None:
    names = {t.name for t in Agreement._meta.get_field("state").get_all_transitions(Agreement) if t.conditions}
    assert names == {
        "consult",
        "put_to_decision",
        "release",
        "close_signing",
        "decline",
        "put_in_force",
        "send_back",
        "skip_consultation",
        "withdraw",
    }


def test_the_state_cannot_be_assigned(row: Callable[..., Agreement]) -> None:
    agreement = row("draft", signed=False)
    with pytest.raises(AttributeError):
        agreement.state = "in_force"


def test_the_database_knows_the_states(row: Callable[..., Agreement]) -> None:
    agreement = row("draft", signed=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(state="lost")
