"""Promise documents: freeze the text in the transaction, let a worker make the PDF."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from audit.services import record
from jobs.services import enqueue

from .. import policies
from ..documents import render_html
from ..errors import AgreementError
from ..models import Agreement, Document
from ..selectors import AgreementText, agreed_boards, text_of
from ..states import DocumentKind, State
from .turning import locked


def promise_agreement_document(agreement: Agreement) -> Document:
    """Freeze the text that will be signed: the words that every board agreed with, and no others.

    Names and mandates are read anew, so a text can become another one without anybody writing in it.
    """
    text = text_of(agreement)
    parties = set(agreement.parties.values_list("board_id", flat=True))
    if not parties <= agreed_boards(agreement, text.sha256):
        raise AgreementError(_("The text changed since the boards agreed with it. Send it back, and agree anew."))
    return _promise(agreement, text, kind=DocumentKind.AGREEMENT, watermark=False)


@transaction.atomic
def request_draft_document(agreement: Agreement, *, actor: Actor) -> Document:
    """A draft with a watermark, for reading on paper. The same text gives the same document."""
    agreement = locked(agreement)
    if not policies.is_party(actor, agreement):
        raise PermissionDenied(str(policies.NOT_YOUR_AGREEMENT))
    document = _promise(
        agreement, text_of(agreement), kind=DocumentKind.DRAFT, watermark=agreement.state != State.IN_FORCE
    )
    record("agreements.draft_requested", actor=actor, case=agreement, subject=document)
    return document


def _promise(agreement: Agreement, text: AgreementText, *, kind: DocumentKind, watermark: bool) -> Document:
    version = f"{agreement.round}.{agreement.version}"
    document, _is_new = Document.objects.get_or_create(
        agreement=agreement,
        kind=kind,
        round=agreement.round,
        text_sha256=text.sha256,
        defaults={
            "version": agreement.version,
            "source": render_html(text.facts, text.rendered, version=version, digest=text.sha256, watermark=watermark),
        },
    )
    if not document.is_ready:
        enqueue("agreements.render_document", key=document.job_key, document=document.pk)
    return document
