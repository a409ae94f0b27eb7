"""What a worker does about findings. Each handler is safe to run twice."""

from __future__ import annotations

import logging

from celery import shared_task

from accounts.models import User
from accounts.uploads.keeping import virus_in
from accounts.uploads.states import FileState
from jobs.services import handles
from workflows.links import absolute
from workflows.mail import send

from .models import AnswerFile, Finding
from .quarantine import release_file
from .selectors import overdue
from .services import remind

logger = logging.getLogger(__name__)


@handles("inspections.scan_answer_file")
def scan_answer_file(file: int) -> None:
    """Ask without holding a lock. A scanner that does not answer makes this job fail, so it is tried again later."""
    waiting = AnswerFile.objects.filter(pk=file, state=FileState.QUARANTINE).first()
    if waiting is not None:
        release_file(file, virus_in(waiting))


@shared_task(ignore_result=True)
def watch_findings() -> None:
    """Last days end at midnight; told once, also when nobody looked for days. What fails is tried again next time."""
    for finding in Finding.objects.filter(overdue(reminded=False)):
        try:
            remind(finding)
        except Exception:
            logger.exception("Nobody was reminded of finding %s; it is tried again.", finding.pk)


@handles("inspections.mail_finding")
def mail_finding(finding: int, about: str, person: int) -> None:
    """It is closed or withdrawn, or its last day is over; unless somebody answered meanwhile."""
    told = Finding.objects.select_related("route", "board").prefetch_related("rounds").get(pk=finding)
    if about == "overdue" and not told.is_late:
        return
    reader, link = User.objects.get(pk=person), absolute(told.get_absolute_url())
    words = {"finding": told, "is_over": about == "over", "day": told.current.due_on, "link": link}
    send("inspections/mail/finding.txt", reader, words, about=told)
