"""Files that belong to an agreement: look, attach, download, take away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest
from accounts.uploads import scanning
from accounts.uploads.http import download
from accounts.uploads.opening import can_open
from accounts.verdicts import ensure

from .. import policies, policies_files, services
from ..forms.annexes import AnnexForm
from ..http import explained_in, find_agreement, find_annex, posted
from . import presenting


@require_http_methods(["GET", "POST"])
def annexes(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody who may see the agreement sees its files; a coordinator of a party attaches one to a draft."""
    agreement = find_agreement(request, pk)
    verdict = policies.can_write(request.actor, agreement)
    if request.method == "POST":
        ensure(verdict)
    form = AnnexForm(posted(request), request.FILES or None, agreement=agreement) if verdict else None
    if form is not None and form.is_bound and form.is_valid():
        with explained_in(form):
            given = {"title": form.cleaned_data["title"], "file": form.cleaned_data["file"], "part": form.chosen_part()}
            services.attach_file(agreement, actor=request.actor, **given)
            messages.success(request, _("The file is attached. It is part of the text, so every board agrees anew."))
            return redirect("agreements:annexes", agreement.pk)
    found = policies_files.annexes_visible_to(request.actor).filter(agreement=agreement)
    shown = presenting.about(agreement, _("Files")) | {
        "annexes": found,
        "removable": policies_files.removable(request.actor, agreement, found) if form else [],
        "form": form,
        "verdict": verdict,
        "has_scanner": scanning.is_configured(),
    }
    return render(request, "agreements/annexes.html", shown)


@require_safe
def annex(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The file itself; who may have it is asked every time."""
    found = find_annex(request, pk)
    ensure(can_open(found))
    return download(request, found)


@require_POST
def annex_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Only from a draft; by its own board, or by any that writes when that board is bound no longer."""
    found = find_annex(request, pk)
    agreement = services.remove_file(found, actor=request.actor)
    messages.success(request, _("“%(title)s” is taken away.") % {"title": found.title})
    return redirect("agreements:annexes", agreement.pk)
