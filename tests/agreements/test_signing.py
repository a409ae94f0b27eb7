"""Signing: consent to exactly these bytes, by a mandated person of every board, who proved to be that person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django import Settings

from accounts.actors import Actor, actor_for
from accounts.models import Mandate
from accounts.roles import Role
from accounts.services import end_mandate
from accounts.stepup import Proof
from accounts.stepup.proof import NotProven
from agreements.errors import AgreementError
from agreements.models import Agreement, Document, Signature
from agreements.sealing.errors import SealingError
from agreements.services import apply_signatures, put_in_force, sign_agreement
from audit.models import AuditEvent
from jobs.models import Job
from leerroutes.models import Route
from tests.factories import Party, agreement_in, person_with, proof_of, stored, with_document
from workflows.demo import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "blank_paper")]


@pytest.fixture
def agreement(db: None) -> Agreement:
    """Out for signature, its document made."""
    made = agreement_in("out_for_signature")
    with_document(made)
    return made


@pytest.fixture
def document(agreement: Agreement) -> Document:
    return agreement.documents.get(kind="agreement")


def sign(agreement: Agreement, actor: Actor, sha256: str = "", proof: Proof | None = None) -> Signature:
    seen = sha256 or agreement.documents.get(kind="agreement", round=agreement.round).sha256
    return sign_agreement(agreement, actor=actor, seen_sha256=seen, proof=proof or proof_of(actor))


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def test_it_keeps_who_signed_what_under_which_mandate(agreement: Agreement, document: Document, vmbo: Party) -> None:
    signature = sign(agreement, vmbo.signatory)
    mandate = vmbo.signatory.user.mandates.get()
    assert (signature.board, signature.signer, signature.mandate) == (vmbo.board, vmbo.signatory.user, mandate)
    assert (signature.signer_name, signature.function) == (vmbo.signatory.user.name, mandate.function)
    assert signature.mandate_document == mandate.document_reference
    assert (signature.document, signature.document_sha256) == (document, document.sha256)


def test_signing_leaves_a_trace(agreement: Agreement, document: Document, vmbo: Party) -> None:
    sign(agreement, vmbo.signatory)
    event = AuditEvent.objects.get(action="agreements.signed")
    assert (event.case, event.actor, event.board_id) == (
        f"agreement:{agreement.pk}",
        vmbo.signatory.user,
        vmbo.board.pk,
    )
    assert event.data["sha256"] == document.sha256
    assert world.PASSWORD not in str(event.data)


def test_the_last_board_closes_the_signing(agreement: Agreement, vmbo: Party, mbo: Party) -> None:
    sign(agreement, mbo.signatory)
    assert fresh(agreement).state == "out_for_signature"
    sign(agreement, vmbo.signatory)
    assert fresh(agreement).state == "signed"
    assert AuditEvent.objects.get(action="agreements.signing_closed").board_id == vmbo.board.pk
    keys = [f"apply:{signature.pk}" for signature in agreement.signatures.all()]
    assert [Job.objects.get(key=key).state for key in keys] == ["waiting", "waiting"]


def test_only_signatories_of_the_parties_sign(
    agreement: Agreement, vmbo: Party, outsider: Actor, adviser: Actor, inspector: Actor, administrator: Actor
) -> None:
    wrong = [actor for role, actor in vmbo.people.items() if role != Role.SIGNATORY]
    for actor in [*wrong, outsider, adviser, inspector, administrator]:
        with pytest.raises(PermissionDenied):
            sign(agreement, actor)
    assert not Signature.objects.exists()


def test_the_proof_is_of_this_person_and_of_just_now(agreement: Agreement, vmbo: Party, mbo: Party) -> None:
    old = replace(proof_of(vmbo.signatory), at=timezone.now() - timedelta(minutes=6))
    for proof in (old, proof_of(mbo.signatory)):
        with pytest.raises(NotProven, match="too long ago"):
            sign(agreement, vmbo.signatory, proof=proof)
    assert not Signature.objects.exists()
    signature = sign(agreement, vmbo.signatory)
    assert (signature.proof_method, signature.proof_at is None) == ("totp", False)


def test_another_document_signs_nothing(agreement: Agreement, vmbo: Party) -> None:
    with pytest.raises(AgreementError, match="another one"):
        sign(agreement, vmbo.signatory, sha256="0" * 64)
    assert not Signature.objects.exists()


def test_a_draft_is_not_signed(agreement: Agreement, document: Document, vmbo: Party) -> None:
    Document.objects.filter(pk=document.pk).update(kind="draft")
    with pytest.raises(PermissionDenied, match="still being made"):
        sign_agreement(agreement, actor=vmbo.signatory, seen_sha256=document.sha256, proof=proof_of(vmbo.signatory))


def test_before_the_document_is_made_nobody_signs(vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="still being made"):
        sign(agreement_in("out_for_signature"), vmbo.signatory, sha256="x")


@pytest.mark.parametrize("state", ["draft", "decision", "signed", "in_force"])
def test_signing_has_its_moment(state: str, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="nothing to sign"):
        sign(agreement_in(state), vmbo.signatory, sha256="x")


def test_a_board_signs_once(agreement: Agreement, vmbo: Party) -> None:
    sign(agreement, vmbo.signatory)
    with pytest.raises(PermissionDenied, match="already signed"):
        sign(agreement, vmbo.signatory)
    assert agreement.signatures.count() == 1


# --- mandates ------------------------------------------------------------------------------------


def test_the_role_alone_is_not_enough(agreement: Agreement, vmbo: Party) -> None:
    newcomer = actor_for(person_with("Nieuwe Tekenaar", (Role.SIGNATORY, vmbo.board)), vmbo.board)
    with pytest.raises(PermissionDenied, match="no mandate"):
        sign(agreement, newcomer)


def test_a_mandate_alone_is_not_enough(agreement: Agreement, vmbo: Party) -> None:
    director = person_with("Gemachtigde Directeur", (Role.DIRECTOR, vmbo.board), mandates=(vmbo.board,))
    with pytest.raises(PermissionDenied, match="signatory"):
        sign(agreement, actor_for(director, vmbo.board))


def test_a_mandate_for_another_board_does_not_count(agreement: Agreement, vmbo: Party, mbo: Party) -> None:
    person = person_with("Verkeerd Mandaat", (Role.SIGNATORY, vmbo.board), mandates=(mbo.board,))
    with pytest.raises(PermissionDenied, match="no mandate"):
        sign(agreement, actor_for(person, vmbo.board))


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "signs"),
    [
        (timedelta(days=-9), timedelta(days=-1), False),
        (timedelta(days=-9), timedelta(0), True),  # the last day counts
        (timedelta(0), None, True),
        (timedelta(days=1), None, False),
    ],
)
def test_the_mandate_is_valid_today(
    valid_from: timedelta, valid_until: timedelta | None, signs: bool, agreement: Agreement, vmbo: Party
) -> None:
    Mandate.objects.filter(board=vmbo.board).update(
        valid_from=localdate() + valid_from, valid_until=None if valid_until is None else localdate() + valid_until
    )
    if signs:
        assert sign(agreement, vmbo.signatory)
    else:
        with pytest.raises(PermissionDenied, match="(ended|only begins) on"):
            sign(agreement, vmbo.signatory)


def test_a_signature_outlives_its_mandate(agreement: Agreement, vmbo: Party, mbo: Party, tomorrow: date) -> None:
    signature = sign(agreement, vmbo.signatory)
    end_mandate(signature.mandate, actor=None, last_day=tomorrow - timedelta(days=1))
    sign(agreement, mbo.signatory)
    assert fresh(agreement).state == "signed"


# --- coming in force (the file itself: test_revisions.py) ----------------------------------------


def test_the_worker_puts_them_in_and_brings_in_force(
    agreement: Agreement, document: Document, vmbo: Party, mbo: Party, run_jobs: Callable[..., list[str]]
) -> None:
    for party in (vmbo, mbo):
        sign(agreement, party.signatory)
    assert set(run_jobs("agreements.apply_signatures")) == {"agreements.apply_signatures"}

    assert fresh(agreement).state == "in_force"
    sealed, (first, last) = agreement.documents.get(kind="sealed"), document.revisions.all()
    assert stored(sealed.file) == stored(last.file)
    assert (first.previous_sha256, last.previous_sha256, last.sha256) == (document.sha256, first.sha256, sealed.sha256)
    event = AuditEvent.objects.get(action="agreements.in_force")
    assert (event.actor, event.data) == (None, {"sha256": sealed.sha256})
    assert Route.objects.get(covering__agreement=agreement).state == "contracted"


def test_twice_is_once(agreement: Agreement, vmbo: Party, mbo: Party) -> None:
    for party in (vmbo, mbo):
        sign(agreement, party.signatory)
    for _ in range(2):
        assert apply_signatures(fresh(agreement)).state == "in_force"
    assert put_in_force(fresh(agreement)).state == "in_force"
    assert agreement.documents.filter(kind="sealed").count() == 1
    assert AuditEvent.objects.filter(action="agreements.in_force").count() == 1


def test_nothing_comes_in_force_before_everybody_signed(agreement: Agreement, vmbo: Party) -> None:
    sign(agreement, vmbo.signatory)
    assert apply_signatures(agreement).state == "out_for_signature"


def test_nothing_comes_in_force_before_it_is_in_the_file(agreement: Agreement, vmbo: Party, mbo: Party) -> None:
    for party in (vmbo, mbo):
        sign(agreement, party.signatory)
    assert put_in_force(agreement).state == "signed"


def test_bytes_that_nobody_signed_are_not_sealed(
    agreement: Agreement, document: Document, vmbo: Party, mbo: Party
) -> None:
    for party in (vmbo, mbo):
        sign(agreement, party.signatory)
    document.file.save("vervalst.pdf", ContentFile(b"%PDF-1.7 andere bedragen"), save=True)
    with pytest.raises(SealingError, match="was changed"):
        apply_signatures(agreement)
    assert fresh(agreement).state == "signed"


def test_a_board_without_a_key_is_told_before_it_signs(
    agreement: Agreement, vmbo: Party, settings: Settings, tmp_path: Path
) -> None:
    settings.SIGNING_KEYS_DIR = tmp_path
    with pytest.raises(AgreementError, match="no key here"):
        sign(agreement, vmbo.signatory)
    assert not Signature.objects.exists()
