"""The timeline of a case, narrowed down, in order, and in groups. What a reader may read is said by `cases_of`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate

from accounts.actors import Actor
from agreements.clauses.shapes import Library
from agreements.models import Agreement
from agreements.policies import visible_to as visible_agreements
from audit.models import AuditEvent
from audit.services import case_of
from leerroutes.models import Cooperation, Route

from .. import kinds
from ..presenting import events_for_people
from ..progress import TASKS_MOVED
from .steps import ACTIONS, OF_ACTION, STEPS, step_of

Record = Route | Agreement | Cooperation

Told = dict[str, Any]
"""An event for people: see workflows.presenting.events_for_people; with `step`, `case`, `code`."""


@dataclass(frozen=True)
class Narrowed:
    """What somebody asked for in the address of the page."""

    who: int | None = None
    board: int | None = None
    step: str = ""
    since: date | None = None
    until: date | None = None
    field: str = ""
    words: str = ""
    by_step: bool = False
    with_tasks: bool = False
    """Also what tasks opened and closed, which follows from what people did."""

    @property
    def reads_content(self) -> bool:
        """Needs the content of every event, which the database keeps as one text."""
        return bool(self.field or self.words)


def cases_of(record: Record, actor: Actor) -> list[str]:
    """The dossier of the record; of a route also those of its agreements that this person may see."""
    if not isinstance(record, Route):
        return [case_of(record)]
    covering = visible_agreements(actor).filter(covered__route=record).order_by("pk").values_list("pk", flat=True)
    return [case_of(record), *(f"agreement:{pk}" for pk in covering)]


def all_cases_of(record: Record, actor: Actor) -> list[str]:
    """Those, and dossiers of their own about the case (a finding, a question), as far as this person reads them."""
    return [*cases_of(record, actor), *kinds.cases_in(record, actor)]


def latest(record: Record, actor: Actor) -> QuerySet[AuditEvent]:
    """What people did, the last first."""
    return events_of(all_cases_of(record, actor), Narrowed())


def events_of(cases: Sequence[str], asked: Narrowed) -> QuerySet[AuditEvent]:
    """The last first; by step when asked, in the order of the work. One query.

    By the moment, not by the key alone: for few of several cases in the order of the key, PostgreSQL reads the ledger
    back from its end until it met them, which is all of it for cases that were quiet for a year.
    """
    events = AuditEvent.objects.of_case(*cases).filter(_columns(asked))
    if not asked.by_step:
        return events.order_by("-at", "-pk")
    ranks = [When(action__in=actions, then=Value(rank)) for rank, actions in enumerate(ACTIONS.values())]
    rank = Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
    return events.annotate(rank=rank).order_by("rank", "-pk")


def _columns(asked: Narrowed) -> Q:
    found = Q() if asked.with_tasks else ~Q(action=TASKS_MOVED)
    if asked.who is not None:
        found &= Q(actor=asked.who)
    if asked.board is not None:
        found &= Q(board_id=asked.board)
    if asked.step == "other":
        found &= ~Q(action__in=list(OF_ACTION))
    elif asked.step:
        found &= Q(action__in=ACTIONS.get(asked.step, []))
    if asked.since:
        found &= Q(at__gte=_midnight(asked.since))
    if asked.until:
        found &= Q(at__lt=_midnight(asked.until + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def selection(cases: Sequence[str], asked: Narrowed) -> Sequence[AuditEvent] | QuerySet[AuditEvent]:
    """Exactly the events that fit. For words or a field the content of the case is read, else the database counts."""
    events = events_of(cases, asked)
    if not asked.reads_content:
        return events
    found = list(events)
    return [one for one, told in zip(found, events_for_people(found), strict=True) if _fits(told, one, asked)]


def _fits(told: Told, event: AuditEvent, asked: Narrowed) -> bool:
    """The field changed, by its name or its code; and every word stands in what people read of it, or in its data."""
    names = [*event.changes, *(change["label"] for change in told["changes"])]
    if asked.field and not any(asked.field.casefold() in str(name).casefold() for name in names):
        return False
    if not asked.words:
        return True
    changes = [part for change in told["changes"] for part in change.values()]
    parts = [told["what"], told["who"], told["board"], told["reason"], *changes, *_leaves(event.data)]
    text = " ".join(map(str, parts)).casefold()
    return all(word in text for word in asked.words.casefold().split())


def _leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in _leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves(one)]
    return [] if value is None else [str(value)]


def for_people(events: Sequence[AuditEvent], shelf: Library | None = None) -> list[Told]:
    """As the timeline shows them, each with its step and case."""
    return [
        told | {"step": step_of(event.action), "case": event.case, "code": event.action, "pk": event.pk}
        for event, told in zip(events, events_for_people(events, shelf), strict=True)
    ]


def grouped(told: Sequence[Told], *, by_step: bool) -> list[dict[str, Any]]:
    """Neighbours of one step, or of one day, under its name."""
    return [{"label": label, "events": list(events)} for label, events in groupby(told, _step if by_step else _day)]


def _step(told: Told) -> str:
    return str(STEPS[told["step"]])


def _day(told: Told) -> str:
    return date_format(localdate(told["when"]), "l j F Y")


def people_and_boards(cases: Sequence[str]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Who and which boards occur in these cases, for the choices. Two queries."""
    events = AuditEvent.objects.filter(case__in=cases).order_by()
    people = events.exclude(actor=None).values_list("actor", "actor__name").distinct()
    boards = {key: name for key, name in events.values_list("board_id", "board_name").distinct() if key is not None}
    return sorted(set(people), key=lambda one: one[1]), sorted(boards.items(), key=lambda one: one[1])
