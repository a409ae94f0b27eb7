"""A broker and workers that are processes of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from celery import Celery
from django.conf import settings

from config.queue import make_folders, transport_options
from tests.worker.processes import Worker


@pytest.fixture
def broker_url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A broker that other processes can reach; the doorbell rings there, and old messages are gone."""
    url = settings.CELERY_BROKER_URL
    if url.startswith("memory:"):
        url = "filesystem://localhost"
    monkeypatch.setenv("CELERY_BROKER_URL", url)  # what Celery looks at first
    options = transport_options(url, Path(settings.DATA_DIR) / "queue")
    make_folders(options)
    bell = Celery("bell", broker=url, set_as_current=False)
    bell.conf.update(broker_transport_options=options, task_ignore_result=True)
    _empty(bell)
    monkeypatch.setattr("jobs.services.current_app", bell)
    yield url
    _empty(bell)
    bell.close()


def _empty(bell: Celery) -> None:
    """Over a new connection: a test may have restarted the broker, and the pool outlives a test."""
    with bell.connection_for_write() as fresh:
        bell.control.purge(connection=fresh)


@pytest.fixture
def start_worker(broker_url: str) -> Iterator[Callable[..., Worker]]:
    """`start_worker()`, or `start_worker("sealing.kept")` for one that dies there."""
    workers: list[Worker] = []

    def start(fault_point: str = "") -> Worker:
        workers.append(Worker(broker_url, fault_point))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
