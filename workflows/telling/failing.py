"""Mail that does not get out: shown with the case it is about, and to administrators. It never holds up the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Q, QuerySet

from accounts.actors import Actor
from accounts.models import Membership, User
from audit.services import case_of
from jobs.models import Job, State

from .kinds import Kind
from .models import Notice

MOST = 20


@dataclass(frozen=True)
class Failing:
    """A mail that was refused: to whom, how often it was tried, and when it is tried again."""

    person: User | None
    attempts: int
    next_try: datetime
    error: str = ""
    what: str = ""


def failing_about(record: Model, actor: Actor) -> list[Failing]:
    """For the parties of a case: who does not get their mail; the address and the error are not theirs to see."""
    if actor.board is None:
        return []
    failed = Notice.objects.filter(case=case_of(record), job__in=_failed())
    # that somebody was mentioned can be a matter of their own board
    of_own_board = Membership.objects.filter(board=actor.board).values("user")
    told = failed.filter(~Q(kind=Kind.MENTION) | Q(person__in=of_own_board)).select_related("person", "job")
    by_job = {one.job.pk: Failing(one.person, one.job.attempts, one.job.run_after) for one in told[:MOST] if one.job}
    return list(by_job.values())


def all_failing() -> list[Failing]:
    """For administrators, who look after the post: no case, no words of a mail."""
    jobs = list(_failed().order_by("created")[:200])
    people = dict(Notice.objects.filter(job__in=jobs).values_list("job", "person"))
    people |= {job.pk: job.arguments["person"] for job in jobs if "person" in job.arguments}
    found = User.objects.in_bulk(list(people.values()))
    return [Failing(found.get(people.get(job.pk, 0)), job.attempts, job.run_after, job.error, job.name) for job in jobs]


def _failed() -> QuerySet[Job]:
    return Job.objects.filter(name__contains=".mail_").exclude(state=State.DONE).exclude(error="")
