"""An agreement beside the current model: what differs in each article, and proposing to take it over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies, services
from ..clauses import library
from ..forms.moving import MoveForm
from ..http import explained_in, find_agreement, posted
from ..models import Agreement, LibraryVersion
from . import presenting
from .beside_model import beside


@require_http_methods(["GET", "POST"])
def model(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody who may see the agreement compares; a coordinator of a party proposes to take something over."""
    agreement = find_agreement(request, pk)
    may_write = policies.can_write(request.actor, agreement)
    form = MoveForm(posted(request))
    if form.is_bound:
        ensure(may_write)
    if form.is_valid():
        with explained_in(form):
            messages.success(request, _proposed(request, agreement, **form.cleaned_data))
            return redirect("agreements:model", agreement.pk)
    shown = presenting.about(agreement, _("Compare with the current model"))
    shown |= beside(agreement, library.load(library.current()))
    shown["note"] = LibraryVersion.objects.filter(number=library.current()).values_list("note", flat=True).first()
    return render(request, "agreements/model.html", shown | {"form": form, "may_write": may_write})


def _proposed(request: MemberRequest, agreement: Agreement, verb: str, **given: Any) -> str:
    service, said = {
        "move": (services.move_clause, _("The article is proposed as the current model has it.")),
        "add": (services.add_clause, _("The article is proposed. Fill in what it asks on its own page.")),
        "take_out": (services.take_out_clause, _("The article is taken out again.")),
        "leave_out": (services.leave_out_clause, _("It is proposed to leave out this article.")),
        "put_back": (services.put_back_clause, _("The article is put back, as it was.")),
    }[verb]
    service(agreement, actor=request.actor, **given)
    return said
