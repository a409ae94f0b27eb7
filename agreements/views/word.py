"""The text, or a comparison, as a Word file for the lawyers."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest

from .. import moments, wordfiles
from ..comparing import compared
from ..http import find_agreement
from ..models import Agreement
from .comparing import two_at, version_at

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def text_word(request: MemberRequest, pk: int) -> HttpResponse:
    """One version of the text; without `versie` the newest."""
    agreement = find_agreement(request, pk)
    with translation.override("nl"):
        choices = moments.choices_of(agreement, moments.kept_texts(agreement, request.actor))
        side = version_at(agreement, moments.newest_unless(request.GET.get("versie"), choices), choices)
        is_draft = agreement.state in moments.CAN_STILL_CHANGE
        made = wordfiles.text_file(agreement.number, agreement.title, side, is_draft=is_draft)
    return _handed_out(made, f"{agreement.number} {side.sha256[:8]}.docx")


@require_safe
def comparison_word(request: MemberRequest, pk: int) -> HttpResponse:
    """Two versions as tracked changes."""
    agreement: Agreement = find_agreement(request, pk)
    with translation.override("nl"):
        kept = moments.kept_texts(agreement, request.actor)
        comparison = compared(*two_at(agreement, request.GET, kept, moments.choices_of(agreement, kept)))
        made = wordfiles.comparison_file(agreement.number, agreement.title, comparison)
    name = f"{agreement.number} vergelijking {comparison.old.sha256[:8]} {comparison.new.sha256[:8]}.docx"
    return _handed_out(made, name)


def _handed_out(made: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(made, content_type=WORD, headers=headers)
