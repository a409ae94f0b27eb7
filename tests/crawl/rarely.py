"""What few cases have, for the crawler: no is said, somebody hands over, asks an adviser, is not believed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Absence
from accounts.models.board import BodyKind
from accounts.roles import Role
from accounts.uploads.states import FileState
from agreements.models import Agreement, AgreementReason, MatrixDeparture, Renewal, SigningRequest
from agreements.services.declining import decline_to_sign
from agreements.services.signing import sign_agreement
from agreements.services.withdrawing import agree_to_withdraw
from guidance.models import Entry
from guidance.services import tell_whether_it_helped
from inspections.services.filing import ask_for_file, keep_file
from inspections.services.sampling import draw_sample
from leerroutes.models import Route, RouteReason
from tests.factories import VMBO, proof_of, with_document
from tests.inspections.findings_cases import in_days
from workflows.models import HandOver
from workflows.questions.services import answer, ask
from workflows.questions.states import Topic
from workflows.selectors import tasks_for

WHY = "Zo is het beter."
OURS: dict[str, Any] = {"reason": WHY}


def say_no(agreement: Agreement) -> None:
    """After the directors decided otherwise than the matrix of participation says."""
    who: dict[str, Any] = {"board": VMBO.board, "recorded_by": VMBO.director.user}
    asked: dict[str, Any] = {"round": agreement.round, "kind": BodyKind.PMR, "asked": {"name": WHY}}
    MatrixDeparture.objects.create(agreement=agreement, proposed={"name": WHY}, **asked, **who, **OURS)
    decline_to_sign(agreement, actor=VMBO.signatory, reason=WHY)


def take_back(agreement: Agreement) -> None:
    """One board stays ready to sign a while longer, and then would rather not go on."""
    request = SigningRequest.objects.filter(agreement=agreement).latest("pk")
    said: dict[str, Any] = {"board": VMBO.board, "said_by": VMBO.director.user, "until": in_days(90)}
    Renewal.objects.create(request=request, **said, **OURS)
    document, actor = with_document(agreement), VMBO.signatory
    sign_agreement(agreement, actor=actor, seen_sha256=document.sha256, proof=proof_of(actor))
    agree_to_withdraw(agreement, actor=VMBO.director, reason=WHY)


def give_reasons(route: Route, agreement: Agreement) -> None:
    """For a warning of a rule."""
    given: dict[str, Any] = {"rule": "R-001", "message": "Is dit zo bedoeld?", "sha256": "0" * 64}
    given |= {"board": VMBO.board, "given_by": VMBO.coordinator.user, **OURS}
    RouteReason.objects.create(route=route, **given)
    AgreementReason.objects.create(agreement=agreement, **given)


def ask_around(route: Route, adviser: Actor, inspector: Actor) -> None:
    """An adviser, a colleague and who would stand in; and an inspector draws lots."""
    asker = VMBO.coordinator
    question = ask(actor=asker, asked_of=VMBO.board, topic=Topic.EXECUTION, title="Mag dit?", text=WHY, about=route)
    answer(question, actor=adviser, seen_round=1, answer="Dat mag.")
    task = tasks_for(VMBO.director).first()
    HandOver.objects.create(task=task, before=asker.user, after=VMBO.director.user, by=VMBO.director.user, note=WHY)
    days: dict[str, Any] = {"valid_from": in_days(1), "valid_until": in_days(3)}
    who: dict[str, Any] = {"user": asker.user, "substitute": VMBO.director.user, "recorded_by": asker.user}
    refused: dict[str, Any] = {"refused": timezone.now(), "refusal": WHY}
    Absence.objects.create(board=VMBO.board, role=Role.COORDINATOR, **days, **who, **refused)
    draw_sample(actor=inspector, filters={}, size=1, seed="loting")


def take_along(route: Route, agreement: Agreement, inspector: Actor) -> None:
    """A body answers with a letter, an inspector takes the case along, and somebody says what the help lacks."""
    answered = agreement.consultations.filter(board=VMBO.board)[0]
    answered.letter.save("brief.pdf", ContentFile(b"%PDF-1.7"), save=False)
    answered.letter_name, answered.letter_state = "brief.pdf", FileState.CLEAN
    answered.save(update_fields=["letter", "letter_name", "letter_state"])
    keep_file(ask_for_file(route, actor=inspector), BytesIO(b"PK"))
    tell_whether_it_helped(Entry.objects.earliest("pk"), actor=VMBO.coordinator, helped=False, words=WHY)
