"""Who may do what to a lighter cooperation (R-016), and why not. What holds for a route does not hold here."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.permissions import boards_where
from accounts.verdicts import ALLOWED, Verdict, no

from .models import Cooperation, CooperationParty

OVER = _("This cooperation has ended. Record a new one if you start again.")


def visible_to(actor: Actor) -> QuerySet[Cooperation]:
    """The one gate: members see what names their boards. It is not a route, so an inspector has no business here."""
    mine = boards_where(actor.user, "view_cases")
    named = CooperationParty.objects.filter(board__in=mine).values("cooperation")
    return Cooperation.objects.filter(pk__in=named)


def waiting_for(actor: Actor) -> QuerySet[Cooperation]:
    """What names the board acted for, while that board has not said that it takes part."""
    if not actor.may("draft_routes"):
        return Cooperation.objects.none()
    asked = Cooperation.objects.filter(parties__board=actor.board, parties__confirmed__isnull=True)
    return asked.exclude(until__lt=localdate())


def can_record(actor: Actor) -> Verdict:
    if not actor.may("draft_routes"):
        return no(_("Only a coordinator of a board records a cooperation."))
    return ALLOWED


def can_change(actor: Actor, cooperation: Cooperation) -> Verdict:
    if cooperation.is_over:
        return no(OVER)
    if cooperation.goes_on_as_route:
        return no(_("This cooperation goes on as a proposal for a route. Change it there."))
    return _writes_for_recorder(actor, cooperation)


def can_end(actor: Actor, cooperation: Cooperation) -> Verdict:
    return no(OVER) if cooperation.is_over else _writes_for_recorder(actor, cooperation)


def can_confirm(actor: Actor, cooperation: Cooperation) -> Verdict:
    party = _party(actor, cooperation)
    if cooperation.is_over:
        return no(OVER)
    if party is None or not actor.may("draft_routes"):
        return no(_("Only a coordinator of a board that is named here says that it takes part."))
    if party.confirmed:
        return no(_("Your board already confirmed that it takes part."))
    return ALLOWED


def can_leave(actor: Actor, cooperation: Cooperation) -> Verdict:
    if cooperation.is_over:
        return no(OVER)
    if _party(actor, cooperation) is None or not actor.may("draft_routes"):
        return no(_("Only a coordinator of a board that is named here takes it off."))
    if actor.board == cooperation.proposed_by:
        return no(_("Your board recorded this cooperation. It can end it, but not take itself off."))
    return ALLOWED


def can_upgrade(actor: Actor, cooperation: Cooperation) -> Verdict:
    """Any board that takes part may propose a route, when nobody is in it by the word of another."""
    if cooperation.is_over:
        return no(OVER)
    if cooperation.goes_on_as_route:
        return no(_("There already is a proposal for a route from this cooperation."))
    if _party(actor, cooperation) is None or not actor.may("draft_routes"):
        return no(_("Only a coordinator of a board that takes part makes this a proposal for a route."))
    waiting = [str(party) for party in cooperation.parties.all() if not party.confirmed]
    if waiting:
        return no(
            _("%(boards)s did not confirm yet. Ask that board, or take its schools out.")
            % {"boards": ", ".join(waiting)}
        )
    return ALLOWED


def _party(actor: Actor, cooperation: Cooperation) -> CooperationParty | None:
    return next((party for party in cooperation.parties.all() if party.board == actor.board), None)


def _writes_for_recorder(actor: Actor, cooperation: Cooperation) -> Verdict:
    board = cooperation.proposed_by
    if not actor.may("draft_routes", board):
        return no(_("Only a coordinator of %(board)s, which recorded this, changes it.") % {"board": board})
    return ALLOWED
