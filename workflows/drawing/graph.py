"""The steps of a flow in the order in which they are reached, and the ways back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from viewflow.workflow.nodes import Handle, Timer

from ..nodes import BoardTask


@dataclass(frozen=True)
class Graph:
    """`loops` are pairs of places in `steps`: from which one the case can come back to which."""

    steps: tuple[Any, ...]
    loops: tuple[tuple[int, int], ...]


@cache
def graph_of(flow_class: Any) -> Graph:
    """What people or the calendar do, as the flow is written; splits, joins and choices are only the lines between."""
    written = list(vars(flow_class))
    steps = tuple(sorted(set(_walk(flow_class.instance.start)), key=lambda node: written.index(node.name)))
    places = {node: place for place, node in enumerate(steps)}
    ways = [(places[one], places[other]) for one in steps for other in _next_steps(one)]
    return Graph(steps, tuple(sorted({way for way in ways if way[1] <= way[0]})))


def _is_step(node: Any) -> bool:
    return isinstance(node, (BoardTask, Handle, Timer)) and not _is_start(node)


def _is_start(node: Any) -> bool:
    return bool(node.name == "start")


def _walk(first: Any) -> Iterator[Any]:
    """Everything that can be reached."""
    waiting, seen = [first], {first}
    while waiting:
        node = waiting.pop(0)
        if _is_step(node):
            yield node
        for other in _after(node):
            if other not in seen:
                seen.add(other)
                waiting.append(other)


def _after(node: Any) -> list[Any]:
    return [edge.dst for edge in node._outgoing()]


def _next_steps(step: Any) -> set[Any]:
    """The steps that follow without another step between."""
    found, waiting, seen = set(), _after(step), {step.name}
    while waiting:
        node = waiting.pop()
        if _is_step(node):
            found.add(node)
        elif node.name not in seen:
            seen.add(node.name)
            waiting += _after(node)
    return found
