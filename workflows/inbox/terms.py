"""Until when a task can wait, asked of the database: as `BoardTask.due` says it of one task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone
from django.utils.timezone import get_current_timezone, localdate, make_aware
from viewflow.workflow.models import Task

from agreements.models import SigningRequest

from ..flows import AgreementFlow

Nodes = Sequence[Any]


def with_terms(tasks: QuerySet[Task], nodes: Nodes) -> QuerySet[Task]:
    """`set_day` is the last day that people set, when they did; `last_day` that, or the day that follows from `days`.

    Days as text (2026-11-23), which both databases put in order.
    """
    told: QuerySet[Task] = tasks.annotate(set_day=_set_day(nodes))
    counted = [When(flow_task__in=some, then=_after(days)) for days, some in _by_days(nodes)]
    day = Case(When(set_day__isnull=False, then=F("set_day")), *counted, output_field=CharField())
    with_days: QuerySet[Task] = told.annotate(last_day=day)
    return with_days


def late(nodes: Nodes) -> Q:
    return _ending(nodes, until=timezone.now())


def this_week(nodes: Nodes) -> Q:
    """Not late, and due no later than Sunday."""
    today = localdate()
    sunday = today + timedelta(days=7 - today.isoweekday())
    return _ending(nodes, since=timezone.now(), until=make_aware(datetime.combine(sunday, time.max)))


def _ending(nodes: Nodes, *, until: datetime, since: datetime | None = None) -> Q:
    """A day that people set ends with the day; what is counted in days ends at the moment it began."""
    zone = get_current_timezone()
    last = until.astimezone(zone)
    ends_by = last.date() if last.time() == time.max else last.date() - timedelta(days=1)
    found = Q(set_day__lte=ends_by.isoformat())
    if since:
        found &= Q(set_day__gte=since.astimezone(zone).date().isoformat())
    for days, some in _by_days(nodes):
        length = timedelta(days=days)
        begun = Q(created__lt=until - length) & (Q(created__gte=since - length) if since else Q())
        found |= Q(set_day__isnull=True, flow_task__in=some) & begun
    return found


def _by_days(nodes: Nodes) -> Iterable[tuple[int, list[Any]]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for node in nodes:
        found[node.days].append(node)
    return sorted(found.items())


def _after(days: int) -> Cast:
    return Cast(TruncDate(F("created") + timedelta(days=days), tzinfo=get_current_timezone()), CharField())


def _set_day(nodes: Nodes) -> Case:
    """Of signing the term that the boards set; of others what the node says."""
    told = {node: _of_request() if node == AgreementFlow.sign else node.day_that_was_set() for node in nodes}
    return Case(*(When(flow_task=node, then=day) for node, day in told.items()), output_field=CharField())


def _of_request() -> Subquery:
    agreement = "process__agreementprocess__agreement"
    here = SigningRequest.objects.filter(agreement=OuterRef(agreement), round=OuterRef(f"{agreement}__round"))
    return Subquery(here.annotate(day=Cast("due_on", CharField())).values("day")[:1])
