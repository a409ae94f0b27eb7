"""What a task is called, from the name under which it is kept."""

from __future__ import annotations

from functools import cache
from typing import Any

from . import flows


@cache
def _flows() -> dict[str, Any]:
    return {name: getattr(flows, name) for name in flows.__all__}


def task_title(task: str) -> str:
    """`AgreementFlow.sign` in words."""
    flow, _dot, node = task.partition(".")
    found = getattr(_flows().get(flow), node, None)
    return str(found.task_title) if found is not None else task
