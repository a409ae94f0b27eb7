"""Kill the worker at every step between the last signature and “in force”: nothing is lost, nothing comes twice.

Real workers, on the broker of this run, one after the other for the same agreement. Each goes on where the one before
it died, and dies at the next fault point; the last one has none. What the broker lost the sweeper finds again.
"""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest
from django.db import transaction
from django.urls import reverse

from agreements.models import Agreement, Revision, Signature
from agreements.sealing.trust import trust
from agreements.sealing.validating import validate
from agreements.services import sign_agreement
from audit.models import AuditEvent
from jobs.models import Job, State
from jobs.services import sweep
from tests.agreements.test_sealing_faults import POINTS
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, agreement_in, run_jobs, stored
from tests.worker.processes import Worker, wait_for
from workflows.demo.play import proof_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]

Starts = Callable[..., Worker]


@pytest.fixture
def last_signature(broker_url: str, no_mail: None) -> Signature:
    """Of an agreement whose other signature is in the file already."""
    with transaction.atomic():
        agreement = agreement_in("half_signed")
    run_jobs("agreements.apply_signatures")
    seen, actor = agreement.documents.get(kind="agreement").sha256, MBO.signatory
    return sign_agreement(agreement, actor=actor, seen_sha256=seen, proof=proof_of(actor))


def test_killed_at_every_step_it_comes_in_force_once(
    last_signature: Signature, start_worker: Starts, client_as: ClientAs
) -> None:
    agreement, browser = last_signature.agreement, client_as(VMBO.coordinator)
    for attempt, step in enumerate(POINTS, start=1):
        dies_at(f"sealing.{step}", start_worker)
        assert job_of(last_signature).state == State.RUNNING
        assert job_of(last_signature).attempts == attempt
        told = browser.get(reverse("workflows:agreement_status", args=[agreement.pk])).content.decode()
        if step == "committed":
            assert str(MBO.board) not in told, "It is in force, yet it is said to be waited for."
        else:
            not_yet_in_force(agreement)
            assert f"Wordt verzegeld: de handtekening van {MBO.board}" in told
            assert attempt == 1 or f"Poging {attempt}." in told
    in_force_once(agreement)  # what was committed stands, although nobody could tell that the work was done

    start_worker()
    sweep_until("the end of the work", lambda: job_of(last_signature).state == State.DONE)
    in_force_once(agreement)


def dies_at(point: str, start_worker: Starts) -> None:
    """Only the fault point kills like this: a worker that misses it goes on for ever."""
    worker = start_worker(point)
    sweep_until(f"death at {point}", lambda: worker.process.poll() is not None)
    assert worker.process.returncode == -signal.SIGKILL


def sweep_until(what: str, condition: Callable[[], bool]) -> None:
    def swept() -> bool:
        sweep()
        return condition()

    wait_for(what, swept, pause=0.5)


def job_of(signature: Signature) -> Job:
    return Job.objects.get(key=f"apply:{signature.pk}")


def trail(agreement: Agreement, action: str) -> int:
    return AuditEvent.objects.filter(action=f"agreements.{action}", case=f"agreement:{agreement.pk}").count()


def not_yet_in_force(agreement: Agreement) -> None:
    """All or nothing: the first signature alone is in the file."""
    agreement.refresh_from_db()
    assert agreement.state == "signed"
    assert Revision.objects.filter(document__agreement=agreement).count() == 1
    assert not agreement.documents.filter(kind="sealed").exists()
    assert (trail(agreement, "signature_applied"), trail(agreement, "in_force")) == (1, 0)


def in_force_once(agreement: Agreement) -> None:
    agreement.refresh_from_db()
    assert agreement.state == "in_force"
    revisions = list(agreement.documents.get(kind="agreement").revisions.all())
    assert [one.signature.board for one in revisions] == [VMBO.board, MBO.board]
    assert (trail(agreement, "signature_applied"), trail(agreement, "in_force")) == (2, 1)
    sealed = agreement.documents.get(kind="sealed")
    assert sealed.sha256 == revisions[-1].sha256
    found = validate(stored(sealed.file), trust=trust())
    assert found.is_sound, found.problems
    assert [one.board_pk for one in found.signatures] == [VMBO.board.pk, MBO.board.pk]
    assert agreement.processes.get().finished
