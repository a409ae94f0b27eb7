"""An agreement as data: parties, routes, answers, text and signatures."""

from __future__ import annotations

from typing import Any

from .clauses.render import article_text
from .model_clauses import answers_of
from .models import Agreement, Signature
from .models.agreement import standing_signatures
from .selectors import text_to_read


def agreement_as_json(agreement: Agreement) -> dict[str, Any]:
    """JSON-serialisable; dates as ISO 8601, hours in klokuren."""
    text = text_to_read(agreement)
    return {
        "number": agreement.number,
        "title": agreement.title,
        "instrument": agreement.instrument,
        "legal_basis": agreement.legal_basis,
        "is_vsg": agreement.is_vsg,
        "state": agreement.state,
        "library": agreement.library_version,
        "starts_on": agreement.starts_on.isoformat(),
        "ends_on": agreement.ends_on.isoformat() if agreement.ends_on else None,
        "text_sha256": text.sha256,
        "parties": [{"name": p.name, "number": p.number, "seat": p.seat, "side": p.side} for p in text.facts.parties],
        "routes": [
            {
                "number": route.number,
                "name": route.name,
                "type": route.route_type,
                "lines": [line.__dict__ for line in route.lines],
            }
            for route in text.facts.routes
        ],
        "answers": [
            {"clause": code, "route": route, "answers": data} for (code, route), data in answers_of(agreement).items()
        ],
        "articles": [
            {"code": clause.code, "route": clause.route_id, "number": clause.number, "text": article_text(clause)}
            for clause in text.rendered
        ],
        "documents": [
            {"kind": document.kind, "round": document.round, "sha256": document.sha256, "bytes": document.size}
            for document in agreement.documents.filter(stored__isnull=False).order_by("pk")
        ],
        "signatures": [_signature(one) for one in standing_signatures(agreement).select_related("board")],
    }


def _signature(signature: Signature) -> dict[str, Any]:
    """Who signed for which board, under which mandate, and which bytes."""
    return {
        "board": str(signature.board),
        "signer": signature.signer_name,
        "instead_of": signature.instead_of_name,
        "function": signature.function,
        "mandate": signature.mandate_document,
        "mandate_file": signature.mandate_file_name,
        "mandate_sha256": signature.mandate_file_sha256,
        "mandate_reach": signature.mandate_reach,
        "mandate_from": signature.mandate_from.isoformat() if signature.mandate_from else None,
        "mandate_until": signature.mandate_until.isoformat() if signature.mandate_until else None,
        "document_sha256": signature.document_sha256,
        "signed": signature.signed.isoformat(),
    }
