"""Begin a change of an agreement in force; call a change material after all."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.models import Board
from accounts.verdicts import ensure

from .. import policies_after, services
from ..forms import ChangeForm
from ..http import explained_in, find_agreement, posted
from ..models import Agreement
from ..states import ChangeKind
from . import presenting


@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """What changes, and why; the rest happens in the new draft."""
    agreement = find_agreement(request, pk)
    ensure(policies_after.can_start_change(request.actor, agreement))
    parties = Board.objects.filter(
        agreement_parties__agreement=agreement, agreement_parties__left_on=None, agreement_parties__leaves=False
    )
    others = Board.objects.exclude(pk__in=parties.values("pk"))
    form = ChangeForm(posted(request), agreement=agreement, others=others, parties=parties)
    if form.is_valid():
        with explained_in(form):
            new = _begun(request, agreement, form)
            messages.success(
                request, _("The change is a draft now, with a copy of the text. The agreement stays in force.")
            )
            return redirect(new)
    shown = presenting.about(agreement, _("Change the agreement"))
    return render(request, "agreements/change.html", shown | {"form": form})


def _begun(request: MemberRequest, agreement: Agreement, form: ChangeForm) -> Agreement:
    given, actor = form.cleaned_data, request.actor
    kind, told = ChangeKind(given["kind"]), {"reason": given["reason"], "starts_on": given["starts_on"]}
    if kind == ChangeKind.ACCESSION:
        return services.start_accession(agreement, actor=actor, **told, board=given["joins"])
    if kind == ChangeKind.DEPARTURE:
        return services.start_departure(agreement, actor=actor, **told, board=given["leaves"])
    if kind == ChangeKind.RENEWAL:
        return services.start_renewal(agreement, actor=actor, **told, ends_on=given["ends_on"])
    return services.start_amendment(agreement, actor=actor, **told, is_material=bool(given["touches"]))


@require_http_methods(["GET", "POST"])
def call_material(request: MemberRequest, pk: int) -> HttpResponse:
    agreement = find_agreement(request, pk)
    ensure(policies_after.can_call_material(request.actor, agreement))
    if request.method == "POST":
        services.call_material(agreement, actor=request.actor)
        messages.success(request, _("The participation bodies will be asked about this change."))
        return redirect(agreement)
    return render(
        request, "agreements/call_material.html", presenting.about(agreement, _("Have the participation bodies asked"))
    )
