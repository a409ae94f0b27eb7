"""Ask for a draft to print; hand out a document."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest, loosened

from .. import services
from ..http import find_agreement, find_document
from ..models import Document
from ..paper.data import schema_address
from ..paper.schema import schema
from ..states import DocumentKind


@require_POST
def draft_document(request: MemberRequest, pk: int) -> HttpResponse:
    """The worker makes it; the case page shows how far it is."""
    agreement = find_agreement(request, pk)
    document = services.request_draft_document(agreement, actor=request.actor)
    if document.is_ready:
        messages.info(request, _("There already is a draft of exactly this text, under “Documents”."))
    else:
        messages.success(request, _("A draft of the text is being made. You find it under “Documents”."))
    return redirect(f"{agreement.get_absolute_url()}#documenten")


@xframe_options_sameorigin
@loosened("frame-ancestors")  # the page on which it is signed shows it
@require_safe
def document(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The stored bytes, which never change; who may read them is asked every time."""
    found = find_document(request, pk)
    etag = f'"{found.sha256}"'
    response = get_conditional_response(request, etag=etag) or _file(found)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _file(found: Document) -> FileResponse:
    return FileResponse(found.file.open("rb"), filename=file_name(found), content_type="application/pdf")


def file_name(found: Document) -> str:
    """`SOK-00012 1.14 concept.pdf`"""
    kinds = {
        DocumentKind.DRAFT: _("draft"),
        DocumentKind.AGREEMENT: _("for signature"),
        DocumentKind.SEALED: _("signed"),
        DocumentKind.COMPARISON: _("comparison"),
        DocumentKind.EVIDENCE: _("evidence"),
    }
    return f"{found.agreement.number} {found.round}.{found.version} {kinds[DocumentKind(found.kind)]}.pdf"


@login_not_required
@require_safe
def agreement_schema(request: HttpRequest, version: int) -> JsonResponse:
    """The published form of the data in a document. For every program, without an account."""
    try:
        found = schema(version)
    except LookupError as error:
        raise Http404 from error
    return JsonResponse({"$id": schema_address(version), **found}, json_dumps_params={"ensure_ascii": False})
