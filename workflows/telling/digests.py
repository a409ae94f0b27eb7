"""The mail of the day: everything that did not have to come at once, in one mail; none when nothing came in."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localtime, now

from accounts.models import User
from jobs.faults import point
from jobs.services import enqueue, handles

from ..links import absolute
from ..mail import send
from .kinds import Mail
from .models import Digest, Notice, Times
from .reading import readable

logger = logging.getLogger(__name__)

USUAL_HOUR = 7


def make_digests(moment: datetime | None = None) -> None:
    """For everybody whose hour has come. One that fails is tried again in the next round."""
    here = localtime(moment or now())
    for person in _whose_hour_came(here.hour):
        try:
            make_digest(person, here.date())
        except Exception:
            logger.exception("The mail of the day for person %s was not made; it is tried again.", person.pk)


def _whose_hour_came(hour: int) -> QuerySet[User]:
    people = User.objects.filter(pk__in=_waiting().values("person"), is_active=True)
    if hour < USUAL_HOUR:
        return people.filter(pk__in=Times.objects.filter(digest_hour__lte=hour).values("person"))
    return people.exclude(pk__in=Times.objects.filter(digest_hour__gt=hour).values("person"))


def _waiting() -> QuerySet[Notice]:
    return Notice.objects.filter(mail=Mail.DIGEST, digest=None, read=None)


@transaction.atomic
def make_digest(person: User, day: date) -> None:
    """Take along what waits, and promise the mail. The row of the day, which can be there once, decides who does it."""
    digest, is_new = Digest.objects.get_or_create(person=person, day=day)
    if not is_new:
        return
    if not _waiting().filter(person=person).update(digest=digest):
        digest.delete()
        return
    point("digest.taken")
    job = enqueue("workflows.mail_digest", key=f"mail:digest:{person.pk}:{day}", digest=digest.pk, person=person.pk)
    digest.notices.update(job=job)


@handles("workflows.mail_digest")
def mail_digest(digest: int, person: int) -> None:
    """What was read or done meanwhile is left out, and so is what this person may not read any more."""
    found = Digest.objects.select_related("person").get(pk=digest, person=person)
    waiting = list(found.notices.filter(read=None).order_by("pk"))
    records = readable(found.person, {notice.case for notice in waiting})
    rows = [{"notice": notice, "record": records[notice.case]} for notice in waiting if notice.case in records]
    if rows:
        words = {"rows": rows, "day": found.day, "link": absolute(reverse("workflows:notices"))}
        send("workflows/mail/digest.txt", found.person, words)
