from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.lock import SelectForUpdateLock

from agreements.models import Agreement
from agreements.signing_turns import boards_up
from agreements.states import State

from ..models import AgreementProcess
from ..nodes import BoardTask, ForEach, Item


def each_board(process: AgreementProcess) -> list[Item]:
    return [{"board": party.board_id} for party in process.agreement.parties.all()]


def each_board_up(process: AgreementProcess) -> list[Item]:
    """All boards that did not sign, or with an order the first of them."""
    return [{"board": board.pk} for board in boards_up(Agreement.objects.get(pk=process.agreement_id))]


def is_signed_by_all(activation: Activation) -> bool:
    state = Agreement.objects.values_list("state", flat=True).get(pk=activation.process.agreement_id)
    return bool(state != State.OUT_FOR_SIGNATURE)


def each_body(process: AgreementProcess) -> list[Item]:
    asked = process.agreement.consultations.filter(round=process.agreement.round)
    return [{"board": consultation.board_id, "consultation": consultation.pk} for consultation in asked]


def asks_the_bodies(activation: Activation) -> bool:
    """Asked of the record: an editorial change is put to the directors at once."""
    state = Agreement.objects.values_list("state", flat=True).get(pk=activation.process.agreement_id)
    return bool(state != State.DECISION)


class AgreementFlow(flow.Flow):  # type: ignore[misc]
    """From draft text to an agreement in force.

    Sending back, from whatever step, ends this process and opens a new one at the writers: one process per round.
    Boards that sign in a fixed order are asked one after the other, the others at the same time.
    """

    process_class = AgreementProcess
    process_title = _("Agreement")
    lock_impl = SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.open_case).Next(this.boards_write)

    boards_write = ForEach(each_board).Do(this.write)

    write = (
        BoardTask("workflows:agreement", right="draft_agreements", days=60, together=True, extendable=True)
        .Annotation(title=_("Fill in the agreement and agree with the text"))
        .Next(this.all_agreed)
    )

    all_agreed = flow.Join().Next(this.is_consulted)

    is_consulted = flow.If(asks_the_bodies).Then(this.boards_ask).Else(this.boards_decide)

    boards_ask = ForEach(each_board).Do(this.ask)

    ask = (
        BoardTask("agreements:ask", right="draft_agreements", days=14, extendable=True)
        .Annotation(title=_("Put the text before the participation bodies"))
        .Next(this.all_asked)
    )

    all_asked = flow.Join().Next(this.bodies_answer)

    bodies_answer = ForEach(each_body).Do(this.advise)

    advise = (
        BoardTask("agreements:answer", right="advise_agreements", days=42)
        .Annotation(title=_("Give advice or consent"))
        .Next(this.all_answered)
    )

    all_answered = flow.Join().Next(this.boards_decide)

    boards_decide = ForEach(each_board).Do(this.decide)

    decide = (
        BoardTask("agreements:decide", right="decide_agreements", days=21, four_eyes=True, extendable=True)
        .Annotation(title=_("Decide on the agreement"))
        .Next(this.all_decided)
    )

    all_decided = flow.Join().Next(this.await_document)

    await_document = flow.Handle().Annotation(title=_("Waiting for the document")).Next(this.boards_sign)

    boards_sign = ForEach(each_board_up).Do(this.sign)

    sign = (
        BoardTask("agreements:sign", right="sign_agreements", days=21, reminds=False)
        .Annotation(title=_("Sign the agreement"))
        .Next(this.all_signed)
    )

    all_signed = flow.Join().Next(this.is_signed)

    is_signed = flow.If(is_signed_by_all).Then(this.await_seal).Else(this.boards_sign)

    await_seal = flow.Handle().Annotation(title=_("Being sealed")).Next(this.in_force)

    in_force = flow.End()

    def open_case(self, activation: Activation, agreement: Agreement) -> Any:
        activation.process.agreement = agreement
        return activation.process
