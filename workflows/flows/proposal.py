from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.lock import SelectForUpdateLock

from accounts.models import Board
from leerroutes.models import Route
from leerroutes.states import State

from ..models import ProposalProcess
from ..nodes import BoardTask, ForEach, Item


def each_board(process: ProposalProcess) -> list[Item]:
    return [{"board": party.board_id} for party in process.route.parties.all()]


def proposing_board(process: ProposalProcess) -> Board:
    board: Board = process.route.proposed_by
    return board


def state_of(activation: Activation) -> str:
    """The state of the route as it is now; the flow holds no copy."""
    state: str = Route.objects.values_list("state", flat=True).get(pk=activation.process.route_id)
    return state


class ProposalFlow(flow.Flow):  # type: ignore[misc]
    """A submitted proposal: every board decides at the same time; a return loops to the writer.

    For an approved route the first coordinator who starts an agreement ends the case.
    """

    process_class = ProposalProcess
    process_title = _("Proposal")
    lock_impl = SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.open_case).Next(this.boards_decide)

    boards_decide = ForEach(each_board).Do(this.decide)

    decide = (
        BoardTask("leerroutes:decide", right="approve_routes", days=14, four_eyes=True, extendable=True)
        .Annotation(title=_("Decide on the proposal"))
        .Next(this.all_decided)
    )

    all_decided = flow.Join(
        continue_on_condition=lambda activation, tasks: state_of(activation) != State.SUBMITTED
    ).Next(this.outcome)

    outcome = (
        flow.Switch()
        .Case(this.start_agreement, lambda activation: state_of(activation) == State.APPROVED)
        .Case(this.revise, lambda activation: state_of(activation) == State.RETURNED)
        .Default(this.closed)
    )

    revise = (
        BoardTask("leerroutes:edit", right="draft_routes", days=28, board=proposing_board, extendable=True)
        .Annotation(title=_("Change the proposal and submit it again"))
        .Next(this.boards_decide)
    )

    start_agreement = ForEach(each_board).Do(this.begin_agreement)

    begin_agreement = (
        BoardTask("agreements:start", right="draft_agreements", days=28, extendable=True)
        .Annotation(title=_("Start the agreement"))
        .Next(this.one_began)
    )

    one_began = flow.Join(continue_on_condition=lambda activation, tasks: True).Next(this.taken_in)

    taken_in = flow.End()
    closed = flow.End()

    def open_case(self, activation: Activation, route: Route) -> Any:
        activation.process.route = route
        return activation.process
