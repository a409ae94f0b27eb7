"""How many routes, and how long each step takes. Counted by the database; as many queries for many cases as for few."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts.actors import Actor
from accounts.models import Board
from agreements.policies import visible_to as visible_agreements
from leerroutes.models import RouteParty
from leerroutes.policies import visible_to as visible_routes
from leerroutes.states import State

from ..about import OF_AGREEMENTS, OF_ROUTES

MOST_BOARDS = 25
TOOK = ExpressionWrapper(F("finished") - F("created"), output_field=DurationField())


@dataclass(frozen=True)
class Line:
    """A number, and the address of what it counts."""

    label: str
    number: int
    address: str


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    lines: list[Line]


def groups(actor: Actor) -> list[Group]:
    """Every route this person may see, counted in three ways; each number opens the list with that filter."""
    visible = visible_routes(actor).order_by()
    states: dict[str, int] = dict(visible.values_list("state").annotate(total=Count("pk")))
    years = visible.values_list("start_year").annotate(total=Count("pk")).order_by("start_year")
    parties = RouteParty.objects.order_by().filter(route__in=visible.values("pk"))
    boards = parties.values_list("board", "board__name").annotate(number=Count("pk")).order_by("-number", "board__name")
    return [
        Group("state", _("By state"), [_line("stand", s.value, str(s.label), states[s]) for s in State if s in states]),
        Group("year", _("By school year of start"), [_line("start", y, f"{y}-{y + 1}", n) for y, n in years]),
        Group("board", _("By board"), [_line("bestuur", pk, name, n) for pk, name, n in boards[:MOST_BOARDS]]),
    ]


def _line(name: str, value: object, label: str, number: int) -> Line:
    return Line(label, number, f"{reverse('leerroutes:list')}?{name}={value}")


# --- How long steps take ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """A step of a flow that was finished, for all boards together or (`board`) for one."""

    name: str
    title: str
    board: Board | None
    number: int
    days: float

    @property
    def address(self) -> str:
        here = reverse("workflows:overview_step", args=[self.name])
        return f"{here}?bestuur={self.board.pk}" if self.board else here


def steps(actor: Actor) -> list[tuple[Step, list[Step]]]:
    """Each step with its boards, the one that takes longest on top."""
    found: dict[str, list[tuple[Any, int, int, timedelta]]] = defaultdict(list)
    for tasks in finished(actor):
        rows = tasks.order_by().values_list("flow_task", "owner_permission_obj_pk")
        for node, board, number, took in rows.annotate(number=Count("pk"), took=Avg(TOOK)):
            found[name_of(node)].append((node, int(board or 0), number, took))
    boards = Board.objects.in_bulk({row[1] for rows in found.values() for row in rows})
    told = [_told(name, rows, boards) for name, rows in found.items()]
    return sorted(told, key=lambda one: -one[0].days)


def _told(name: str, rows: list[tuple[Any, int, int, timedelta]], boards: dict[int, Board]) -> tuple[Step, list[Step]]:
    title, number = str(rows[0][0].task_title), sum(row[2] for row in rows)
    whole = sum((row[3] * row[2] for row in rows), timedelta()) / number
    per_board = [Step(name, title, boards[row[1]], row[2], in_days(row[3])) for row in rows if row[1] in boards]
    return Step(name, title, None, number, in_days(whole)), sorted(per_board, key=lambda one: -one.days)


def in_days(took: timedelta) -> float:
    return round(took / timedelta(days=1), 1)


def name_of(node: Any) -> str:
    return f"{node.flow_class.__name__}.{node.name}"


def finished(actor: Actor) -> list[QuerySet[Task]]:
    """The tasks that people finished in cases this person may open; one query set for each kind of process."""
    return [done_tasks().filter(about) for about in cases(actor)]


def done_tasks() -> QuerySet[Task]:
    found: QuerySet[Task] = Task.objects.filter(flow_task_type="HUMAN", status=STATUS.DONE, finished__isnull=False)
    return found


def cases(actor: Actor) -> list[Q]:
    """Tasks by their process: of a few cases the database then reads a few tasks, not those of the whole country."""
    routes, agreements = visible_routes(actor).values("pk"), visible_agreements(actor).values("pk")
    found = [kind._base_manager.filter(route__in=routes) for kind in OF_ROUTES]
    found += [kind._base_manager.filter(agreement__in=agreements) for kind in OF_AGREEMENTS]
    return [Q(process__in=processes.order_by().values("pk")) for processes in found]
