"""The evidence of an agreement: for who may see the agreement, to read, to print and for other programs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest

from .. import services
from ..errors import AgreementError
from ..evidence import evidence_of, rounds_of
from ..http import find_agreement
from .presenting import about, digest


@require_safe
def evidence(request: MemberRequest, pk: int) -> HttpResponse:
    """Who, on which mandate, how identified, when, and which bytes."""
    agreement = find_agreement(request, pk)
    signatures = agreement.signatures.select_related("board", "document__decline").order_by("pk")
    found = evidence_of(agreement)
    context = about(agreement, _("Evidence")) | {
        "declines": found["declines"],
        "signatures": [{"row": row, "digest": digest(row.document_sha256)} for row in signatures],
        "rounds": rounds_of(found),
        "now": localtime(),
    }
    return render(request, "agreements/evidence.html", context)


@require_POST
def evidence_document(request: MemberRequest, pk: int) -> HttpResponse:
    """The worker makes it; the case page shows how far it is. The same facts are one document: that opens at once."""
    agreement = find_agreement(request, pk)
    try:
        document = services.request_evidence_document(agreement, actor=request.actor)
    except AgreementError as refusal:
        messages.error(request, str(refusal))
        return redirect("agreements:evidence", agreement.pk)
    if document.is_ready:
        return redirect("agreements:document", document.pk)
    messages.success(request, _("The evidence is being made as a document. You find it under “Documents”."))
    return redirect(f"{agreement.get_absolute_url()}#documenten")


@require_safe
def evidence_json(request: MemberRequest, pk: int) -> JsonResponse:
    """The same, as a file to keep with the signed document."""
    agreement = find_agreement(request, pk)
    answer = JsonResponse({"made": localtime()} | evidence_of(agreement), json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="{agreement.number} bewijs.json"'
    return answer
