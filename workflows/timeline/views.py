"""The timeline of an agreement, and of a lighter cooperation. That of a route stands with the inspection."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from agreements.models import Agreement
from leerroutes.views.cooperating import crumbs
from leerroutes.views.finding import find_cooperation

from ..http import find_agreement
from .pages import Page, show, take_along


@require_safe
def timeline(request: MemberRequest, pk: int) -> HttpResponse:
    """What the parties share; the private lanes of boards are no part of the dossier."""
    agreement = find_agreement(request, pk)
    lead = _("Everything that happened in this agreement, the last first.")
    return show(request, Page(agreement, "workflows:agreement_trail", lead, _crumbs(agreement)))


@require_safe
def timeline_file(request: MemberRequest, pk: int, form: str) -> HttpResponse:
    found = find_agreement(request, pk)
    return take_along(request, found, form, number=found.number)


@require_safe
def of_cooperation(request: MemberRequest, pk: int) -> HttpResponse:
    cooperation = find_cooperation(request, pk)
    lead = _("Everything that happened in this cooperation, the last first.")
    return show(request, Page(cooperation, "workflows:cooperation_trail", lead, crumbs(_("Timeline"), cooperation)))


@require_safe
def file_of_cooperation(request: MemberRequest, pk: int, form: str) -> HttpResponse:
    return take_along(request, find_cooperation(request, pk), form, number=_("cooperation %(number)s") % {"number": pk})


def _crumbs(agreement: Agreement) -> list[dict[str, str]]:
    return [
        {"label": _("Agreements"), "url": reverse("agreements:list")},
        {"label": agreement.title, "url": agreement.get_absolute_url()},
        {"label": _("Timeline")},
    ]
