"""Promise documents: freeze the text in the transaction, let a worker make the PDF."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.letters import printable, refusal
from audit.services import record
from jobs.services import enqueue

from .. import policies
from ..errors import AgreementError
from ..model_clauses import answers_of
from ..models import Agreement, Document, FrozenText
from ..moments import side_of
from ..paper.codes import new_code
from ..paper.data import canonical, check_of, data_of
from ..paper.html import render_comparison_html, render_html
from ..paper.imprint import Imprint
from ..rules.report import CheckPart
from ..selectors import AgreementText, agreed_boards, text_of
from ..states import DocumentKind, State
from ..statutory import check_sha256, statutory_check
from .freezing import keep_text
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
    """A draft with a watermark, for reading on paper. The same text with the same check gives the same document."""
    agreement = locked(agreement)
    if not policies.is_party(actor, agreement):
        raise PermissionDenied(str(policies.NOT_YOUR_AGREEMENT))
    document = _promise(
        agreement, text_of(agreement), kind=DocumentKind.DRAFT, watermark=agreement.state != State.IN_FORCE
    )
    record("agreements.draft_requested", actor=actor, case=agreement, subject=document)
    return document


@transaction.atomic
def request_comparison_document(
    agreement: Agreement, *, actor: Actor, old: FrozenText | None, new: FrozenText | None
) -> Document:
    """Two texts laid side by side, as a PDF; None is the text as it is now. The same two give the same document."""
    agreement = locked(agreement)
    if not policies.is_party(actor, agreement):
        raise PermissionDenied(str(policies.NOT_YOUR_AGREEMENT))
    before, after = (frozen or keep_text(agreement, text_of(agreement)) for frozen in (old, new))
    if before.sha256 == after.sha256:
        raise AgreementError(_("These two versions have the same text, so there is nothing to compare."))
    with translation.override("nl"):
        older, newer = side_of(before), side_of(after)
    imprint = new_imprint()
    html = in_our_letters(render_comparison_html(agreement.number, agreement.title, older, newer, imprint=imprint))
    document, is_new = Document.objects.get_or_create(
        agreement=agreement,
        kind=DocumentKind.COMPARISON,
        round=agreement.round,
        text_sha256=after.sha256,
        base_sha256=before.sha256,
        defaults={
            "version": agreement.version,
            "note": f"{older.name} → {newer.name}",
            "code": imprint.code,
            "source": html,
        },
    )
    if is_new:
        record("agreements.comparison_requested", actor=actor, case=agreement, subject=document)
    return render_later(document)


def _promise(agreement: Agreement, text: AgreementText, *, kind: DocumentKind, watermark: bool) -> Document:
    keep_text(agreement, text)
    check = statutory_check(agreement, text)
    document, _is_new = Document.objects.get_or_create(
        agreement=agreement,
        kind=kind,
        round=agreement.round,
        text_sha256=text.sha256,
        check_sha256=check_sha256(agreement.title, check) if kind == DocumentKind.DRAFT else "",
        defaults=_frozen(agreement, text, check, kind=kind, watermark=watermark),
    )
    return render_later(document)


def _frozen(
    agreement: Agreement, text: AgreementText, check: list[CheckPart], *, kind: DocumentKind, watermark: bool
) -> dict[str, Any]:
    """Everything that decides the bytes of the file."""
    version, imprint = f"{agreement.round}.{agreement.version}", new_imprint()
    is_final = kind == DocumentKind.AGREEMENT
    html = render_html(
        text.facts,
        text.rendered,
        version=version,
        digest=text.sha256,
        watermark=watermark,
        imprint=imprint,
        to_sign=is_final,
        check=check,
    )
    data = data_of(
        text.facts,
        text.rendered,
        answers_of(agreement),
        version=version,
        digest=text.sha256,
        is_final=is_final,
        imprint=imprint,
    )
    return {
        "version": agreement.version,
        "code": imprint.code,
        "source": in_our_letters(html),
        "data": canonical(data),
        "check_data": canonical(check_of(text.facts, check, imprint=imprint)),
    }


def in_our_letters(html: str) -> str:
    """Refuses signs that no document can show, by name, before anybody decides on them."""
    if sentence := refusal(html):
        raise AgreementError(sentence)
    return printable(html)


def new_imprint() -> Imprint:
    return Imprint(new_code(), timezone.now().replace(microsecond=0))


def render_later(document: Document) -> Document:
    if not document.is_ready:
        enqueue("agreements.render_document", key=document.job_key, document=document.pk)
    return document
