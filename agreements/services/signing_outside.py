"""A board signs outside, with its own certificate, and hands in the file."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.stepup import Proof
from accounts.verdicts import ensure

from .. import policies_signing
from ..errors import AgreementError
from ..models import Agreement, Document, Signature
from ..paper.fields import signature_field
from ..sealing.report import Report, SignatureFound
from ..sealing.trust import trust
from ..selectors import waiting_signatures
from ..states import SigningMethod
from .sealing import Newest, finish_if_whole, newest, write_revision
from .signing import count_signature, document_to_sign, give_consent
from .turning import locked


def sign_outside(agreement: Agreement, *, actor: Actor, pdf: bytes, proof: Proof) -> Signature:
    """The same consent, by the same people, as signing here; the signature in the file is their own.

    Refuses any file but the newest one with one signature more, in the place of this board (`sealing.outside`).
    Checking takes long, so nothing is locked meanwhile; when another board was quicker, the sentence says so.
    """
    ensure(policies_signing.can_sign(actor, agreement))
    assert actor.board is not None
    document = document_to_sign(agreement)
    base = file_to_sign(agreement)
    theirs, found = _examined(pdf, base, document, signature_field(actor.board.pk))
    return _keep(agreement, base, pdf, theirs, found, actor=actor, proof=proof)


def file_to_sign(agreement: Agreement) -> Newest:
    """What a board downloads and signs. While a signature is being put in, there is nothing to hand out."""
    if waiting_signatures(agreement).exists():
        raise AgreementError(_("The signature of another board is being put into the file. Try again in a minute."))
    return newest(document_to_sign(agreement))


def _examined(pdf: bytes, base: Newest, document: Document, field: str) -> tuple[SignatureFound, Report]:
    from ..sealing.apart import examine_apart

    sizes = [document.size, *document.revisions.values_list("size", flat=True)]
    earlier = [base.pdf[:size] for size in sizes if size < len(base.pdf)]
    return examine_apart(pdf, base=base.pdf, earlier=earlier, field=field, trust=trust())


@transaction.atomic
def _keep(
    agreement: Agreement,
    base: Newest,
    pdf: bytes,
    theirs: SignatureFound,
    found: Report,
    *,
    actor: Actor,
    proof: Proof,
) -> Signature:
    agreement = locked(agreement)
    ensure(policies_signing.can_sign(actor, agreement))
    document = document_to_sign(agreement)
    signature = give_consent(
        agreement, document, actor=actor, proof=proof, method=SigningMethod.OUTSIDE, seen_sha256=document.sha256
    )
    if waiting_signatures(agreement).exclude(pk=signature.pk).exists() or newest(document).sha256 != base.sha256:
        raise AgreementError(_("Another board signed meanwhile. Download the file again, and sign that one."))
    count_signature(agreement, actor=actor)
    write_revision(signature, base, pdf, theirs)
    finish_if_whole(agreement, pdf, found)
    return signature
