"""Which boards still have to sign, whose turn it is, and who must agree before the term becomes longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from accounts.models import Board

from .models import Agreement, Renewal, SigningRequest
from .models.agreement import standing_signatures
from .states import State


def in_signing_order(boards: Sequence[Board], request: SigningRequest | None) -> list[Board]:
    """As the boards agreed, else as they came."""
    places = {board_id: place for place, board_id in enumerate(request.order)} if request else {}
    return sorted(boards, key=lambda board: places.get(board.pk, len(places)))


def boards_to_sign(agreement: Agreement) -> list[Board]:
    """The boards that did not sign yet, in the order that was agreed."""
    signed = signed_boards(agreement)
    boards = [party.board for party in agreement.parties.select_related("board")]
    return in_signing_order([board for board in boards if board.pk not in signed], agreement.signing_request)


def signed_boards(agreement: Agreement) -> set[int]:
    return set(standing_signatures(agreement).values_list("board_id", flat=True))


def boards_up(agreement: Agreement) -> list[Board]:
    """Those whose turn it is: all that did not sign, or with an order the first of them."""
    waiting, request = boards_to_sign(agreement), agreement.signing_request
    return waiting[:1] if request and request.order else waiting


def words_that_stand(request: SigningRequest) -> dict[int, Renewal]:
    """Per board the last word about a longer term, as long as it says more than the term of now and is not over."""
    last = {said.board_id: said for said in request.renewals.select_related("board", "said_by")}
    due_on = request.due_on or date.min
    return {board: said for board, said in last.items() if said.until > due_on and said.until >= localdate()}


def boards_to_hear(agreement: Agreement, request: SigningRequest) -> list[Board]:
    """The boards that signed and did not say that they stand by it for longer. Without them nothing is renewed."""
    silent = signed_boards(agreement) - set(words_that_stand(request))
    return [party.board for party in agreement.parties.select_related("board") if party.board_id in silent]


def boards_asked_for_time(agreement: Agreement) -> list[Board]:
    """Whose directors are asked until when their board stays ready: all once the term is over, before it who signed.

    Nobody as long as no board wants more time.
    """
    request = agreement.signing_request
    if agreement.state != State.OUT_FOR_SIGNATURE or request is None or request.due_on is None:
        return []
    said = words_that_stand(request)
    if request.is_over:
        return [party.board for party in agreement.parties.select_related("board") if party.board_id not in said]
    return boards_to_hear(agreement, request) if said else []


def boards_to_remind(agreement: Agreement, request: SigningRequest) -> list[Board]:
    """Those whose turn it is, and that were not reminded today."""
    today = set(request.reminders.filter(sent_on=localdate()).values_list("board_id", flat=True))
    return [board for board in boards_up(agreement) if board.pk not in today]
