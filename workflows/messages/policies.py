"""Who reads and writes messages: as with comments on an article (`agreements.policies_lane`)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Board, User
from accounts.permissions import people_at
from accounts.verdicts import ALLOWED, Verdict, no
from agreements.models import Agreement, AgreementParty, AgreementRoute
from agreements.policies import visible_to as visible_agreements
from agreements.states import Audience
from agreements.states import State as AgreementState
from leerroutes.inspecting import released_by_all
from leerroutes.models import Release, Route, RouteParty
from leerroutes.policies import visible_to as visible_routes
from leerroutes.states import FINAL

from ..models import Message

OVER = FINAL | {AgreementState.REPLACED, AgreementState.ENDED, AgreementState.WITHDRAWN}
SHARED = Q(audience=Audience.EVERYBODY)


def messages_visible_to(actor: Actor, found: Route | Agreement | None = None) -> QuerySet[Message]:
    """What is meant for every party, and what the own board says among itself; to inspectors only when released.

    Of one case, when the reader `found` it through its own gate.
    """
    here = Message.objects.filter(_within(actor, found)).select_related("board", "author")
    if actor.is_inspector:
        return here.filter(SHARED & _is_released() | ~SHARED & _lane_is_released())
    if actor.board is None:
        return here.none()
    return here.filter(Q(board=actor.board) | SHARED & _took_part(actor.board))


def _within(actor: Actor, found: Route | Agreement | None) -> Q:
    if found is not None:
        return Q(**{str(found._meta.model_name): found})
    routes, agreements = visible_routes(actor).values("pk"), visible_agreements(actor).values("pk")
    return Q(route__in=routes) | Q(agreement__in=agreements)


def _took_part(board: Board) -> Q:
    """This board was a party when it was written; who left reads what was."""
    then = Q(left_on=None) | Q(left_on__gte=OuterRef("written__date"))
    routes = RouteParty.objects.filter(then, board=board, route=OuterRef("route"))
    return Q(Exists(routes)) | Q(
        Exists(AgreementParty.objects.filter(then, board=board, agreement=OuterRef("agreement")))
    )


def _is_released() -> Q:
    """Every board of the route opened to inspectors what the boards share."""
    covered = AgreementRoute.objects.filter(route__in=released_by_all()).values("agreement")
    return Q(route__in=released_by_all().values("pk")) | Q(agreement__in=covered)


def _lane_is_released() -> Q:
    """The board that wrote it opened what it keeps to itself, in this route or one that the agreement covers."""
    opened = Release.objects.on().filter(board=OuterRef("board"))
    covered = AgreementRoute.objects.filter(agreement=OuterRef(OuterRef("agreement"))).values("route")
    return Q(Exists(opened.filter(route=OuterRef("route")))) | Q(Exists(opened.filter(route__in=covered)))


def readers_of(record: Route | Agreement, actor: Actor, audience: Audience) -> QuerySet[User]:
    """Who can read a message of this person: colleagues, or the people of every board that takes part."""
    parties = record.parties.filter(left_on=None).values("board")
    own = Q(pk=actor.board and actor.board.pk)
    boards = Board.objects.filter(Q(pk__in=parties) if audience == Audience.EVERYBODY else own)
    return people_at(boards).exclude(pk=actor.user.pk)


def can_write(actor: Actor, record: Route | Agreement) -> Verdict:
    if record.state in OVER:
        return no(_("This case is over; nobody writes messages in it any more."))
    if actor.board is None or not record.parties.filter(board=actor.board, left_on=None).exists():
        return no(_("Messages are written by people of the boards that take part."))
    if not actor.may("view_cases"):
        return no(_("You have no role at your board today."))
    return ALLOWED
