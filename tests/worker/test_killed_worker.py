"""Kill the worker while documents are being made: after a restart every case gets its document, once.

A real worker with two processes, on the broker of this run (a folder when there is none that others can reach), is
killed with SIGKILL, children and all. What the broker lost is found again by the sweeper, as `beat` would call it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from celery import Celery
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from pypdf import PdfReader

from agreements.models import Agreement, Document
from agreements.services import request_draft_document
from audit.models import AuditEvent
from config.queue import make_folders, transport_options
from jobs.models import Job, State
from jobs.services import sweep
from tests.factories import Party, play
from workflows.selectors import open_board_tasks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]

ROOT = Path(__file__).parents[2]
PATIENCE = 240
"""Seconds; a machine that is busy with other things needs most of it, an idle one a tenth."""

HEADING = "<html lang=nl><title>Overeenkomst {0}</title><h1>Overeenkomst {0}</h1>"
SOURCE = HEADING + "<p>Partijen werken samen.</p>" * 80


def wait_for(what: str, condition: Callable[[], bool], *, pause: float = 0.02) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {PATIENCE} seconds. {log_tail()}"
        time.sleep(pause)


def log_file() -> Path:
    return Path(settings.DATA_DIR) / "worker.log"


def log_tail() -> str:
    return log_file().read_text()[-2000:] if log_file().exists() else ""


class Worker:
    """A real worker process with two children, in a process group of its own."""

    def __init__(self, broker_url: str) -> None:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "USE_TEST_DATABASE": "1",
            "CELERY_BROKER_URL": broker_url,
            "JOB_LEASE_SECONDS": "3",
            "PYTHONWARNINGS": "ignore",
        }
        command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--pool", "prefork", "--concurrency", "2"]
        quiet = ["--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        with log_file().open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *quiet], cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """The whole group at once, as when a machine goes dark."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)


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
    bell.control.purge()
    monkeypatch.setattr("jobs.services.current_app", bell)
    yield url
    bell.control.purge()
    bell.close()


@pytest.fixture
def start_worker(broker_url: str) -> Iterator[Callable[[], Worker]]:
    workers: list[Worker] = []

    def start() -> Worker:
        workers.append(Worker(broker_url))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()


@pytest.fixture
def promise(
    broker_url: str, blank_paper: None, no_mail: None, monkeypatch: pytest.MonkeyPatch
) -> Callable[[int], list[Document]]:
    """Two documents for each of so many cases: a draft on paper, and the one to sign."""
    numbers = iter(range(1000))
    monkeypatch.setattr("agreements.services.documents.render_html", lambda *a, **k: SOURCE.format(next(numbers)))

    def make(cases: int) -> list[Document]:
        for _ in range(cases):
            with transaction.atomic():
                playing = play("out_for_signature")
                request_draft_document(playing.agreement, actor=Party("spinoza").coordinator)
        return list(Document.objects.order_by("pk"))

    return make


def rendering() -> QuerySet[Job]:
    return Job.objects.filter(name="agreements.render_document")


def jobs(state: State) -> int:
    return rendering().filter(state=state).count()


def test_after_a_kill_every_case_gets_its_document_once(
    promise: Callable[[int], list[Document]], start_worker: Callable[[], Worker]
) -> None:
    promised = promise(6)
    worker = start_worker()
    wait_for("two documents in the making", lambda: jobs(State.RUNNING) >= 2, pause=0.005)
    worker.kill()
    assert jobs(State.RUNNING) >= 1, "Nothing was in the making when the worker was killed."
    assert jobs(State.DONE) < len(promised)

    start_worker()

    def swept_until_done() -> bool:
        sweep()
        return jobs(State.DONE) == len(promised)

    wait_for("every document", swept_until_done, pause=0.5)
    for document in promised:
        stored_once(document)
    for agreement in Agreement.objects.all():
        steps = open_board_tasks().filter(process__in=agreement.processes.all())
        assert [task.flow_task.name for task in steps] == ["sign", "sign"]


def stored_once(document: Document) -> None:
    document.refresh_from_db()
    with document.file.open("rb") as stored:
        pdf = stored.read()
        assert len(PdfReader(stored).pages) > 1
    assert document.sha256 == sha256(pdf).hexdigest()
    made = AuditEvent.objects.get(action="agreements.document_made", subject=f"document:{document.pk}")
    assert made.data["sha256"] == document.sha256


def test_the_bell_alone_is_enough_when_nothing_breaks(
    promise: Callable[[int], list[Document]], start_worker: Callable[[], Worker]
) -> None:
    """No sweeper here: the message that goes out after the commit reaches the worker."""
    promised = promise(1)
    start_worker()
    wait_for("every document", lambda: jobs(State.DONE) == len(promised), pause=0.1)
    assert set(rendering().values_list("attempts", flat=True)) == {1}
