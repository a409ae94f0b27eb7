"""Who signed, on which mandate, how identified, when, and which bytes: everything kept of it, in one place.

Copied when it happened, so a later change of the register, a role or a name does not change it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from .models import Agreement, Decline, Document, Revision, Signature
from .states import SIGNED_PAPERS

Data = dict[str, Any]
IN_ROUNDS = ("documents", "files", "declines")


def evidence_of(agreement: Agreement) -> Data:
    """JSON-serialisable but for the moments, which keep their zone."""
    documents = agreement.documents.filter(kind__in=SIGNED_PAPERS, stored__isnull=False).order_by("pk")
    signatures = list(agreement.signatures.select_related("board", "document__decline").order_by("pk"))
    numbers = {one.pk: number for number, one in enumerate(signatures, start=1)}
    return {
        "agreement": agreement.number,
        "title": agreement.title,
        "state": agreement.state,
        "state_since": localtime(agreement.state_since),
        "starts_on": agreement.starts_on,
        "ends_on": agreement.ends_on,
        "boards": [str(party.board) for party in agreement.parties.select_related("board")],
        "documents": [_document(one) for one in documents],
        "signatures": [_signature(one, numbers[one.pk]) for one in signatures],
        "declines": [_decline(one) for one in agreement.declines.select_related("board", "document")],
        "files": [_file(one, numbers[one.signature_id]) for one in revisions_of(agreement)],
    }


def rounds_of(told: Data) -> list[Data]:
    """Round by round: what was offered, the file after each signature, what is kept for good, and who declined.

    After a decline another document is offered; its files do not follow from those of the round before.
    """
    numbers = sorted({one["round"] for one in told["documents"]})
    return [{"number": number} | {name: _of_round(told[name], number) for name in IN_ROUNDS} for number in numbers]


def _of_round(rows: list[Data], number: int) -> list[Data]:
    return [one for one in rows if one["round"] == number]


def revisions_of(agreement: Agreement) -> QuerySet[Revision]:
    """The file after each signature, oldest first."""
    revisions = Revision.objects.filter(document__agreement=agreement)
    return revisions.select_related("signature__board", "document").order_by("document", "number")


def last_fact(told: Data) -> datetime:
    """The moment of the last thing that is told: the same facts are of the same moment, whenever they are asked."""
    moments: list[datetime] = [told["state_since"], *(one["stored"] for one in told["documents"])]
    moments += [*(one["signed"] for one in told["signatures"]), *(one["made"] for one in told["files"])]
    return max(moments)


def _file(revision: Revision, signature: int) -> Data:
    """What was put into the file for this board, and which bytes came of it."""
    return {
        "round": revision.document.round,
        "number": revision.number,
        "signature": signature,
        "board": str(revision.signature.board),
        "previous_sha256": revision.previous_sha256,
        "sha256": revision.sha256,
        "bytes": revision.size,
        "level": revision.level,
        "certificate": revision.certificate_name,
        "certificate_sha256": revision.certificate_sha256,
        "issuer": revision.certificate_issuer,
        "trusted": revision.is_trusted,
        "demonstration": revision.is_demonstration,
        "signed_at": localtime(revision.signed_at) if revision.signed_at else None,
        "timestamped": revision.is_timestamped,
        "made": localtime(revision.made),
    }


def _document(document: Document) -> Data:
    return {
        "kind": document.kind,
        "round": document.round,
        "version": f"{document.round}.{document.version}",
        "code": document.code,
        "text_sha256": document.text_sha256,
        "sha256": document.sha256,
        "bytes": document.size,
        "stored": localtime(document.stored),
    }


def _signature(signature: Signature, number: int) -> Data:
    return {
        "number": number,
        "board": str(signature.board),
        "board_number": signature.board.number,
        "signer": signature.signer_name,
        "instead_of": signature.instead_of_name,
        "signed_by": signature.signed_by,
        "function": signature.function,
        "mandate": _mandate(signature),
        "identified": _identified(signature),
        "method": signature.method,
        "signed": localtime(signature.signed),
        "document_version": f"{signature.document.round}.{signature.document.version}",
        "document_sha256": signature.document_sha256,
        "declined": _declined(signature.document),
    }


def _declined(document: Document) -> datetime | None:
    """When a board declined to sign it; from then on the signatures under it bind to nothing."""
    decline = getattr(document, "decline", None)
    return localtime(decline.declined) if decline else None


def _decline(decline: Decline) -> Data:
    return {
        "round": decline.document.round,
        "board": str(decline.board),
        "declined_by": decline.decliner,
        "reason": decline.reason,
        "declined": localtime(decline.declined),
        "document_version": f"{decline.document.round}.{decline.document.version}",
        "document_sha256": decline.document.sha256,
    }


def _mandate(signature: Signature) -> Data:
    return {
        "document": signature.mandate_document,
        "file": signature.mandate_file_name,
        "file_sha256": signature.mandate_file_sha256,
        "reach": signature.mandate_reach,
        "from": signature.mandate_from,
        "until": signature.mandate_until,
    }


def _identified(signature: Signature) -> Data:
    """How the signer proved who they are; nothing for a signature from before that was kept."""
    moment = localtime(signature.proof_at) if signature.proof_at else None
    return {"method": signature.proof_method, "moment": moment}
