"""What the flows ask of every board now, and what they asked before: tasks of viewflow, as the engine writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any, NamedTuple
from unittest.mock import patch

from django.db import connection
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS

from workflows.flows import AgreementFlow, ProposalFlow, StartFlow
from workflows.models import AgreementProcess, ProposalProcess, StartProcess

from .shape import TODAY, Shape, after_last, many


class Begun(NamedTuple):
    """A process: what it is about, and what it asks of which boards."""

    pk: int
    flow: Any
    record: int
    asked: list[tuple[Any, int, dict[str, int]]]
    is_done: bool = False


RECORDS = {ProposalFlow: (ProposalProcess, "route"), StartFlow: (StartProcess, "route")}
RECORDS |= {AgreementFlow: (AgreementProcess, "agreement")}


def tasks(shape: Shape) -> int:
    begun = list(_begun(shape))
    written = many((Process(pk=one.pk, flow_class=one.flow) for one in begun), Process)
    for flow, (kind, name) in RECORDS.items():
        sql = f"INSERT INTO {kind._meta.db_table} (process_ptr_id, {name}_id) VALUES (%s, %s)"  # nosec
        with connection.cursor() as cursor:
            cursor.executemany(sql, [(one.pk, one.record) for one in begun if one.flow is flow])
    with patch.object(Task._meta.get_field("created"), "auto_now_add", False):
        return written + many((task for one in begun for task in _tasks(one)), Task)


def _begun(shape: Shape) -> Iterator[Begun]:
    numbers = count(after_last(Process))
    for i in range(shape.routes):
        boards, route, state = shape.parties(i), shape.first_route + i, shape.state(i)
        own = [shape.board(b) for b in boards]
        asks = {"submitted": ProposalFlow.decide, "approved": ProposalFlow.begin_agreement}.get(state)
        if asks is not None:
            yield Begun(next(numbers), ProposalFlow, route, [(asks, board, {}) for board in own])
        if state == "contracted":
            told = [(StartFlow.register, shape.board(b), {"registration": shape.registrations[i, b]}) for b in boards]
            yield Begun(next(numbers), ProposalFlow, route, [(ProposalFlow.decide, b, {}) for b in own], is_done=True)
            yield Begun(next(numbers), StartFlow, route, told)
        if i in shape.covered and shape.agreement_state(i) != "in_force":
            asks = AgreementFlow.write if shape.agreement_state(i) == "draft" else AgreementFlow.decide
            yield Begun(next(numbers), AgreementFlow, shape.covered[i], [(asks, board, {}) for board in own])


def _tasks(one: Begun) -> Iterator[Task]:
    for node, board, data in one.asked:
        yield Task(
            process_id=one.pk, flow_task=node, flow_task_type="HUMAN", data={"board": board, **data},
            status=STATUS.DONE if one.is_done else STATUS.NEW, created=_asked_on(one),
            finished=_asked_on(one) + timedelta(days=one.pk % 30 + board % 7) if one.is_done else None,
            owner_permission=node._owner_permission, owner_permission_obj_pk=str(board),
        )  # fmt: skip


def _asked_on(one: Begun) -> datetime:
    return TODAY - timedelta(days=one.pk * 11 % 90 + (60 if one.is_done else 0), minutes=one.pk % 1440)
