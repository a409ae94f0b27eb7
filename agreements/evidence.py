"""Who signed, on which mandate, how identified, when, and which bytes: everything kept of it, in one place.

Copied when it happened, so a later change of the register, a role or a name does not change it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from .models import Agreement, Document, Revision, Signature
from .states import WORKING_PAPERS

Data = dict[str, Any]


def evidence_of(agreement: Agreement) -> Data:
    """JSON-serialisable but for the moments, which keep their zone."""
    documents = agreement.documents.filter(stored__isnull=False).exclude(kind__in=WORKING_PAPERS).order_by("pk")
    signatures = agreement.signatures.select_related("board", "document").order_by("pk")
    return {
        "agreement": agreement.number,
        "title": agreement.title,
        "state": agreement.state,
        "state_since": localtime(agreement.state_since),
        "boards": [str(party.board) for party in agreement.parties.select_related("board")],
        "documents": [_document(one) for one in documents],
        "signatures": [_signature(one) for one in signatures],
        "files": [_file(one) for one in revisions_of(agreement)],
    }


def revisions_of(agreement: Agreement) -> QuerySet[Revision]:
    """The file after each signature, oldest first."""
    revisions = Revision.objects.filter(document__agreement=agreement)
    return revisions.select_related("signature__board").order_by("document", "number")


def _file(revision: Revision) -> Data:
    """What was put into the file for this board, and which bytes came of it."""
    return {
        "number": revision.number,
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
    }


def _document(document: Document) -> Data:
    return {
        "kind": document.kind,
        "version": f"{document.round}.{document.version}",
        "code": document.code,
        "text_sha256": document.text_sha256,
        "sha256": document.sha256,
        "bytes": document.size,
        "stored": localtime(document.stored),
    }


def _signature(signature: Signature) -> Data:
    return {
        "board": str(signature.board),
        "board_number": signature.board.number,
        "signer": signature.signer_name,
        "instead_of": signature.instead_of_name,
        "function": signature.function,
        "mandate": _mandate(signature),
        "identified": _identified(signature),
        "signed": localtime(signature.signed),
        "document_version": f"{signature.document.round}.{signature.document.version}",
        "document_sha256": signature.document_sha256,
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
