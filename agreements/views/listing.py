"""The list of agreements, on a page and as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_safe

from accounts.actors import Actor
from accounts.http import MemberRequest
from accounts.listing.http import list_file
from accounts.listing.listing import Listing
from accounts.listing.parts import Choices, Column, Filter, Rows
from accounts.listing.registry import register
from accounts.listing.views import kept
from accounts.models import Board

from .. import policies, policies_library
from ..models import Agreement, AgreementParty, AgreementRoute
from ..states import State
from . import reading

PER_PAGE = 25


@require_GET
def agreement_list(request: MemberRequest) -> HttpResponse:
    """Every agreement this person may see, newest first; or those that fit what was asked."""
    listing = listing_of(request.actor, request.GET)
    context = {
        "listing": listing,
        "kept": kept(request, "agreements", listing),
        "page": listing.page(PER_PAGE),
        "tabs": listing.tabs(all_label=_("All")),
        "startable": reading.startable_routes(request.actor),
        "may_keep": policies_library.can_keep_templates(request.actor),
        "may_vary": policies_library.can_keep_variants(request.actor),
    }
    return render(request, "agreements/list.html", context)


@require_safe
def agreement_list_file(request: MemberRequest, form: str) -> HttpResponse:
    return list_file(request, listing_of(request.actor, request.GET), form, _("agreements"))


def listing_of(actor: Actor, asked: Mapping[str, Any]) -> Listing:
    """Everything that `visible_to` gives, narrowed down as asked."""
    visible = policies.visible_to(actor)
    rows = visible.select_related("replaces").prefetch_related("parties__board", "covered__route", "signing_requests")
    return Listing(rows, asked, address=reverse("agreements:list"), columns=columns(), filters=filters(visible))


def columns() -> list[Column]:
    return [
        Column(_("Agreement"), str, "titel", ("title",)),
        Column(_("Routes"), lambda one: ", ".join(str(covered.route) for covered in one.covered.all())),
        Column(_("Boards"), lambda one: ", ".join(str(party.board) for party in one.parties.all())),
        Column(_("State"), lambda one: one.state_label, "sinds", ("state_since",)),
        Column(_("In this state since"), _since, only_in_file=True),
        Column(_("Number"), lambda one: one.number, only_in_file=True),
        Column(_("Starts on"), lambda one: one.starts_on.isoformat(), "begin", ("starts_on",), only_in_file=True),
        Column(_("Ends on"), lambda one: one.ends_on.isoformat() if one.ends_on else "", only_in_file=True),
    ]


def _since(agreement: Agreement) -> str:
    return date_format(localtime(agreement.state_since), "j F Y")


def filters(visible: Rows) -> list[Filter]:
    return [
        Filter("state", _("State"), lambda rows, state: rows.filter(state=state), _states(), tab_of="state"),
        Filter("zoek", _("Words in the title or in the name of a route, or the number"), with_words),
        Filter("bestuur", _("Board"), lambda rows, key: rows.filter(parties__board=key), _boards_in(visible)),
    ]


def _states() -> Choices:
    """What follows the comma explains, and is long."""
    return tuple((one.value, str(one.label).partition(",")[0].capitalize()) for one in State)


def _boards_in(visible: Rows) -> Choices:
    """Those that are party to an agreement one may see: no other board can be guessed at."""
    parties = AgreementParty.objects.filter(board=OuterRef("pk"), agreement__in=visible.values("pk"))
    return tuple((str(board.pk), str(board)) for board in Board.objects.filter(Exists(parties)).order_by("name"))


def with_words(rows: Rows, words: str) -> Rows:
    number = words.upper().removeprefix("SOK-")
    covering = AgreementRoute.objects.filter(route__name__icontains=words)
    found = Q(title__icontains=words) | Q(pk__in=covering.values("agreement"))
    if number.isascii() and number.isdigit() and len(number) < 19:
        found |= Q(pk=int(number))
    return rows.filter(found)


register("agreements", gettext_lazy("Agreements"), listing_of)
