"""How long a step usually takes, from the tasks of the same step that were finished."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from statistics import median
from time import time
from typing import Any

from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

ENOUGH = 5
"""With fewer, a number says more about those cases than about the step."""
LAST = 100
HOUR = 3600


def usual_days(node: Any) -> int | None:
    """The middle one of the last hundred, in whole days; None while too few were finished. Looked at once an hour."""
    return measured(node, int(time() // HOUR))


@lru_cache(maxsize=64)
def measured(node: Any, hour: int) -> int | None:
    """In the memory of this process: the cache that all share costs a query too."""
    done = Task.objects.filter(flow_task=node, status=STATUS.DONE, finished__isnull=False).order_by("-finished")
    spans = [finished - created for created, finished in done.values_list("created", "finished")[:LAST]]
    return None if len(spans) < ENOUGH else round(median(spans) / timedelta(days=1))
