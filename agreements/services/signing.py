"""Signing: consent to the exact bytes that were shown, by a mandated person of every board."""

from __future__ import annotations

from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.mandates import services as mandates
from accounts.stepup import Proof, ensure_fresh
from accounts.verdicts import ensure
from audit.services import record
from jobs.services import enqueue
from leerroutes.services import contract_route

from .. import events, policies
from ..errors import AgreementError
from ..models import Agreement, Document, Signature
from ..models.agreement import every_board_signed
from ..sealing import seal
from ..selectors import routes_of
from ..states import DocumentKind, State
from .noticing import end_if_too_few_remain
from .taking_effect import ensure_nothing_lies_between, take_the_place_of_the_old
from .turning import locked, turn


@transaction.atomic
def sign_agreement(agreement: Agreement, *, actor: Actor, seen_sha256: str, proof: Proof) -> Signature:
    """Sign for the actor's own board. `seen_sha256` is the digest of the document the page showed.

    `proof` says that the person gave a password and a second factor just now. Refuses the proof of somebody else or an
    old one, another document, a missing mandate. The last board closes the signing.
    """
    agreement = locked(agreement)
    ensure(policies.can_sign(actor, agreement))
    ensure_fresh(proof, actor.user)
    if agreement.replaces and agreement.waits_until:
        ensure_nothing_lies_between(agreement.replaces, agreement.starts_on)
    document = document_to_sign(agreement)
    if document.sha256 != seen_sha256:
        raise AgreementError(_("The document is another one than you read. Open it again before you sign."))
    signature = _sign(agreement, document, actor=actor, proof=proof)
    if every_board_signed(agreement):
        turn(agreement, agreement.close_signing, code="agreements.signing_closed", actor=actor)
        enqueue("agreements.seal", key=f"seal:{agreement.pk}", agreement=agreement.pk)
    events.agreement_signed.send(Agreement, agreement=agreement, actor=actor, board=actor.board)
    return signature


def document_to_sign(agreement: Agreement) -> Document:
    return agreement.documents.get(kind=DocumentKind.AGREEMENT, round=agreement.round)


def _sign(agreement: Agreement, document: Document, *, actor: Actor, proof: Proof) -> Signature:
    assert actor.board is not None
    mandate = policies.mandate_to_sign(actor, agreement).mandate
    assert mandate is not None
    paper = mandates.use(mandate)
    absent = actor.instead_of("sign_agreements")
    signature = Signature.objects.create(
        agreement=agreement,
        document=document,
        board=actor.board,
        signer=actor.user,
        mandate=mandate,
        signer_name=str(actor.user),
        instead_of=absent,
        instead_of_name=str(absent or ""),
        function=mandate.function,
        mandate_document=mandate.document_reference,
        mandate_file_name=paper.name if paper else "",
        mandate_file_sha256=paper.sha256 if paper else "",
        mandate_reach=mandate.reach,
        mandate_from=mandate.valid_from,
        mandate_until=mandate.valid_until,
        document_sha256=document.sha256,
        proof_method=proof.method,
        proof_at=proof.at,
    )
    record(
        "agreements.signed",
        actor=actor,
        case=agreement,
        subject=signature,
        sha256=document.sha256,
        function=mandate.function,
        mandate=mandate.document_reference,
        mandate_sha256=signature.mandate_file_sha256,
        reach=mandate.reach,
        proof=str(proof.method),
        proved=proof.at.isoformat(),
        passkey=proof.detail,
        **actor.told("sign_agreements"),
    )
    return signature


@transaction.atomic
def put_in_force(agreement: Agreement) -> Agreement:
    """Seal and store the signed document, and tell every route. Run by a worker; safe to run twice.

    A change that takes effect on a later day is sealed now, and brought in force by the clock on that day.
    """
    agreement = locked(agreement)
    if agreement.state != State.SIGNED:
        return agreement
    sealed = _sealed(agreement)
    if not agreement.is_waiting:
        _bring_in_force(agreement, sealed)
    return agreement


def _bring_in_force(agreement: Agreement, sealed: Document) -> None:
    turn(agreement, agreement.put_in_force, code="agreements.in_force", actor=None, sha256=sealed.sha256)
    take_the_place_of_the_old(agreement)
    for route in routes_of(agreement):
        contract_route(route, agreement_number=agreement.number)
    end_if_too_few_remain(agreement)
    events.agreement_in_force.send(Agreement, agreement=agreement, actor=None)


def _sealed(agreement: Agreement) -> Document:
    """The document as it is kept for good: once."""
    found = agreement.documents.filter(kind=DocumentKind.SEALED, round=agreement.round).first()
    if found is None:
        found = _store_sealed(agreement, document_to_sign(agreement))
        if agreement.is_waiting:
            day = agreement.starts_on.isoformat()
            record("agreements.sealed", actor=None, case=agreement, sha256=found.sha256, takes_effect=day)
    return found


def _store_sealed(agreement: Agreement, signed: Document) -> Document:
    with signed.file.open("rb") as stored:
        pdf = seal(stored.read(), list(signed.signatures.all()))
    document = Document(
        agreement=agreement,
        kind=DocumentKind.SEALED,
        round=signed.round,
        version=signed.version,
        text_sha256=signed.text_sha256,
        sha256=sha256(pdf).hexdigest(),
        size=len(pdf),
        stored=timezone.now(),
    )
    document.file.save(f"{agreement.number}.pdf", ContentFile(pdf), save=False)
    document.save()
    return document
