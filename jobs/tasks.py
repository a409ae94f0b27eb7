"""The doorbell: two Celery tasks, however many kinds of job there are."""

from __future__ import annotations

from celery import shared_task

from . import services


@shared_task(ignore_result=True)
def run_job(job_id: int) -> None:
    """Do one job. Ringing twice is harmless."""
    services.run(job_id)


@shared_task(ignore_result=True)
def sweep() -> None:
    """Ring for what is due; called every few seconds by the scheduler."""
    services.sweep()
