"""Who may do what to a lighter cooperation (R-016), and why not. What holds for a route does not hold here."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.permissions import boards_where
from accounts.verdicts import Lift, Verdict, all_of, need

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
    return need(actor.may("draft_routes"), _("Only a coordinator of a board records a cooperation."))


def can_change(actor: Actor, cooperation: Cooperation) -> Verdict:
    return all_of(
        need(not cooperation.is_over, OVER),
        need(
            not cooperation.goes_on_as_route,
            _("This cooperation goes on as a proposal for a route. Change it there."),
        ),
        _writes_for_recorder(actor, cooperation),
    )


def can_end(actor: Actor, cooperation: Cooperation) -> Verdict:
    return all_of(need(not cooperation.is_over, OVER), _writes_for_recorder(actor, cooperation))


def can_confirm(actor: Actor, cooperation: Cooperation) -> Verdict:
    party = _party(actor, cooperation)
    return all_of(
        need(not cooperation.is_over, OVER),
        _writes_for_party(actor, party, _("Only a coordinator of a board that is named here says that it takes part.")),
        need(party is None or not party.confirmed, _("Your board already confirmed that it takes part.")),
    )


def can_leave(actor: Actor, cooperation: Cooperation) -> Verdict:
    party = _party(actor, cooperation)
    return all_of(
        need(not cooperation.is_over, OVER),
        _writes_for_party(actor, party, _("Only a coordinator of a board that is named here takes it off.")),
        need(
            actor.board != cooperation.proposed_by,
            _("Your board recorded this cooperation. It can end it, but not take itself off."),
        ),
    )


def can_upgrade(actor: Actor, cooperation: Cooperation) -> Verdict:
    """Any board that takes part may propose a route, when nobody is in it by the word of another."""
    only = _("Only a coordinator of a board that takes part makes this a proposal for a route.")
    return all_of(
        need(not cooperation.is_over, OVER),
        need(not cooperation.goes_on_as_route, _("There already is a proposal for a route from this cooperation.")),
        _writes_for_party(actor, _party(actor, cooperation), only),
        *map(_has_confirmed, cooperation.parties.all()),
    )


def _has_confirmed(party: CooperationParty) -> Verdict:
    waits = _("%(boards)s did not confirm yet. Ask that board, or take its schools out.") % {"boards": party}
    return need(party.confirmed is not None, waits, Lift("draft_routes", party.board))


def _writes_for_party(actor: Actor, party: CooperationParty | None, only: str | Promise) -> Verdict:
    """Who acts for a board that is not named here cannot ask anybody of that board either."""
    return need(party is not None and actor.may("draft_routes"), only, Lift("draft_routes") if party else None)


def _party(actor: Actor, cooperation: Cooperation) -> CooperationParty | None:
    return next((party for party in cooperation.parties.all() if party.board == actor.board), None)


def _writes_for_recorder(actor: Actor, cooperation: Cooperation) -> Verdict:
    board = cooperation.proposed_by
    only = _("Only a coordinator of %(board)s, which recorded this, changes it.") % {"board": board}
    return need(actor.may("draft_routes", board), only, Lift("draft_routes", board))
