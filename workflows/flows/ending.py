from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.lock import SelectForUpdateLock

from agreements.binding import bound_boards
from agreements.models import Agreement

from ..models import EndingProcess
from ..nodes import BoardTask, ForEach, Item


def each_bound_board(process: EndingProcess) -> list[Item]:
    return [{"board": board.pk} for board in bound_boards(process.agreement)]


class EndingFlow(flow.Flow):  # type: ignore[misc]
    """An end date that comes near: every board is warned, until a change begins or the day has passed.

    Nobody has to finish this task: letting an agreement run out is a choice too.
    """

    process_class = EndingProcess
    process_title = _("End of the agreement")
    lock_impl = SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.open_case).Next(this.boards_look)

    boards_look = ForEach(each_bound_board).Do(this.look_ahead)

    look_ahead = (
        BoardTask("workflows:agreement", right="draft_agreements", days=180)
        .Annotation(title=_("This agreement ends soon: renew it, or prepare for its end"))
        .Next(this.all_looked)
    )

    all_looked = flow.Join().Next(this.warned)

    warned = flow.End()

    def open_case(self, activation: Activation, agreement: Agreement) -> Any:
        activation.process.agreement = agreement
        return activation.process
