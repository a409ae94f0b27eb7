"""Who reads and writes what is not part of the text: private drafts and comments."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Board, User
from accounts.permissions import people_at
from accounts.verdicts import ALLOWED, Verdict, no
from leerroutes.models import Release

from .models import Agreement, AgreementParty, AgreementRoute, Comment, PrivateDraft
from .policies import NOT_YOUR_AGREEMENT, _released, is_party, visible_to, within
from .states import BEFORE_SIGNATURE, Audience, State


def drafts_visible_to(actor: Actor) -> QuerySet[PrivateDraft]:
    """The private lane: what the board acted for is writing, and nothing of any other board.

    An inspector reads the lane of a board that released it.
    """
    if actor.is_inspector:
        return PrivateDraft.objects.filter(_lane_is_released(), agreement__in=visible_to(actor))
    if actor.board is None:
        return PrivateDraft.objects.none()
    return PrivateDraft.objects.filter(board=actor.board, agreement__in=visible_to(actor))


def comments_visible_to(actor: Actor, found: Agreement | None = None) -> QuerySet[Comment]:
    """What is meant for every party, and what the own board says among itself; to inspectors only when released."""
    if actor.is_inspector:
        shared = Q(audience=Audience.EVERYBODY, agreement__in=_released().values("agreement"))
        own = ~Q(audience=Audience.EVERYBODY) & _lane_is_released()
        said = Comment.objects.filter(shared | own, agreement__in=within(actor, found))
        return said.select_related("board", "author", "settled_by")
    if actor.board is None:
        return Comment.objects.none()
    parties = AgreementParty.objects.filter(board=actor.board).values("agreement")
    mine = Q(audience=Audience.EVERYBODY, agreement__in=parties) | Q(board=actor.board)
    said = Comment.objects.filter(mine, agreement__in=within(actor, found))
    return said.select_related("board", "author", "settled_by")


def _lane_is_released() -> Q:
    """Of rows with a board and an agreement: that board opened its lane in a route that the agreement covers."""
    released = Release.objects.on().filter(
        board=OuterRef("board"),
        route__in=AgreementRoute.objects.filter(agreement=OuterRef(OuterRef("agreement"))).values("route"),
    )
    return Q(Exists(released))


def readers_of(agreement: Agreement, actor: Actor, audience: Audience) -> QuerySet[User]:
    """Who can read a comment of this person: colleagues, or the people of every party."""
    parties = Q(agreement_parties__agreement=agreement)
    boards = Board.objects.filter(parties if audience == Audience.EVERYBODY else Q(pk=actor.board and actor.board.pk))
    return people_at(boards).exclude(pk=actor.user.pk)


def can_comment(actor: Actor, agreement: Agreement) -> Verdict:
    if agreement.state not in (State.DRAFT, *BEFORE_SIGNATURE):
        return no(_("This text is signed; comments belong to a new one."))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    if not actor.may("view_cases"):
        return no(_("You have no role at your board today."))
    return ALLOWED


def can_settle(actor: Actor, agreement: Agreement, comment: Comment) -> Verdict:
    verdict = can_comment(actor, agreement)
    if verdict and not settles(actor, comment):
        return no(_("Only the board that wrote it, or a coordinator, settles this comment."))
    return verdict


def settles(actor: Actor, comment: Comment) -> bool:
    """The own board's comments by anybody who reads them; those to everybody also by a coordinator of another party."""
    is_for_all = comment.audience == Audience.EVERYBODY
    return comment.board == actor.board or (is_for_all and actor.may("draft_agreements"))
