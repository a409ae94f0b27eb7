"""One person acts in an agreement for one board only. The trail answers what somebody did."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Board
from accounts.verdicts import Lift, Verdict, need
from audit.models import AuditEvent
from audit.services import case_of

from .models import Agreement

WRITING = (
    "agreements.started",
    "agreements.change_started",
    "agreements.called_material",
    "agreements.terms_changed",
    "agreements.clause_saved",
    "agreements.clause_accepted",
    "agreements.clause_added",
    "agreements.clause_taken_out",
    "agreements.clause_rejected",
    "agreements.text_agreed",
    "agreements.route_taken_in",
    "agreements.route_taken_out",
    "agreements.file_attached",
    "agreements.file_removed",
)
"""Audit codes of work on the text; whoever did such work does not decide on it (four eyes)."""

ACTING = ("agreements.decided", "agreements.signed", "agreements.declined")
"""Audit codes of binding acts; in one agreement nobody does these for one board after having acted for another."""


def acts_of(actor: Actor, agreement: Agreement) -> set[tuple[str, bool]]:
    """What this person did in this agreement, and whether that was for the board acted for. Answered by the trail."""
    acts = AuditEvent.objects.filter(case=case_of(agreement), actor=actor.user, action__in=(*WRITING, *ACTING))
    board_id = actor.board.pk if actor.board else None
    return {(action, board == board_id) for action, board in acts.values_list("action", "board_id").distinct()}


def for_one_board(acts: set[tuple[str, bool]], lift: Lift) -> Verdict:
    """Nobody sits on two sides of the table, also not as a substitute. A colleague who did not act can do it."""
    return need(
        all(here for _action, here in acts),
        _("You already acted for another board in this agreement. One person acts for one board only."),
        lift,
    )


def acted_for_others(agreement: Agreement, board: Board) -> QuerySet[AuditEvent, Any]:
    """Ids of the people who acted in this agreement on behalf of other boards than this one."""
    acts = AuditEvent.objects.filter(case=case_of(agreement), action__in=(*WRITING, *ACTING), actor__isnull=False)
    return acts.exclude(board_id=board.pk).values("actor_id")
