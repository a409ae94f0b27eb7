"""The evidence as a document, for who wants it on paper or in an archive."""

from __future__ import annotations

from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from audit.services import record

from .. import policies
from ..errors import AgreementError
from ..evidence import evidence_of, last_fact
from ..models import Agreement, Document
from ..paper.evidence import evidence_words
from ..states import SIGNED_PAPERS, DocumentKind
from .documents import render_later
from .turning import locked


@transaction.atomic
def request_evidence_document(agreement: Agreement, *, actor: Actor) -> Document:
    """For whoever may read the agreement. The same facts give the same document, and so the same bytes."""
    agreement = locked(agreement)
    if not policies.visible_to(actor).filter(pk=agreement.pk).exists():
        raise PermissionDenied(str(policies.NOT_YOUR_AGREEMENT))
    offered = agreement.documents.filter(kind__in=SIGNED_PAPERS, stored__isnull=False).exclude(code="").first()
    if offered is None:
        raise AgreementError(_("There is no document to sign yet, so there is no evidence of signatures."))
    told = evidence_of(agreement)
    html, data = evidence_words(told, code=offered.code, moment=last_fact(told))
    document, is_new = Document.objects.get_or_create(
        agreement=agreement,
        kind=DocumentKind.EVIDENCE,
        round=agreement.round,
        text_sha256=sha256(data.encode()).hexdigest(),
        defaults={"version": agreement.version, "source": html, "data": data},
    )
    if is_new:
        record("agreements.evidence_requested", actor=actor, case=agreement, subject=document)
    return render_later(document)
