"""Tell somebody something. The one place where a thing to tell goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from viewflow.workflow.models import Task

from accounts.models import User
from audit.services import case_of
from jobs.sentences import Sentence
from jobs.services import enqueue

from .kinds import Kind, Mail
from .models import Choice, Notice, TermAlarm, Times
from .preferences import OBLIGATORY, Way, ways_for


def tell(
    people: Iterable[User],
    kind: Kind,
    *,
    key: str,
    about: models.Model,
    sentence: Sentence,
    address: str = "",
    alone: bool = False,
    task: Task | None = None,
    job: str = "",
    arguments: Mapping[str, Any] | None = None,
) -> list[Notice]:
    """Promise, in the caller's transaction, that these people hear it, each in the way they chose. The same key, once.

    `about` is the case and `address` the one link that matters (else the page of the case). The sentence names no case.
    `alone`: everybody waits for this person only; then it cannot be turned off. `job` sends a mail with words of its
    own; without it the mail says the sentence. As many queries for a hundred people as for one, but for mail at once.
    """
    keys = {f"{key}:{person.pk}": person for person in people}
    told = set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))
    new = {name: person for name, person in keys.items() if name not in told}
    ways = dict.fromkeys(new.values(), OBLIGATORY) if alone else ways_for(new.values(), kind)
    shared = {
        "kind": kind,
        "case": case_of(about),
        "address": address or about.get_absolute_url(),  # type: ignore[attr-defined]  # every case has a page
        "words": sentence.words,
        "values": sentence.values,
        "task": task,
    }
    notices = [Notice(key=name, person=person, **ways[person]._asdict(), **shared) for name, person in new.items()]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)  # somebody else may tell the same at this moment
    written = list(Notice.objects.filter(key__in=keys).order_by("pk"))
    for notice in written:
        if notice.key in new and notice.mail == Mail.NOW and notice.job_id is None:
            _promise_mail(notice, job, dict(arguments or {}))
    return written


def _promise_mail(notice: Notice, job: str, arguments: dict[str, Any]) -> None:
    given = arguments if job else {"notice": notice.pk}
    name, person = job or "workflows.mail_notice", notice.person_id
    notice.job = enqueue(name, key=f"mail:{notice.key}", **given, person=person)
    notice.save(update_fields=["job"])


@transaction.atomic
def mark_read(person: User, pks: Iterable[int] | None = None) -> int:
    """These, or all of them. Returns how many were not read before."""
    unread = Notice.objects.filter(person=person, read=None)
    return (unread if pks is None else unread.filter(pk__in=list(pks))).update(read=timezone.now())


def forget_task(tasks: models.QuerySet[Task]) -> None:
    """What was asked is done, or asked no more: nobody has to read that it is."""
    Notice.objects.filter(task__in=tasks.values("pk"), read=None).update(read=timezone.now())


def begin_anew(task: Task) -> None:
    """The term became longer: what was told of the old one holds no more, and of the new one nothing was told."""
    TermAlarm.objects.filter(task=task).delete()
    Notice.objects.filter(task=task, kind=Kind.TERM, read=None).update(read=timezone.now())


@transaction.atomic
def choose(person: User, ways: Mapping[Kind, Way], times: Mapping[str, Any]) -> None:
    """How this person wants to be told from now on. What was promised before goes as it was promised."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    Times.objects.update_or_create(person=person, defaults=dict(times))
    for kind, way in ways.items():
        Choice.objects.update_or_create(person=person, kind=kind, defaults=way._asdict())
