"""Who may do what with a finding, and why not."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.permissions import boards_where
from accounts.verdicts import ALLOWED, Verdict, no
from leerroutes.models import Route
from leerroutes.policies import NOT_YOUR_INSTITUTION, concerns
from leerroutes.policies import visible_to as visible_routes

from .models import Finding
from .states import OPEN, State

ONLY_INSPECTORS = _("Only an inspector with access to the route does this.")
OVER = _("This finding is closed or withdrawn.")


def visible_to(actor: Actor) -> QuerySet[Finding]:
    """The one gate: for the board it is addressed to, and for inspectors who may read the route today.

    The other boards of the route know that there is one (`selectors.known_in`), and read no word of it.
    """
    findings: QuerySet[Finding] = Finding.objects.select_related("route", "board", "made_by").prefetch_related("rounds")
    if actor.is_inspector:
        return findings.filter(route__in=visible_routes(actor))
    return findings.filter(board__in=boards_where(actor.user, "view_cases"))


def can_make(actor: Actor, route: Route) -> Verdict:
    if not actor.is_inspector or not visible_routes(actor).filter(pk=route.pk).exists():
        return no(ONLY_INSPECTORS)
    return ALLOWED


def can_answer(actor: Actor, finding: Finding) -> Verdict:
    """A director of the board it is addressed to. After the last day too: late is better than never."""
    if finding.state != State.ASKED:
        return no(OVER if finding.state not in OPEN else _("Your board answered already. The inspector is up."))
    if not actor.may("approve_routes", finding.board):
        only = _("Only a director of %(board)s answers this.") % {"board": finding.board}
        return no(actor.why_not("approve_routes", only) if actor.board == finding.board else only)
    if not concerns(actor, "approve_routes", finding.route):
        return no(NOT_YOUR_INSTITUTION)
    return ALLOWED


def can_follow_up(actor: Actor, finding: Finding) -> Verdict:
    """Ask again or conclude: any inspector with access, after the answer or when its last day is over."""
    if not (verdict := can_withdraw(actor, finding)):
        return verdict
    if finding.state == State.ASKED and not finding.is_late:
        day = formats.date_format(finding.current.due_on)
        return no(_("The board may answer until and including %(day)s.") % {"day": day})
    return ALLOWED


def can_withdraw(actor: Actor, finding: Finding) -> Verdict:
    if finding.state not in OPEN:
        return no(OVER)
    return can_make(actor, finding.route)
