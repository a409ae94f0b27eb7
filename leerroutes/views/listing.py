"""The list of routes, on a page and as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_safe

from accounts.actors import Actor
from accounts.http import MemberRequest
from accounts.listing.http import list_file
from accounts.listing.listing import Listing
from accounts.listing.parts import Column, Filter, Rows
from accounts.listing.registry import register
from accounts.listing.views import kept
from accounts.models import Board

from .. import policies
from ..enums import RouteType
from ..models import Route, RouteParty
from ..states import State

PER_PAGE = 20
FIRST_YEAR, AHEAD = 2020, 6


@require_GET
def routes(request: MemberRequest) -> HttpResponse:
    """The routes this person may see: all of them, or those that fit what was asked."""
    listing = listing_of(request.actor, request.GET)
    page = listing.page(PER_PAGE)
    context = {
        "listing": listing,
        "kept": kept(request, "routes", listing),
        "page": page,
        "tabs": listing.tabs(all_label=_("All")),
        "rows": [listing.cells(route) for route in page],
        "can_propose": policies.can_propose(request.actor),
    }
    return render(request, "leerroutes/list.html", context)


@require_safe
def routes_file(request: MemberRequest, form: str) -> HttpResponse:
    return list_file(request, listing_of(request.actor, request.GET), form, _("routes"))


def listing_of(actor: Actor, asked: Mapping[str, Any]) -> Listing:
    """Everything that `visible_to` gives, narrowed down as asked."""
    visible = policies.visible_to(actor)
    return Listing(
        visible.defer("motivation").prefetch_related("parties__board"),
        asked,
        address=reverse("leerroutes:list"),
        columns=columns(),
        filters=filters(visible),
    )


def columns() -> list[Column]:
    return [
        Column(_("Route"), _named, "naam", ("name",), more=lambda route: {"url": route.get_absolute_url()}),
        Column(
            _("Start"), lambda route: route.school_year, "start", ("start_year",), more=lambda _row: {"nowrap": True}
        ),
        Column(_("Boards"), lambda route: ", ".join(str(party.board) for party in route.parties.all())),
        Column(_("State"), lambda route: route.get_state_display(), more=lambda route: {"state": route.state}),
        Column(_("In this state since"), _since, "sinds", ("state_since",)),
        Column(_("Number"), lambda route: route.number, only_in_file=True),
        Column(_("Kind"), lambda route: route.get_route_type_display(), only_in_file=True),
        Column(_("Agreement"), lambda route: route.agreement_number, only_in_file=True),
    ]


def _named(route: Route) -> str:
    return f"{route.name} ({route.number})"


def _in_one_line(route: Route) -> dict[str, Any]:
    return {"nowrap": True}


def _since(route: Route) -> str:
    return date_format(localtime(route.state_since), "j F Y")


def filters(visible: Rows) -> list[Filter]:
    return [
        Filter("stand", _("State"), lambda rows, state: rows.filter(state=state), _states(), tab_of="state"),
        Filter("zoek", _("Words in the name, or the number"), with_words),
        Filter("bestuur", _("Board"), lambda rows, key: rows.filter(parties__board=key), boards_in(visible)),
        Filter(
            "start",
            _("School year of start"),
            lambda rows, year: rows.filter(start_year=year),
            school_years(),
        ),
        Filter("soort", _("Kind"), lambda rows, kind: rows.filter(route_type=kind), _kinds()),
    ]


def school_years() -> tuple[tuple[str, str], ...]:
    """Those in which a route can start, the last first."""
    years = range(localdate().year + AHEAD, FIRST_YEAR - 1, -1)
    return tuple((str(year), f"{year}-{year + 1}") for year in years)


def _states() -> tuple[tuple[str, str], ...]:
    return tuple((one.value, str(one.label).capitalize()) for one in State)


def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(label)) for value, label in RouteType.choices)


def boards_in(visible: Rows) -> tuple[tuple[str, str], ...]:
    """Those that take part in a route one may see: no other board can be guessed at."""
    taking_part = RouteParty.objects.order_by().filter(route__in=visible.values("pk")).values("board").distinct()
    return tuple((str(board.pk), str(board)) for board in Board.objects.filter(pk__in=taking_part).order_by("name"))


def with_words(rows: Rows, words: str) -> Rows:
    number = words.upper().removeprefix("LR-")
    found = Q(name__icontains=words)
    if number.isascii() and number.isdigit() and len(number) < 19:
        found |= Q(pk=int(number))
    return rows.filter(found)


register("routes", gettext_lazy("Routes"), listing_of)
