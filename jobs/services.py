"""Put work in the outbox, and do it: claim, work, finish. Safe against a worker that dies at any line."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.context import Origin, acting_from

from .models import Job, State
from .sentences import reasons_of
from .tracing import number, numbered

logger = logging.getLogger(__name__)

Handler = Callable[..., None]


class Later(Exception):
    """No failure: the right moment for this job has not come yet."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"Not before {until.isoformat()}")
        self.until = until


_handlers: dict[str, Handler] = {}


def handles(name: str) -> Callable[[Handler], Handler]:
    """Register a function as the doer of jobs called `name`. It must be safe to run twice."""

    def register(handler: Handler) -> Handler:
        _handlers[name] = handler
        return handler

    return register


def enqueue(name: str, *, key: str, delay: timedelta = timedelta(0), **arguments: Any) -> Job:
    """Promise work in the caller's transaction. The same key twice is the same promise."""
    if not connection.in_atomic_block:
        raise RuntimeError("enqueue() belongs inside the transaction that needs the work.")
    job, created = Job.objects.get_or_create(
        key=key,
        defaults={
            "name": name,
            "arguments": arguments,
            "run_after": timezone.now() + delay,
            "request": number(),
        },
    )
    if created and not delay:
        transaction.on_commit(lambda: _ring(job.pk))
    return job


def _ring(job_id: int) -> None:
    """Tell the workers. A broker that is down only costs time: the sweeper rings again."""
    try:
        current_app.send_task("jobs.tasks.run_job", args=[job_id])
    except Exception:
        logger.warning("The broker did not take job %s; the sweeper will.", job_id, exc_info=True)


def run(job_id: int) -> None:
    """Do one job unless somebody else has it. A failure is written on the row and tried again later, for ever."""
    job = claim(job_id)
    if job is None:
        return
    with numbered(job.request), acting_from(Origin(job=f"{job.name}:{job.pk}")):
        try:
            _handlers[job.name](**job.arguments)
        except Later as later:
            _rest(job, later.until)
        except Exception as error:
            logger.exception("Job %s failed, attempt %s", job, job.attempts)
            _postpone(job, error)
        else:
            _close(job)


def claim(job_id: int) -> Job | None:
    """Take the job for JOB_LEASE_SECONDS; None when it is done, not due, or in other hands.

    A worker that is silent for longer loses the job to another; only its own result counts then.
    """
    now = timezone.now()
    lease = now + timedelta(seconds=settings.JOB_LEASE_SECONDS)
    with transaction.atomic():
        found = Job.objects.select_for_update().due(now).filter(pk=job_id).first()
        if found is None:
            return None
        found.state, found.lease_until, found.attempts = State.RUNNING, lease, found.attempts + 1
        found.save(update_fields=["state", "lease_until", "attempts"])
    return found


def _mine(job: Job) -> QuerySet[Job]:
    """The row, as long as nobody took it over after our lease ran out."""
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)


def _close(job: Job) -> None:
    _mine(job).update(state=State.DONE, finished=timezone.now(), lease_until=None, error="", reasons=[])


def _rest(job: Job, until: datetime) -> None:
    """As if it was not tried."""
    _mine(job).update(state=State.WAITING, lease_until=None, run_after=until, attempts=job.attempts - 1)


def _postpone(job: Job, error: Exception) -> None:
    wait = timedelta(seconds=min(2**job.attempts, 300))
    _mine(job).update(
        state=State.WAITING,
        lease_until=None,
        run_after=timezone.now() + wait,
        error=f"{type(error).__name__}: {error}"[:500],
        reasons=reasons_of(error),
    )


def sweep() -> int:
    """Ring for every job that is due: lost by the broker, left by a dead worker, or failed before. Returns how many."""
    due = list(Job.objects.due(timezone.now()).order_by("run_after").values_list("pk", flat=True)[:200])
    for job_id in due:
        _ring(job_id)
    return len(due)
