"""The mandate register: who may sign for the own board, and for the boards it has a case with."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from accounts.mandates import register_of
from accounts.models import Board
from accounts.uploads.http import download
from accounts.uploads.opening import can_open
from accounts.verdicts import ensure
from leerroutes import policies as route_policies
from leerroutes.models import RouteParty

from .. import policies
from ..http import find_mandate_document
from ..models import AgreementParty
from ..policies_files import mandate_documents_visible_to

BOARDS_PER_PAGE = 20


@require_safe
def mandates(request: MemberRequest) -> HttpResponse:
    """Everybody can check who may sign; administrators maintain it under Access."""
    ended = request.GET.get("verlopen") == "1"
    page = Paginator(_boards(request), BOARDS_PER_PAGE).get_page(request.GET.get("page"))
    found = register_of(list(page), ended=ended)
    rows = [{"board": board, "mandates": found.get(board.pk, [])} for board in page]
    readable = set(mandate_documents_visible_to(request.actor).values_list("mandate", flat=True))
    context = {"rows": rows, "page": page, "ended": ended, "readable": readable}
    return render(request, "agreements/mandates.html", context)


@require_safe
def mandate_document(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The paper under a signature, for who may see what was signed with it."""
    found = find_mandate_document(request, pk)
    ensure(can_open(found))
    return download(request, found)


def _boards(request: MemberRequest) -> list[Board]:
    """The boards of this person first, then those of every case they may see; for administrators all."""
    boards = Board.objects.all()
    if request.actor.is_administrator:
        return list(boards)
    mine = {actor.board.pk for actor in request.capacities if actor.board}
    routes = RouteParty.objects.filter(route__in=route_policies.visible_to(request.actor)).values("board")
    parties = AgreementParty.objects.filter(agreement__in=policies.visible_to(request.actor)).values("board")
    known = boards.filter(Q(pk__in=mine) | Q(pk__in=routes) | Q(pk__in=parties))
    return sorted(known, key=lambda board: (board.pk not in mine, board.name))
