"""Sign outside: download the newest file, sign it with one's own certificate, hand it in."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import SomeoneWasQuicker
from accounts.http import MemberRequest, sent_from
from accounts.verdicts import ensure

from .. import policies_signing, services
from ..errors import AgreementError
from ..forms import OutsideForm
from ..http import explained_in, find_agreement
from . import presenting
from .signing import a_second_click_is_the_first, signed


@a_second_click_is_the_first
@sensitive_post_parameters("password", "code", "credential")
@require_http_methods(["GET", "POST"])
def sign_outside(request: MemberRequest, pk: int) -> HttpResponse:
    """The same people, the same mandate and the same step-up as signing here."""
    agreement = find_agreement(request, pk)
    ensure(policies_signing.can_sign(request.actor, agreement))
    is_post = request.method == "POST"
    sent = (request.POST, request.FILES) if is_post else (None, None)
    form = OutsideForm(*sent, user=request.user, page=sent_from(request))
    if form.is_valid() and form.proof:
        with explained_in(form):
            pdf = form.cleaned_data["file"].read()
            services.sign_outside(agreement, actor=request.actor, pdf=pdf, proof=form.proof)
            return signed(request, agreement)
    mandate = policies_signing.mandate_to_sign(request.actor, agreement).mandate
    shown = presenting.about(agreement, _("Sign outside")) | {"form": form, "mandate": mandate}
    return render(request, "agreements/sign_outside.html", shown)


@require_safe
def sign_outside_file(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The newest file, with every signature so far."""
    agreement = find_agreement(request, pk)
    ensure(policies_signing.can_sign(request.actor, agreement))
    try:
        newest = services.file_to_sign(agreement)
    except AgreementError as refusal:  # another board's signature is on its way into the file
        raise SomeoneWasQuicker(str(refusal)) from refusal
    name = _("%(number)s to sign %(times)s.pdf") % {"number": agreement.number, "times": newest.number + 1}
    return FileResponse(BytesIO(newest.pdf), as_attachment=True, filename=name, content_type="application/pdf")
