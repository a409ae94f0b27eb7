"""Medezeggenschap, the answer: nobody signs before every body of every board answered (S-040)."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.uploads import received, scanning
from accounts.uploads.states import FileState
from accounts.verdicts import ensure
from audit.services import record
from jobs.services import enqueue

from .. import events, policies
from ..errors import AgreementError
from ..models import Agreement, Consultation
from ..models.agreement import every_body_answered
from ..states import Outcome, Right
from .decision import return_to_writers
from .turning import locked, turn


@transaction.atomic
def answer_consultation(
    consultation: Consultation,
    *,
    actor: Actor,
    outcome: Outcome,
    answered_on: date,
    remarks: str = "",
    letter: UploadedFile[bytes] | None = None,
) -> Consultation:
    """Record what a body answered. Withheld consent sends the text back; the last answer goes to the directors."""
    agreement = locked(consultation.agreement)
    consultation = Consultation.objects.select_related("body", "board").get(pk=consultation.pk)
    consultation.agreement = agreement
    ensure(policies.can_answer(actor, consultation))
    _ensure_answerable(consultation, outcome, answered_on, remarks)
    consultation.outcome, consultation.answered_on = outcome, answered_on
    consultation.remarks, consultation.answered_by = remarks.strip(), actor.user
    if letter is not None:
        _take_in(consultation, letter)
    consultation.save()
    record(
        "agreements.body_answered",
        actor=actor,
        case=agreement,
        subject=consultation,
        reason=remarks.strip(),
        body=str(consultation.body),
        outcome=str(outcome),
        letter=consultation.letter_name,
    )
    _go_on(agreement, consultation, actor=actor)
    return consultation


def _take_in(consultation: Consultation, letter: UploadedFile[bytes]) -> None:
    """By the same door as every file from outside: what it is, and then the virus scanner when there is one."""
    known = received(letter)
    consultation.letter.save(known.name, letter, save=False)
    consultation.letter_name, consultation.letter_state = known.name, FileState.CLEAN
    if scanning.is_configured():
        consultation.letter_state = FileState.QUARANTINE
        path = str(consultation.letter.name)
        enqueue("agreements.scan_letter", key=f"letter:{path}", path=path)


def _ensure_answerable(consultation: Consultation, outcome: Outcome, answered_on: date, remarks: str) -> None:
    if not consultation.asked_on <= answered_on <= localdate():
        raise AgreementError(_("The answer lies between the day of asking and today."))
    if outcome == Outcome.NO_ANSWER and answered_on < consultation.due_on:
        raise AgreementError(
            _("The term of this body runs until %(day)s; only after that “no answer” can be recorded.")
            % {"day": consultation.due_on.strftime("%d-%m-%Y")}
        )
    if outcome == Outcome.NO_ANSWER and consultation.right == Right.CONSENT:
        raise AgreementError(_("Consent must be given; silence is not consent."))
    if outcome == Outcome.NEGATIVE and not remarks.strip():
        raise AgreementError(_("Write down why; the boards must be able to answer it."))


def _go_on(agreement: Agreement, consultation: Consultation, *, actor: Actor) -> None:
    if consultation.blocks:
        reason = _("%(body)s withheld its consent: %(remarks)s") % {
            "body": consultation.body,
            "remarks": consultation.remarks,
        }
        return_to_writers(agreement, actor=actor, reason=reason)
    elif every_body_answered(agreement):
        turn(agreement, agreement.put_to_decision, code="agreements.put_to_decision", actor=actor)
    events.consultation_answered.send(Agreement, agreement=agreement, actor=actor, consultation=consultation)
    if consultation.blocks:
        events.agreement_sent_back.send(Agreement, agreement=agreement, actor=actor)
