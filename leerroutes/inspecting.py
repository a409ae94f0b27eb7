"""What an inspector may look at: asked by every `visible_to`, so that lists, pages, files and search agree."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Board, Establishment, User
from accounts.verdicts import ALLOWED, Verdict, no

from .models import InspectionAccess, Release, Route, RouteParty, Scope
from .models.inspection import AccessQuerySet


def routes_in_scope(inspector: User) -> Q:
    """Routes that an access of today reaches; to filter routes with. No access, no route."""
    mine = InspectionAccess.objects.on().filter(inspector=inspector)
    parties = RouteParty.objects.filter(board__in=mine.filter(scope=Scope.BOARD).values("board"))
    provinces = mine.filter(scope=Scope.REGION).values("province")
    there = Route.institutions.through.objects.filter(institution__establishments__province__in=provinces)
    return (
        Q(Exists(mine.filter(scope=Scope.ALL)))
        | Q(pk__in=mine.filter(scope=Scope.ROUTE).values("route"))
        | Q(pk__in=parties.values("route"))
        | Q(pk__in=there.values("route"))
    )


def released_by_all() -> QuerySet[Route]:
    """Routes of which every board that takes part opened what it shares with the others."""
    released = Release.objects.on().filter(route=OuterRef("route"), board=OuterRef("board"))
    silent = RouteParty.objects.filter(route=OuterRef("pk"), left_on=None).exclude(Exists(released))
    some = Release.objects.on().filter(route=OuterRef("pk"))
    routes: QuerySet[Route] = Route.objects.filter(Exists(some)).exclude(Exists(silent))
    return routes


def accesses_to(route: Route) -> AccessQuerySet:
    """Every access that reaches or reached this route. One query."""
    boards, places = route.parties.values("board"), Establishment.objects.filter(institution__routes=route)
    reaching = Q(scope=Scope.ALL) | Q(route=route) | Q(board__in=boards)
    reaching |= Q(scope=Scope.REGION, province__in=places.values("province"))
    found: AccessQuerySet = InspectionAccess.objects.filter(reaching).select_related("inspector", "board", "route")
    return found


def accesses_concerning(board: Board) -> AccessQuerySet:
    """Every access that reaches a route of this board, or would reach its next one. One query."""
    routes = Route.objects.filter(parties__board=board)
    places = Establishment.objects.filter(Q(institution__board=board) | Q(institution__routes__in=routes))
    reaching = Q(scope=Scope.ALL) | Q(board=board) | Q(route__in=routes)
    reaching |= Q(scope=Scope.REGION, province__in=places.values("province"))
    found: AccessQuerySet = InspectionAccess.objects.filter(reaching).select_related("inspector", "board", "route")
    return found


def boards_concerned(access: InspectionAccess) -> QuerySet[Board]:
    """The boards whose routes this access opens: they are told."""
    boards = Board.objects.order_by("pk")
    if access.scope == Scope.BOARD:
        return boards.filter(inspection_accesses=access)
    if access.scope == Scope.ROUTE:
        return boards.filter(route_parties__route=access.route)
    if access.scope == Scope.REGION:
        there = Route.objects.filter(institutions__establishments__province=access.province)
        in_place = Q(institutions__establishments__province=access.province)
        return boards.filter(Q(route_parties__route__in=there) | in_place).distinct()
    return boards


def can_manage_inspections(actor: Actor) -> Verdict:
    if not actor.is_administrator:
        return no(_("Only an administrator gives an inspector access."))
    return ALLOWED


def can_release(actor: Actor, route: Route) -> Verdict:
    """A director speaks for what the board keeps to itself."""
    taking_part = actor.board is not None and route.parties.filter(board=actor.board).exists()
    if not taking_part:
        return no(_("Your board does not take part in this route."))
    if not actor.may("approve_routes"):
        return no(_("Only a director of your board opens drafts and internal notes to inspectors."))
    scope = actor.scope_of("approve_routes")
    if scope is not None and not route.institutions.filter(pk__in=scope).exists():
        return no(_("Your role is limited to an institution that does not take part here."))
    return ALLOWED
