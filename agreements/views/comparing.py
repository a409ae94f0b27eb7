"""Two moments of a text side by side: on the page, as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest

from .. import moments, policies, services
from ..comparing import Side, compared
from ..errors import AgreementError
from ..forms.comparing import MomentsForm
from ..http import find_agreement
from ..models import Agreement, FrozenText
from . import presenting


@require_safe
def comparison(request: MemberRequest, pk: int) -> HttpResponse:
    """What changed between two moments, article by article; `van` and `tot` say which."""
    agreement = find_agreement(request, pk)
    kept = moments.kept_texts(agreement, request.actor)
    choices = moments.choices_of(agreement, kept)
    shown: dict[str, Any] = {"comparison": None, "form": None}
    if len(choices) > 1:
        sides = two_at(agreement, request.GET, kept, choices)
        chosen = {"van": sides[0].key, "tot": sides[1].key}
        shown = {
            "comparison": compared(*sides),
            "form": MomentsForm(initial=chosen, choices=choices),
            "is_chosen": bool(request.GET),
        }
    about = presenting.about(agreement, _("Compare versions"))
    return render(
        request, "agreements/comparison.html", about | shown | {"can_ask": policies.is_party(request.actor, agreement)}
    )


def two_at(
    agreement: Agreement, given: Mapping[str, str], kept: list[FrozenText], choices: list[tuple[str, str]]
) -> tuple[Side, Side]:
    """404 for a moment that this agreement, or this person, does not have."""
    try:
        return moments.two_sides(agreement, given, kept, choices)
    except moments.NoSuchMoment:
        raise Http404 from None


def version_at(agreement: Agreement, key: str, choices: list[tuple[str, str]]) -> Side:
    """404 for a moment that this agreement, or this person, does not have."""
    try:
        return moments.side_at(agreement, key, choices)
    except moments.NoSuchMoment:
        raise Http404 from None


@require_POST
def comparison_document(request: MemberRequest, pk: int) -> HttpResponse:
    """The worker makes it; the case page shows how far it is."""
    agreement = find_agreement(request, pk)
    old, new = (_kept(agreement, request, key) for key in ("van", "tot"))
    try:
        document = services.request_comparison_document(agreement, actor=request.actor, old=old, new=new)
    except AgreementError as refusal:
        messages.error(request, str(refusal))
        return redirect("agreements:comparison", agreement.pk)
    if document.is_ready:
        messages.info(request, _("There already is a comparison of these two versions, under “Documents”."))
    else:
        messages.success(request, _("The comparison is being made. You find it under “Documents”."))
    return redirect(f"{agreement.get_absolute_url()}#documenten")


def _kept(agreement: Agreement, request: MemberRequest, name: str) -> FrozenText | None:
    key = _given(request.POST, name)
    kept = {str(frozen.pk): frozen for frozen in moments.kept_texts(agreement, request.actor)}
    if key != moments.NOW and key not in kept:
        raise Http404
    return kept.get(key)


def _given(sent: Mapping[str, str], name: str) -> str:
    return sent.get(name) or moments.NOW
