"""Kill the worker while documents are being made: after a restart every case gets its document, once.

A real worker with two processes, on the broker of this run (a folder when there is none that others can reach), is
killed with SIGKILL, children and all. What the broker lost is found again by the sweeper, as `beat` would call it.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from django.db import transaction
from django.db.models import QuerySet
from pypdf import PdfReader

from agreements.models import Agreement, Document
from agreements.services import request_draft_document
from audit.models import AuditEvent
from jobs.models import Job, State
from jobs.services import sweep
from tests.factories import Party, play
from tests.worker.processes import Worker, wait_for
from workflows.selectors import open_board_tasks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]

HEADING = "<html lang=nl><title>Overeenkomst {0}</title><h1>Overeenkomst {0}</h1>"
SOURCE = HEADING + "<p>Partijen werken samen.</p>" * 80


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
    promise: Callable[[int], list[Document]], start_worker: Callable[..., Worker]
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
    promise: Callable[[int], list[Document]], start_worker: Callable[..., Worker]
) -> None:
    """No sweeper here: the message that goes out after the commit reaches the worker."""
    promised = promise(1)
    start_worker()
    wait_for("every document", lambda: jobs(State.DONE) == len(promised), pause=0.1)
    assert set(rendering().values_list("attempts", flat=True)) == {1}
