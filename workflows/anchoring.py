"""The ledger leaves the house: every anchor gets a timestamp and goes to who keeps it. Each of these is a job."""

from __future__ import annotations

import asyncio
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localdate

from accounts.models import Board
from accounts.permissions import people_asked
from audit.anchors import keep_timestamp, make_anchor, stamped
from audit.canonical import canonical
from audit.models import AuditAnchor
from audit.proof import read_anchor
from jobs.mail import send
from jobs.services import enqueue, handles


@transaction.atomic
def anchor_the_ledger() -> AuditAnchor:
    """Make an anchor, and promise that it is stamped and mailed: one job for each who keeps it."""
    anchor = make_anchor()
    enqueue("workflows.stamp_anchor", key=f"anchor:{anchor.number}:stamp", anchor=anchor.number)
    for address in sorted(keepers(anchor)):
        enqueue("workflows.mail_anchor", key=f"anchor:{anchor.number}:{address}", anchor=anchor.number, to=address)
    return anchor


def keepers(anchor: AuditAnchor) -> set[str]:
    """Who gets it: the archives of ANCHOR_MAIL_TO always, the directors of every board the first of a month.

    An anchor binds all before it, so who keeps one a month can show every change older than that.
    """
    day = localdate(anchor.made)
    this_month = Q(made__year=day.year, made__month=day.month)
    if AuditAnchor.objects.filter(this_month, number__lt=anchor.number).exists():
        return set(settings.ANCHOR_MAIL_TO)
    directors = (people_asked("decide_agreements", board) for board in Board.objects.all())
    return {*settings.ANCHOR_MAIL_TO, *(person.email for people in directors for person in people)}


@handles("workflows.stamp_anchor")
def stamp_anchor(anchor: int) -> None:
    """Put the timestamp beside the file, when an authority is configured. Twice is once."""
    from agreements.sealing.timestamps import timestamper  # pyHanko takes most of a second to load

    row, stamps = AuditAnchor.objects.get(number=anchor), timestamper()
    if stamps is None or stamped(row) is not None:
        return
    digest = sha256(canonical(read_anchor(row.statement).statement).encode()).digest()
    token = asyncio.run(stamps.async_timestamp(digest, "sha256"))
    keep_timestamp(row, token.dump())


@handles("workflows.mail_anchor")
def mail_anchor(anchor: int, to: str) -> None:
    """The short copy, which proves as much as the file."""
    row = AuditAnchor.objects.get(number=anchor)
    with translation.override("nl"):
        text = render_to_string("workflows/mail/anchor.txt", {"anchor": row, "site": settings.BASE_URL})
    send(text, to, (row.file.rsplit("/", 1)[-1], row.statement, "application/json"))
