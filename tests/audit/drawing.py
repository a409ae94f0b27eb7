"""For tests: does the trail tell everything that the rows say, after every transaction of a service?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Max

from audit.models import AuditEvent
from audit.pictures.drift import drawn_cases, untold


def everything_untold() -> dict[str, dict[str, list[Any]]]:
    return {case: left for case in drawn_cases() if (left := untold(case))}


@contextmanager
def told_after_every_service() -> Iterator[set[str]]:
    """Looks each time an outermost transaction of a service ends. Yields the actions that were looked at."""
    looked: set[str] = set()
    leave, outermost = transaction.Atomic.__exit__, len(connection.savepoint_ids) + 1
    last = AuditEvent.objects.aggregate(last=Max("pk"))["last"] or 0

    def look(atomic: transaction.Atomic, exc_type: Any, *rest: Any) -> None:
        nonlocal last
        is_over = len(connection.savepoint_ids) == outermost and exc_type is None and not connection.needs_rollback
        told = list(AuditEvent.objects.filter(pk__gt=last).order_by("pk")) if is_over else []
        leave(atomic, exc_type, *rest)
        if told:
            last = told[-1].pk
            looked.update(event.action for event in told)
            left = everything_untold()
            assert not left, f"{told[-1].action} leaves untold: {left}"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction.Atomic, "__exit__", look)
        yield looked
