"""What the pages read, beyond the selectors: each a fixed number of queries, whatever the number of rows."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from accounts.actors import Actor
from leerroutes import policies as route_policies
from leerroutes.models import Route, RouteParty
from leerroutes.states import State as RouteState

from .. import dossier, policies
from ..forms.asking import BodyToAsk
from ..models import Agreement, Consultation, Document, MatrixDeparture
from ..selectors import text_of
from ..states import DocumentKind


def uncovered(actor: Actor) -> QuerySet[Route]:
    """Approved routes of the board acted for that no agreement covers yet."""
    routes = route_policies.visible_to(actor).filter(state=RouteState.APPROVED, agreement_number="")
    taking_part = Route.objects.filter(parties__board=actor.board).values("pk")
    return routes.filter(pk__in=taking_part).prefetch_related("parties__board")


def startable_routes(actor: Actor) -> list[Route]:
    return list(uncovered(actor)[:10]) if policies.can_start(actor) else []


def routes_to_take_along(actor: Actor, route: Route) -> QuerySet[Route]:
    """Other routes of the board acted for; with other boards they make a framework agreement.

    A route within one board goes together with its like only: an internal regulation binds nobody else.
    """
    others, boards = uncovered(actor).exclude(pk=route.pk), {party.board_id for party in route.parties.all()}
    within_one = RouteParty.objects.values("route").annotate(boards=Count("pk")).filter(boards=1).values("route")
    return others.filter(pk__in=within_one) if len(boards) == 1 else others.exclude(pk__in=within_one)


def routes_to_take_in(actor: Actor, agreement: Agreement) -> QuerySet[Route]:
    """Routes between boards that are party already: taking one in binds nobody else."""
    strangers = RouteParty.objects.exclude(board__in=agreement.parties.values("board")).values("route")
    return uncovered(actor).exclude(pk__in=strangers)


def consultations_of(agreement: Agreement) -> list[Consultation]:
    """What the participation bodies were asked in this round, and what they said."""
    asked = agreement.consultations.filter(round=agreement.round).select_related("body", "board")
    return list(asked.order_by("board__name", "pk"))


def document_to_sign(agreement: Agreement) -> Document | None:
    """The document of this round when the worker has finished it."""
    kind = DocumentKind.AGREEMENT
    return agreement.documents.filter(kind=kind, round=agreement.round, stored__isnull=False).first()


def bodies_to_ask(actor: Actor, agreement: Agreement) -> list[BodyToAsk]:
    """The proposed matrix of the board acted for, with the answers of the round before that may still stand."""
    assert actor.board is not None
    bodies = {body.pk: body for body in dossier.bodies_by_board([actor.board])[actor.board.pk]}
    standing: list[Consultation] = []
    if agreement.round > 1:
        standing = list(dossier.carriable(agreement, actor.board, text_of(agreement).digests).values())
    return [
        BodyToAsk(
            one,
            bodies[one.place] if isinstance(one.place, int) else None,
            [earlier for earlier in standing if earlier.body_id == one.place],
        )
        for one in dossier.matrix_of(agreement, [actor.board])[actor.board.pk]
    ]


def departures_of(agreement: Agreement) -> list[MatrixDeparture]:
    """Where a board asked something else than the law proposes in this round, and why."""
    kept = agreement.departures.filter(round=agreement.round)
    return list(kept.select_related("board", "body", "recorded_by").order_by("board__name", "pk"))
