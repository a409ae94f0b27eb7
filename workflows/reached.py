"""Whom a task reaches: who holds the right at that board today, less who may not do it after what they did before."""

from __future__ import annotations

from typing import Any, Protocol

from django.db import models
from django.db.models import QuerySet

from accounts.actors import actor_for
from accounts.models import Board, User
from agreements.models import Agreement
from agreements.policies_one_board import WRITING as AGREEMENT_WRITING
from agreements.policies_one_board import acted_for_others
from audit.models import AuditEvent
from audit.services import case_of
from leerroutes.models import Route
from leerroutes.policies import WRITING as ROUTE_WRITING

WRITING = (*ROUTE_WRITING, *AGREEMENT_WRITING)
INSPECTING = "inspect"
"""No right of guardian: inspectors hold none. What they may read is asked of `visible_to`."""

ONE_BOARD = frozenset({"decide_agreements", "sign_agreements"})
"""Rights that nobody uses in an agreement in which they acted for another board."""


class Asked(Protocol):
    """A task with its node and its process: an activation of the engine is one."""

    @property
    def task(self) -> Any: ...

    @property
    def flow_task(self) -> Any: ...

    @property
    def process(self) -> Any: ...


def people_for(asked: Asked) -> QuerySet[User]:
    """Whom this task reaches: who holds the right at that board, less the writers where four eyes are wanted."""
    task, node = asked.task, asked.flow_task
    people: QuerySet[User] = node.people(asked)
    if node.four_eyes:
        people = people.exclude(pk__in=writers(record_of(asked.process), task.owner_permission_obj))
    if isinstance(record := record_of(asked.process), Agreement) and node.right in ONE_BOARD:
        people = people.exclude(pk__in=acted_for_others(record, task.owner_permission_obj))
    return people


def record_of(process: models.Model) -> Route | Agreement:
    """The record a process is about."""
    record: Any = getattr(process, "route", None) or getattr(process, "agreement", None)
    found: Route | Agreement = record or process.record  # type: ignore[attr-defined]  # of a kind of the room above
    return found


def writers(record: models.Model, board: Board) -> QuerySet[AuditEvent, Any]:
    """Ids of the people who wrote in a record on behalf of a board."""
    events = AuditEvent.objects.filter(case=case_of(record), board_id=board.pk, action__in=WRITING)
    return events.values("actor_id")


def people_reached(asked: Asked) -> list[User]:
    """Whom a task asks today."""
    return [person for person in people_for(asked) if _reaches(person, asked)]


def _reaches(person: User, asked: Asked) -> bool:
    """A role limited to one institution is not asked about the others."""
    if asked.flow_task.right == INSPECTING:
        return True
    scope = actor_for(person, asked.task.owner_permission_obj).scope_of(asked.flow_task.right)
    return scope is None or bool(scope & _institutions_of(asked))


def _institutions_of(asked: Asked) -> set[int]:
    record: Any = record_of(asked.process)
    if isinstance(record, Agreement):
        return set(record.covered.values_list("route__institutions", flat=True))
    if "registration" in asked.task.data:
        return {record.registrations.get(pk=asked.task.data["registration"]).institution_id}
    return set(record.institutions.values_list("pk", flat=True))
