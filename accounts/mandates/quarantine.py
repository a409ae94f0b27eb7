"""Jobs about the documents of mandates: ask the scanner, and throw away what must go. Safe to run twice."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import transaction

from audit.services import record
from jobs.services import enqueue, handles

from ..models import MandateDocument
from ..uploads.keeping import let_out, virus_in
from ..uploads.states import FileState


@handles("accounts.scan_mandate_document")
def scan_mandate_document(document: int) -> None:
    """Ask without holding a lock. A scanner that does not answer makes this job fail, so it is tried again later."""
    waiting = MandateDocument.objects.filter(pk=document, state=FileState.QUARANTINE).first()
    if waiting is not None:
        release_mandate_document(document, virus_in(waiting))


@transaction.atomic
def release_mandate_document(document: int, virus: str) -> None:
    """Out of quarantine: clean, or refused and thrown away. The second of two workers finds it done."""
    waiting = MandateDocument.objects.select_for_update().filter(pk=document, state=FileState.QUARANTINE).first()
    if waiting is None:
        return
    if path := let_out(waiting, virus):
        enqueue("accounts.throw_away", key=f"throw-away:{path}", path=path)
    waiting.save(update_fields=["state", "checked", "reason", "file"])
    code = "accounts.mandate_document_refused" if virus else "accounts.mandate_document_checked"
    mandate = waiting.mandate
    record(
        code,
        actor=None,
        case=mandate.board,
        subject=mandate.user,
        reason=waiting.reason,
        person=str(mandate.user),
        name=waiting.name,
        sha256=waiting.sha256,
    )


@handles("accounts.throw_away")
def throw_away(path: str) -> None:
    """The bytes of a document that no mandate has any more."""
    if not MandateDocument.objects.filter(file=path).exists():
        default_storage.delete(path)
