"""The document of a mandate: take it in, put it to use. Once somebody signed under a mandate nothing of it changes."""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from audit.services import record
from jobs.services import enqueue

from ..actors import Actor
from ..errors import Refusal
from ..models import Mandate, MandateDocument
from ..policies import can_manage_access
from ..uploads.keeping import take_in
from ..uploads.opening import IN_QUARANTINE
from ..uploads.states import FileState
from ..verdicts import ensure


@transaction.atomic
def attach_document(mandate: Mandate, *, actor: Actor, file: File[bytes]) -> MandateDocument:
    """The document itself, for a mandate that had only a reference, or the wrong file. Not after a signature."""
    ensure(can_manage_access(actor))
    mandate = _locked(mandate)
    if mandate.first_used:
        raise Refusal(
            _("Somebody already signed under this mandate, so its document stays what it was. Record a new mandate.")
        )
    _throw_away(mandate)
    document = keep_document(mandate, actor=actor, file=file)
    record(
        "accounts.mandate_document_added",
        actor=actor,
        case=mandate.board,
        subject=mandate.user,
        person=str(mandate.user),
        function=mandate.function,
        name=document.name,
        sha256=document.sha256,
    )
    return document


def keep_document(mandate: Mandate, *, actor: Actor | None, file: File[bytes]) -> MandateDocument:
    """By the same door as every file from outside; the virus scanner looks afterwards, when there is one."""
    document = MandateDocument(mandate=mandate, uploaded_by=actor.user if actor else None)
    take_in(document, file)
    document.save()
    if document.state == FileState.QUARANTINE:
        enqueue("accounts.scan_mandate_document", key=document.job_key, document=document.pk)
    return document


def use(mandate: Mandate) -> MandateDocument | None:
    """Somebody signs under it now: from here on its document is fixed. Returns the one that belongs to the evidence.

    Within the transaction of the signature; whoever replaces the document waits for it.
    """
    mandate = _locked(mandate)
    document = mandate.kept_document
    if document and document.state == FileState.QUARANTINE:
        raise Refusal(str(IN_QUARANTINE))
    if not mandate.first_used:
        mandate.first_used = now()
        mandate.save(update_fields=["first_used"])
    return document if document and document.state == FileState.CLEAN else None


def _locked(mandate: Mandate) -> Mandate:
    return Mandate.objects.select_for_update(of=("self",)).select_related("user", "board").get(pk=mandate.pk)


def _throw_away(mandate: Mandate) -> None:
    """The file it had; the trail keeps its name and digest."""
    old = mandate.kept_document
    if old is None:
        return
    if path := str(old.file.name or ""):
        enqueue("accounts.throw_away", key=f"throw-away:{path}", path=path)
    old.delete()
    mandate.refresh_from_db()
