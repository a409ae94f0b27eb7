"""Sixteen writers at once, on one case and on many: no chain forks, and every event that was promised is there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from itertools import pairwise
from random import Random

import pytest
from django.db import OperationalError, connection, models, transaction

from accounts.models import Board, User
from agreements.models import Comment
from agreements.services import comment
from agreements.states import Audience
from audit.anchors import make_anchor
from audit.models import AuditEvent
from audit.services import case_of, record
from audit.verifying import verify
from tests.audit.drawing import everything_untold
from tests.factories import VMBO, agreement_in

from .conftest import at_once

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, EACH = 16, 8
CODE = "tests.written"


class ChangedTheirMind(Exception):
    """The transaction of a writer is undone, after its event was written."""


def writer(who: int, cases: Iterable[models.Model], held: list[tuple[int, int]]) -> Callable[[], None]:
    """Writes one event in each case, a transaction each; every fourth is undone. `held` is what stands."""

    def write() -> None:
        for turn, case in enumerate(cases):
            try:
                with transaction.atomic():
                    record(CODE, actor=None, case=case, who=who, turn=turn)
                    if (who + turn) % 4 == 3:
                        raise ChangedTheirMind
                held.append((who, turn))
            except ChangedTheirMind:
                continue

    return write


def hold_together(held: list[tuple[int, int]]) -> list[AuditEvent]:
    """Nothing lost, nothing twice, nothing of what was undone; and every chain is whole, in one order."""
    events = list(AuditEvent.objects.filter(action=CODE).order_by("pk"))
    assert sorted((event.data["who"], event.data["turn"]) for event in events) == sorted(held)
    assert len(held) == WRITERS * EACH * 3 // 4
    assert verify().faults == []
    for case in {event.case for event in events}:
        chain = list(AuditEvent.objects.filter(case=case).order_by("number"))
        assert [event.number for event in chain] == list(range(1, len(chain) + 1))
        assert all(a.pk < b.pk and a.at <= b.at and a.hash == b.previous for a, b in pairwise(chain))
    return events


def test_sixteen_on_one_case_and_an_anchor_meanwhile() -> None:
    """The only lock is the ledger's own."""
    held: list[tuple[int, int]] = []
    board = Board.objects.all()[0]
    raised = at_once(*[writer(who, [board] * EACH, held) for who in range(WRITERS)], make_anchor)
    assert raised == [None] * (WRITERS + 1)
    for who in range(WRITERS):
        own = [event.data["turn"] for event in hold_together(held) if event.data["who"] == who]
        assert own == sorted(own), "a writer's own order is the order of the chain"


def test_sixteen_on_many_cases() -> None:
    """Each goes round the same cases in an order of its own."""
    held: list[tuple[int, int]] = []
    cases, dice = list(User.objects.order_by("pk")[:EACH]), Random(16)
    raised = at_once(*[writer(who, dice.sample(cases, EACH), held) for who in range(WRITERS)])
    assert raised == [None] * WRITERS
    assert {event.case for event in hold_together(held)} == {case_of(case) for case in cases}


def test_sixteen_through_a_service() -> None:
    """With the lock of the service, the picture of the case, and what follows from it."""
    with transaction.atomic():
        agreement = agreement_in("filled")
    actor = VMBO.coordinator
    assert actor.rights

    def say(who: int) -> None:
        comment(agreement, actor=actor, code="kwaliteit", route=None, audience=Audience.EVERYBODY, body=f"Nummer {who}")

    assert at_once(*[lambda who=who: say(who) for who in range(WRITERS)]) == [None] * WRITERS
    bodies = Comment.objects.filter(agreement=agreement).values_list("body", flat=True)
    assert sorted(bodies) == sorted(f"Nummer {who}" for who in range(WRITERS))
    trail = AuditEvent.objects.filter(case=case_of(agreement), action="agreements.comment_written")
    assert trail.count() == WRITERS
    assert verify().faults == []
    assert everything_untold() == {}


def test_two_who_wait_for_each_other() -> None:
    """Two transactions in the same two cases, each in another order: PostgreSQL undoes one of them, whole."""
    boards, waits = list(Board.objects.order_by("pk")[:2]), connection.vendor == "postgresql"
    both_hold_one = threading.Barrier(2)

    def both(first: Board, second: Board) -> None:
        with transaction.atomic():
            record(CODE, actor=None, case=first)
            if waits:
                both_hold_one.wait(timeout=30)
            record(CODE, actor=None, case=second)

    raised = at_once(lambda: both(*boards), lambda: both(*reversed(boards)))
    assert [type(error) for error in raised if error] == [OperationalError] * waits
    assert AuditEvent.objects.filter(action=CODE).count() == 4 - 2 * waits
    assert verify().faults == []
