"""Slow work of the archive. Each handler is safe to run twice and to be killed at any line."""

from __future__ import annotations

from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from audit.services import record
from jobs.services import handles

from . import events
from .models import Agreement, Document
from .paper.pdf import render_pdf
from .paper.profile import ensure_fit
from .states import DocumentKind


@handles("agreements.render_document")
def render_document(document: int) -> None:
    """Make the PDF that was promised: render without holding a lock, then store it once."""
    promised = Document.objects.get(pk=document)
    if not promised.is_ready:
        store_document(promised, make_file(promised))


def make_file(promised: Document) -> bytes:
    """The bytes, looked at before anybody gets them: a file that breaks a promise is not released (`UnfitDocument`)."""
    embedded = embedded_in(promised)
    pdf = render_pdf(promised.source, **embedded)
    ensure_fit(pdf, **embedded)
    return pdf


def embedded_in(promised: Document) -> dict[str, str]:
    """The files in the file: of an agreement and of a report about its signatures they have other names."""
    if promised.kind == DocumentKind.EVIDENCE:
        return {"evidence": promised.data}
    return {"data": promised.data, "check_data": promised.check_data}


@transaction.atomic
def store_document(promised: Document, pdf: bytes) -> None:
    """Keep the bytes and their digest, and say so. The second of two workers finds it done."""
    agreement = Agreement.objects.select_for_update().get(pk=promised.agreement_id)
    document = Document.objects.get(pk=promised.pk)
    if document.is_ready:
        return
    document.sha256, document.size, document.stored = sha256(pdf).hexdigest(), len(pdf), timezone.now()
    document.file.save(f"{agreement.number}.pdf", ContentFile(pdf), save=False)
    document.save(update_fields=["file", "sha256", "size", "stored"])
    record(
        "agreements.document_made",
        actor=None,
        case=agreement,
        subject=document,
        kind=document.kind,
        sha256=document.sha256,
    )
    events.document_ready.send(Document, agreement=agreement, document=document, actor=None)
