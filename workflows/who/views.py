"""Who one works with: the page of a board, and that of a person. Professional data only."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest, about
from accounts.models import Membership
from leerroutes.policies import visible_to as visible_routes

from ..search.selectors import boards_visible_to, people_visible_to

LAST_ROUTES = 25


@require_GET
def board(request: MemberRequest, pk: int) -> HttpResponse:
    """A board one may see: its schools, who has which role there today, and the last routes of it that one may see."""
    shown = about(request, get_object_or_404(boards_visible_to(request.actor), pk=pk))
    context = {
        "board": shown,
        "schools": shown.institutions.order_by("name"),
        "memberships": _held().filter(board=shown).order_by("user__name", "role"),
        "routes": visible_routes(request.actor).filter(parties__board=shown).order_by("-pk")[:LAST_ROUTES],
    }
    return render(request, "workflows/board.html", context)


@require_GET
def person(request: MemberRequest, pk: int) -> HttpResponse:
    """Name, work address, and the roles of today at boards that one may see."""
    actor = request.actor
    shown = about(request, get_object_or_404(people_visible_to(actor), pk=pk))
    roles = _held().filter(user=shown).order_by("board__name", "role")
    if not actor.is_administrator:
        roles = roles.filter(board__in=boards_visible_to(actor))
    return render(request, "workflows/person.html", {"person": shown, "memberships": roles})


def _held() -> QuerySet[Membership]:
    held = Membership.objects.valid_on().select_related("user", "board", "institution")
    return held.filter(user__is_active=True)
