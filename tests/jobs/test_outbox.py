"""The outbox: promised in a transaction, done at least once, by one worker at a time, never given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs import services
from jobs.models import Job, State
from jobs.services import claim, enqueue, handles, run, sweep
from jobs.tasks import run_job
from jobs.tasks import sweep as sweep_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def done() -> Iterator[list[str]]:
    """A kind of job that notes what it did, and fails when told so."""
    noted: list[str] = []

    @handles("tests.note")
    def note(what: str, fails: int = 0) -> None:
        noted.append(what)
        if len(noted) <= fails:
            raise ConnectionError("de printer is stuk")

    yield noted
    services._handlers.pop("tests.note")


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every time the doorbell rings: the job it rings for."""
    rung: list[int] = []
    monkeypatch.setattr("jobs.services.current_app.send_task", lambda name, args: rung.append(args[0]))
    return rung


def promise(key: str = "een", delay: timedelta = timedelta(0), **arguments: object) -> Job:
    return enqueue("tests.note", key=key, delay=delay, **({"what": key} | arguments))


def later(job: Job, seconds: float) -> None:
    """Let that much time have passed for this job."""
    shift = timedelta(seconds=seconds)
    Job.objects.filter(pk=job.pk).update(
        run_after=job.run_after - shift, lease_until=job.lease_until and job.lease_until - shift
    )


def test_a_promise_is_kept(done: list[str]) -> None:
    job = promise()
    assert job.state == State.WAITING
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error, job.lease_until) == (State.DONE, 1, "", None)
    assert job.finished is not None
    assert done == ["een"]


def test_the_same_key_is_the_same_promise(done: list[str]) -> None:
    assert promise() == promise(what="iets anders")
    assert Job.objects.get(key="een").arguments == {"what": "een"}


def test_done_is_done(done: list[str]) -> None:
    job = promise()
    for _ in range(3):
        run(job.pk)
        run_job(job.pk)
    assert done == ["een"]


def test_a_bell_for_nothing_is_harmless(done: list[str]) -> None:
    run(987654321)
    assert done == []


@pytest.mark.django_db(transaction=True)
def test_it_rings_after_the_commit_and_not_before(bells: list[int]) -> None:
    with transaction.atomic():
        job = promise()
        assert bells == []
    assert bells == [job.pk]


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_is_not_promised(bells: list[int]) -> None:
    with transaction.atomic():
        promise()
        transaction.set_rollback(True)
    assert (bells, Job.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_it_refuses_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        promise()
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_only_costs_time(monkeypatch: pytest.MonkeyPatch, done: list[str]) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr("jobs.services.current_app.send_task", refuse)
        with transaction.atomic():
            job = promise()
    rung: list[int] = []
    monkeypatch.setattr("jobs.services.current_app.send_task", lambda name, args: rung.append(args[0]))
    assert sweep() == 1
    assert rung == [job.pk]


# --- failure and patience ------------------------------------------------------------------------


def test_a_failure_is_told_and_tried_again_later(done: list[str]) -> None:
    job = promise(fails=2)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (State.WAITING, 1, "ConnectionError: de printer is stuk")
    assert job.run_after > timezone.now()

    run(job.pk)  # too early
    assert len(done) == 1
    for seconds in (2, 4):
        later(job, seconds)
        run(job.pk)
        job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (State.DONE, 3, "")


def test_it_never_waits_longer_than_five_minutes(done: list[str]) -> None:
    job = promise(fails=9)
    Job.objects.filter(pk=job.pk).update(attempts=2000)
    run(job.pk)
    job.refresh_from_db()
    assert timedelta(minutes=4) < job.run_after - timezone.now() <= timedelta(minutes=5)


def test_a_very_long_complaint_fits(done: list[str]) -> None:
    @handles("tests.complain")
    def complain() -> None:
        raise ValueError("x" * 5000)

    job = enqueue("tests.complain", key="klacht")
    run(job.pk)
    job.refresh_from_db()
    assert len(job.error) == 500
    services._handlers.pop("tests.complain")


def test_a_job_that_nobody_knows_waits_for_who_does() -> None:
    job = enqueue("tests.unknown", key="onbekend")
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (State.WAITING, "KeyError: 'tests.unknown'")


def test_a_job_for_later_is_not_done_now(done: list[str], bells: list[int]) -> None:
    job = promise(delay=timedelta(hours=1))
    run(job.pk)
    assert (sweep(), done) == (0, [])
    later(job, 3600)
    run(job.pk)
    assert done == ["een"]


# --- the lease -----------------------------------------------------------------------------------


def test_a_job_in_other_hands_is_left_alone(done: list[str]) -> None:
    job = promise()
    assert claim(job.pk) is not None
    assert claim(job.pk) is None
    run(job.pk)
    assert done == []


def test_a_silent_worker_loses_its_job(done: list[str], settings: object) -> None:
    job = claim(promise().pk)
    assert job is not None
    later(job, 61)
    assert sweep() == 1
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 2)


def test_who_lost_the_job_cannot_close_it(done: list[str]) -> None:
    slow = claim(promise().pk)
    assert slow is not None
    later(slow, 61)
    quick = claim(slow.pk)
    assert quick is not None

    services._postpone(slow, TimeoutError())
    services._close(slow)
    slow.refresh_from_db()
    assert (slow.state, slow.attempts, slow.error) == (State.RUNNING, 2, "")
    services._close(quick)
    quick.refresh_from_db()
    assert quick.state == State.DONE


def test_the_sweeper_rings_for_what_is_due_oldest_first(bells: list[int], done: list[str]) -> None:
    jobs = [promise(str(number)) for number in range(4)]
    later(jobs[2], 100)
    run(jobs[0].pk)
    claim(jobs[1].pk)
    sweep_task()
    assert bells == [jobs[2].pk, jobs[3].pk]


@given(steps=st.lists(st.sampled_from(["claim", "wait", "expire"]), max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_one_worker_has_it(steps: list[str]) -> None:
    """Claims succeed exactly when no lease runs; only the last one who claimed can close."""
    with transaction.atomic():
        job = promise()
        held, claims = False, []
        for step in steps:
            if step == "claim":
                won = claim(job.pk)
                assert (won is not None) is not held
                held = True
                claims += [won] if won else []
            else:
                job.refresh_from_db()
                later(job, 61 if step == "expire" else 59 if not held else 1)
                held = held and step != "expire"
        for loser in claims[:-1]:
            services._close(loser)
            job.refresh_from_db()
            assert job.state == State.RUNNING
        for winner in claims[-1:]:
            services._close(winner)
            job.refresh_from_db()
            assert (job.state, job.attempts) == (State.DONE, len(claims))
        transaction.set_rollback(True)


# --- the walls -----------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [{"state": "lost"}, {"state": "running", "lease_until": None}])
def test_the_database_knows_the_states(wrong: dict[str, object], done: list[str]) -> None:
    job = promise()
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**wrong)


def test_every_kind_of_job_that_is_asked_for_has_a_doer() -> None:
    names = {"agreements.render_document", "agreements.apply_signatures", "workflows.mail_task", "workflows.mail_news"}
    assert names <= set(services._handlers)


def test_handlers_are_kept_by_name() -> None:
    handler: Callable[..., None] = services._handlers["agreements.apply_signatures"]
    assert handler.__name__ == "put_signatures_in"
