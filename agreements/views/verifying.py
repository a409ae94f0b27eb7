"""For everybody, without an account: is this document genuine, and does it hold today? Files never come here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..verify.asked import understood
from ..verify.known import Found, find
from ..verify.telling import as_data, told
from .presenting import digest


@login_not_required
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Choose a file (the browser computes its digest), or type a code or digest."""
    typed = request.GET.get("wat", "").replace("\0", "").strip()
    if asked := understood(typed):
        return redirect("agreements:verify_found", asked)
    return render(request, "agreements/verify.html", {"typed": typed, "refused": bool(request.GET.get("wat"))})


@login_not_required
@never_cache
@require_safe
def verify_found(request: HttpRequest, asked: str) -> HttpResponse:
    """Where the QR code on every page leads, and where the digest of a file is looked up."""
    meant = understood(asked)
    if not meant:
        raise Http404(_("This is no code and no fingerprint of a document."))
    response = render(request, "agreements/verify.html", {"typed": meant} | _answer(meant))
    response["X-Robots-Tag"] = "noindex"
    return response


@login_not_required
@never_cache
@require_safe
def verify_json(request: HttpRequest, asked: str) -> JsonResponse:
    """The same for other programs."""
    return JsonResponse({"asked": asked, "moment": timezone.now()} | as_data(find(understood(asked))))


@login_not_required
@require_safe
def verify_certificate(request: HttpRequest) -> HttpResponse:
    """The certificates under which boards sign here, to check a file without this site."""
    folder = Path(settings.SIGNING_KEYS_DIR) / "trust"
    found = b"".join(path.read_bytes() for path in sorted(folder.glob("*.pem")))
    if not found:
        raise Http404(_("No certificate is published here: the boards sign outside."))
    return HttpResponse(found, content_type="application/x-pem-file")


def _answer(asked: str) -> dict[str, Any]:
    found: Found | None = find(asked)
    is_file = len(asked) == 64
    return {"answer": told(found, is_file=is_file), "found": found, "digest": digest(asked) if is_file else ""}
