"""A mail to one person. A worker that dies just after sending sends it again, under the same number."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from audit.context import origin

from .models import Job

Attached = tuple[str, str, str]
"""Name, content and kind of a file."""


def send(text: str, to: str, *files: Attached) -> None:
    """The first line of the text is the subject. Mail programs show two mails with the same Message-ID once."""
    subject, _blank, body = text.strip().partition("\n")
    job = _job_at_work()
    headers = {"Message-ID": number_of(job, to)} if job else {}
    EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[to], headers=headers, attachments=files).send()


def number_of(job: Job, to: str) -> str:
    """Of this promise to this person, however often it is tried."""
    promise = sha256(f"{job.key} {job.created.isoformat()} {to}".encode()).hexdigest()[:32]
    return f"<{promise}@{urlsplit(settings.BASE_URL).hostname}>"


def _job_at_work() -> Job | None:
    """Outside a job there is none."""
    pk = origin().job.rpartition(":")[2]
    return Job.objects.filter(pk=pk).first() if pk.isdigit() else None
