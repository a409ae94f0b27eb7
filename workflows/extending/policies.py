"""Who gives a task more time, and until when: the board that is up, within what the start of the route leaves."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.verdicts import ALLOWED, Lift, Verdict, no
from agreements.facts import covered_routes
from agreements.models import Agreement
from leerroutes.models import Route

from ..selectors import OpenTask

PLANNING = ("draft_agreements", "decide_agreements")
"""Coordinators and directors answer for the planning of their board, also where somebody else does the task."""
DAY = timedelta(days=1)


def may_extend(actor: Actor, task: OpenTask) -> Verdict:
    """Never another board: it would move what is not its own. Nor a term that a body, the law or all boards set."""
    if not task.is_extendable:
        return no(_("No single board sets this term: it is agreed by all boards, or set by a participation body."))
    if right_used(actor, task) is None:
        return no(
            _("Only the board that is up gives itself more time: who does the task, a coordinator or a director."),
            Lift(PLANNING[0], task.board),
        )
    return ALLOWED


def right_used(actor: Actor, task: OpenTask) -> str | None:
    """The right with which this person moves the term."""
    if task.board is None or actor.board != task.board:
        return None
    return next((right for right in (task.right, *PLANNING) if actor.may(right)), None)


def last_day(record: Route | Agreement, due: date, days: int) -> date:
    """At once no more than as long again; and done before the route starts on 1 August, when that is still to come.

    The start is set by the law (start of the study year, domain.md 4.1 and 4.4): what comes before it cannot be later.
    """
    longest = max(due, localdate()) + timedelta(days=days)
    starts = [day - DAY for day in _first_days(record) if day > localdate()]
    return min(longest, *starts) if starts else longest


def _first_days(record: Route | Agreement) -> list[date]:
    routes = covered_routes(record) if isinstance(record, Agreement) else [record]
    return [route.starts_on for route in routes]
