"""Signing: consent to the exact bytes that were shown, by a mandated person of every board."""

from __future__ import annotations

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

from .. import events, policies_signing
from ..errors import AgreementError
from ..facts import routes_of
from ..models import Agreement, Document, Signature
from ..models.agreement import every_board_signed
from ..sealing.keys import key_store
from ..selectors import waiting_signatures
from ..states import DocumentKind, SigningMethod, State
from .noticing import end_if_too_few_remain
from .taking_effect import ensure_nothing_lies_between, take_the_place_of_the_old
from .turning import locked, turn


@transaction.atomic
def sign_agreement(agreement: Agreement, *, actor: Actor, seen_sha256: str, proof: Proof) -> Signature:
    """Sign for the actor's own board. `seen_sha256` is the digest of the document the page showed.

    `proof` says that the person gave a password and a second factor just now. Refuses the proof of somebody else or an
    old one, another document, a missing mandate, a board without a key. The last board closes the signing. The consent
    binds at once; a worker puts it into the file.
    """
    agreement = locked(agreement)
    ensure(policies_signing.can_sign(actor, agreement))
    ensure_key(actor)
    document = document_to_sign(agreement)
    signature = give_consent(agreement, document, actor=actor, seen_sha256=seen_sha256, proof=proof)
    enqueue("agreements.apply_signatures", key=f"apply:{signature.pk}", agreement=agreement.pk)
    count_signature(agreement, actor=actor)
    return signature


def give_consent(
    agreement: Agreement,
    document: Document,
    *,
    actor: Actor,
    seen_sha256: str,
    proof: Proof,
    method: SigningMethod = SigningMethod.PLATFORM,
) -> Signature:
    """The same questions however the signature is made; the caller locked the agreement and asked the policy."""
    ensure_fresh(proof, actor.user)
    if agreement.replaces and agreement.waits_until:
        ensure_nothing_lies_between(agreement.replaces, agreement.starts_on)
    if document.sha256 != seen_sha256:
        raise AgreementError(_("The document is another one than you read. Open it again before you sign."))
    return _sign(agreement, document, actor=actor, proof=proof, method=method)


def count_signature(agreement: Agreement, *, actor: Actor) -> None:
    """The last board closes the signing."""
    if every_board_signed(agreement):
        turn(agreement, agreement.close_signing, code="agreements.signing_closed", actor=actor)
    events.agreement_signed.send(Agreement, agreement=agreement, actor=actor, board=actor.board)


def ensure_key(actor: Actor) -> None:
    """Told before signing: without a key here, a consent would wait for one for ever."""
    assert actor.board is not None
    if not key_store().has_key(actor.board):
        raise AgreementError(
            _("There is no key here with which to sign for %(board)s. Your board can sign outside, with its own.")
            % {"board": actor.board}
        )


def document_to_sign(agreement: Agreement) -> Document:
    return agreement.documents.get(kind=DocumentKind.AGREEMENT, round=agreement.round)


def _sign(agreement: Agreement, document: Document, *, actor: Actor, proof: Proof, method: SigningMethod) -> Signature:
    assert actor.board is not None
    mandate = policies_signing.mandate_to_sign(actor, agreement).mandate
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
        method=method,
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
        method=str(method),
        proof=str(proof.method),
        proved=proof.at.isoformat(),
        passkey=proof.detail,
        **actor.told("sign_agreements"),
    )
    return signature


@transaction.atomic
def put_in_force(agreement: Agreement) -> Agreement:
    """Keep the signed file for good, and tell every route: once every board signed and every signature is in the file.

    In the transaction that puts in the last one; safe to run twice. A change that takes effect on a later day is kept
    now, and brought in force by the clock on that day.
    """
    agreement = locked(agreement)
    if agreement.state != State.SIGNED or waiting_signatures(agreement).exists():
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
    """The last revision is the sealed document: the same bytes in the same file."""
    last = signed.revisions.order_by("number").last()
    assert last is not None
    document: Document = Document.objects.create(
        agreement=agreement,
        kind=DocumentKind.SEALED,
        round=signed.round,
        version=signed.version,
        text_sha256=signed.text_sha256,
        file=last.file.name,
        sha256=last.sha256,
        size=last.size,
        stored=timezone.now(),
    )
    return document
