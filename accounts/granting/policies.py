"""Who sees a proposal for a role or a mandate, and who answers it.

A board says itself who acts for it (domain.md: powers are mandated by each board, its executives sign, its directors
approve), so the second person is a director or a signatory of that board. Another administrator may be it too, or a new
board could never get its first people. For the whole platform there are only administrators.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ..actors import Actor
from ..models import Mandate, Membership
from ..models.four_eyes import PeriodQuerySet
from ..permissions import boards_where
from ..verdicts import ALLOWED, Verdict, no

Grant = Membership | Mandate


def visible_to(actor: Actor, kind: type[Any]) -> PeriodQuerySet[Any]:
    """The one gate: administrators see every proposal, members those of the boards they read for."""
    proposed: PeriodQuerySet[Any] = kind.proposals.filter(proposed_by__isnull=False)
    if not actor.is_administrator:
        proposed = proposed.filter(board__in=boards_where(actor.user, "view_cases"))
    return proposed.select_related("user", "board", "proposed_by", "confirmed_by", "refused_by")


def can_confirm(actor: Actor, grant: Grant) -> Verdict:
    """Never who proposed it, and never who gets it, in whatever role."""
    if not grant.is_waiting:
        return no(_("This was already answered."))
    if actor.user.pk == grant.user_id:
        return no(_("Nobody confirms a role or a mandate of their own; somebody else has to."))
    if actor.user.pk == grant.proposed_by_id:
        return no(_("You proposed this yourself; a second person confirms it (four eyes)."))
    return _is_second_person(actor, grant)


def _is_second_person(actor: Actor, grant: Grant) -> Verdict:
    if actor.is_administrator:
        return ALLOWED
    if grant.board is None:
        return no(_("Only another administrator confirms a role for the whole platform."))
    if not actor.may("confirm_access", grant.board):
        otherwise = _("Only a director or signatory of %(board)s, or another administrator, confirms this.")
        return no(actor.why_not("confirm_access", otherwise % {"board": grant.board}))
    scope = actor.scope_of("confirm_access")
    if scope is not None and not _lies_within(scope, grant):
        return no(_("Your role is limited to an institution; this role or mandate reaches further."))
    return ALLOWED


def _lies_within(scope: frozenset[int], grant: Grant) -> bool:
    """Is it limited to institutions, and only to these?"""
    if isinstance(grant, Membership):
        return grant.institution_id in scope
    limit = {institution.pk for institution in grant.institutions.all()}
    return bool(limit) and limit <= scope


def can_refuse(actor: Actor, grant: Grant) -> Verdict:
    """Who may confirm; and who proposed it takes it back."""
    if grant.is_waiting and actor.user.pk == grant.proposed_by_id and actor.is_administrator:
        return ALLOWED
    return can_confirm(actor, grant)
