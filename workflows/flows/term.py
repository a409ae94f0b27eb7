from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.lock import SelectForUpdateLock

from agreements.models import Agreement
from agreements.signing_turns import boards_asked_for_time

from ..models import TermProcess
from ..nodes import BoardTask, ForEach, Item


def each_board_asked(process: TermProcess) -> list[Item]:
    return [{"board": board.pk} for board in boards_asked_for_time(process.agreement)]


class TermFlow(flow.Flow):  # type: ignore[misc]
    """The term for signing is over, or a board asks for more time: directors say until when their board stays ready.

    It is over as soon as the term is renewed, or nobody has to sign any more.
    """

    process_class = TermProcess
    process_title = _("Term for signing")
    lock_impl = SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.open_case).Next(this.boards_say)

    boards_say = ForEach(each_board_asked).Do(this.say)

    say = (
        BoardTask("agreements:renew", right="decide_agreements", days=14)
        .Annotation(title=_("Renew the term for signing, or decline"))
        .Next(this.all_said)
    )

    all_said = flow.Join().Next(this.settled)

    settled = flow.End()

    def open_case(self, activation: Activation, agreement: Agreement) -> Any:
        activation.process.agreement = agreement
        return activation.process
