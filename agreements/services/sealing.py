"""Put every consent into the file as a signature, in order; the last one and the final document commit together."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet

from audit.services import record
from jobs.faults import point
from jobs.sentences import Sentence
from jobs.sentences import sentence as _

from ..models import Agreement, Document, Revision, Signature
from ..models.agreement import is_declined
from ..paper.fields import signature_field
from ..sealing.errors import SealingError
from ..sealing.keys import key_store
from ..sealing.report import Report, SignatureFound
from ..sealing.trust import trust
from ..selectors import waiting_signatures
from ..states import DocumentKind, State
from .signing import put_in_force
from .turning import locked


class Newest(NamedTuple):
    """The file as it is now: the document that was made, or the last revision."""

    number: int
    pdf: bytes
    sha256: str


def apply_signatures(agreement: Agreement) -> Agreement:
    """Put in what is missing. Signing is slow, so no lock is held meanwhile; who comes second finds it done.

    Run by a worker; safe to run twice, and to be killed at any line.
    """
    while (signature := waiting_signatures(agreement).first()) is not None:
        base = newest(signature.document)
        if not waiting_signatures(agreement).filter(pk=signature.pk).exists():
            continue  # somebody put it in before the file was read, so it is in this file
        point("sealing.begun")
        pdf = signed_bytes(base.pdf, signature)
        point("sealing.signed")
        keep_revision(signature, base, pdf, checked(pdf))
        point("sealing.committed")
    agreement.refresh_from_db()
    return agreement


def newest(document: Document) -> Newest:
    """Read anew, and compared with its digest: what was changed on the disk is never signed."""
    last = document.revisions.order_by("number").last()
    row = last or document
    with row.file.open("rb") as stored:
        pdf = bytes(stored.read())
    if sha256(pdf).hexdigest() != row.sha256:
        raise SealingError(_("The stored file of %(what)s was changed: its digest differs.", what=row))
    return Newest(last.number if last else 0, pdf, row.sha256)


def signed_bytes(pdf: bytes, signature: Signature) -> bytes:
    """One signature more, with the key of the board."""
    from ..sealing import pades
    from ..sealing.timestamps import timestamper

    facts = pades.Facts(
        field=signature_field(signature.board_id),
        agreement=signature.agreement.number,
        board=str(signature.board),
        place=signature.board.seat,
        name=signature.signed_by,
        function=signature.function,
        mandate=signature.mandate_document,
        moment=signature.signed,
    )
    signer = key_store().signer_for(signature.board)
    return pades.sign(pdf, facts, signer=signer, timestamper=timestamper(), trust=trust())


def checked(pdf: bytes) -> Report:
    from ..sealing.validating import validate

    return validate(pdf, trust=trust())


@transaction.atomic
def keep_revision(signature: Signature, base: Newest, pdf: bytes, found: Report) -> None:
    """Keep the file with this signature, unless somebody was quicker or declined. The last one brings it in force."""
    agreement = locked(signature.agreement)
    document = signature.document
    last = document.revisions.order_by("number").last()
    if (last.sha256 if last else document.sha256) != base.sha256 or is_declined(agreement):
        return
    theirs = _signature_in(found, signature, pdf, base)
    if not theirs.is_trusted:
        raise SealingError(_("The signature that was made is not trusted here: %(why)s", why=theirs.problem))
    write_revision(signature, base, pdf, theirs)
    point("sealing.kept")
    finish_if_whole(agreement, pdf, found)


def write_revision(signature: Signature, base: Newest, pdf: bytes, found: SignatureFound) -> Revision:
    """The row and the file, in the caller's transaction."""
    revision = Revision(
        signature=signature,
        document=signature.document,
        number=base.number + 1,
        sha256=sha256(pdf).hexdigest(),
        previous_sha256=base.sha256,
        size=len(pdf),
        level=found.level,
        certificate_sha256=found.certificate_sha256,
        certificate_name=found.signer,
        certificate_issuer=found.issuer,
        is_trusted=found.is_trusted,
        is_demonstration=found.is_demonstration,
        signed_at=found.moment,
        is_timestamped=found.is_timestamped,
    )
    revision.file.save("signed.pdf", ContentFile(pdf), save=False)
    point("sealing.stored")
    revision.save()
    record(
        "agreements.signature_applied",
        actor=None,
        case=signature.agreement,
        subject=signature,
        sha256=revision.sha256,
        level=revision.level,
        certificate=revision.certificate_sha256,
        parties=[str(signature.board)],
    )
    return revision


def finish_if_whole(agreement: Agreement, pdf: bytes, found: Report) -> None:
    """When every board signed and every signature is in the file: check the chain, and bring it in force."""
    if agreement.state != State.SIGNED or waiting_signatures(agreement).exists():
        return
    ensure_whole(agreement, pdf, found)
    point("sealing.whole")
    put_in_force(agreement)
    point("sealing.in_force")


def ensure_whole(agreement: Agreement, pdf: bytes, found: Report) -> None:
    """Each revision begins with the one before it, and holds the signatures of exactly the boards that consented."""
    revisions = list(Revision.objects.filter(document__in=_to_sign(agreement)).order_by("number"))
    document = _to_sign(agreement).get()
    links = [(document.size, document.sha256), *((one.size, one.sha256) for one in revisions)]
    if any(sha256(pdf[:size]).hexdigest() != digest for size, digest in links):
        raise SealingError(_("A revision of the signed file does not begin with the one before it."))
    if any(later.previous_sha256 != earlier for (_size, earlier), later in zip(links, revisions, strict=False)):
        raise SealingError(_("The revisions of the signed file do not follow one another."))
    consents = sorted(one.signature.board_id for one in revisions)
    if not found.is_intact or sorted(one.board_pk or 0 for one in found.signatures) != consents:
        raise SealingError(_wrong(found) or _("The file does not hold the signatures of these boards."))


def _to_sign(agreement: Agreement) -> QuerySet[Document]:
    return agreement.documents.filter(kind=DocumentKind.AGREEMENT, round=agreement.round)


def _signature_in(found: Report, signature: Signature, pdf: bytes, base: Newest) -> SignatureFound:
    """What the check says of this signature; refuses a file in which anything is wrong."""
    field = signature_field(signature.board_id)
    mine = [one for one in found.signatures if one.field == field]
    if not found.is_intact or len(mine) != 1 or not pdf.startswith(base.pdf):
        missing = _("The signature of %(board)s is not in the file.", board=signature.board)
        raise SealingError(_wrong(found) or missing)
    return mine[0]


def _wrong(found: Report) -> Sentence | None:
    """What the check complains of, in the words of the program that checks."""
    return _("The check of the signatures says: %(why)s", why="; ".join(found.problems)) if found.problems else None
