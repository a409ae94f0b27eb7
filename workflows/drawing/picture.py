"""Where a case stands in its flow: each step done, up, to come or passed over, with the place to draw it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from django.utils.translation import gettext as _
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from agreements.models import Agreement
from leerroutes.models import Route

from ..progress import OPEN
from .graph import Graph, graph_of

ROW, TOP, LINE = 60, 30, 19
LETTERS = 33
"""So many fit on a line of the picture."""


@dataclass(frozen=True)
class Step:
    label: str
    lines: list[tuple[int, str]]
    """With their height in the picture."""
    state: str
    state_label: str
    y: int


@dataclass(frozen=True)
class Picture:
    steps: list[Step]
    loops: list[str]
    """Paths of the ways back."""
    ways_back: list[str]
    """The same in words."""
    height: int


def picture_of(record: Route | Agreement) -> Picture | None:
    """Of the newest process of a case; nothing while there is none. Two queries."""
    process = _newest(record)
    if process is None:
        return None
    statuses: dict[str, set[str]] = defaultdict(set)
    for node, status in Task.objects.filter(process=process.pk).values_list("flow_task", "status"):
        statuses[node.name].add(status)
    graph = graph_of(process.flow_class)
    reached = [place for place, node in enumerate(graph.steps) if statuses[node.name]]
    last = max(reached, default=-1)
    steps = [_step(node, place, _state(statuses[node.name], place < last)) for place, node in enumerate(graph.steps)]
    return Picture(
        steps=steps,
        loops=[_loop(steps[one].y, steps[other].y) for one, other in graph.loops],
        ways_back=_in_words(graph, steps),
        height=TOP + ROW * len(steps),
    )


def _newest(record: Any) -> Any:
    """The one that a route is in follows from what it has: first the proposal, later the start."""
    if isinstance(record, Agreement):
        return record.processes.order_by("-pk").first()
    return record.start_processes.order_by("-pk").first() or record.proposal_processes.order_by("-pk").first()


def _state(statuses: set[str], is_behind: bool) -> str:
    if statuses & set(OPEN):
        return "now"
    if STATUS.DONE in statuses:
        return "done"
    return "passed" if is_behind else "next"


def _step(node: Any, place: int, state: str) -> Step:
    labels = {"now": _("now"), "done": _("done"), "next": _("still to come"), "passed": _("was not needed")}
    label, y = str(node.task_title), TOP + ROW * place
    words = [*wrap(label, LETTERS), labels[state]]
    first = y + 5 - LINE * (len(words) - 1) // 2
    return Step(label, [(first + LINE * n, line) for n, line in enumerate(words)], state, labels[state], y)


def _loop(low: int, high: int) -> str:
    """An arc at the left, upwards; a small one for a step that follows itself."""
    if low == high:
        return f"M 28 {low - 8} C 4 {low - 20} 4 {low + 20} 28 {low + 8}"
    return f"M 28 {low} C 4 {low} 4 {high} 28 {high}"


def _in_words(graph: Graph, steps: list[Step]) -> list[str]:
    back = _("After “%(one)s” it can go back to “%(other)s”.")
    again = _("“%(one)s” can come again for the next board.")
    return [
        (again if one == other else back) % {"one": steps[one].label, "other": steps[other].label}
        for one, other in graph.loops
    ]
