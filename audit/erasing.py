"""Taking personal data out of the ledger (AVG, article 17) while every chain still fits.

What goes is a payload; its salted digest stays in the envelope. That it went, by whom and why, is an event in the same
case: a payload that is gone without one is a fault.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import models, transaction

from .canonical import canonical
from .chain import ERASING
from .models import AuditEvent, AuditQuerySet
from .services import ActingPerson, append, case_of, end_of


class CannotErase(Exception):
    """There is nothing to erase, or it must stay."""


@transaction.atomic
def erase_person(user: models.Model, *, actor: ActingPerson | None, reason: str) -> list[AuditEvent]:
    """Forget name, role, session and network of everything this person did. One event per case tells of it.

    Which person it was stays as a number. What others wrote about the person is found by `mentions`, and erased event
    by event: much of it is what happened, and time travel rests on it.
    """
    own = AuditEvent.objects.filter(actor=user.pk, person__isnull=False).order_by("case", "number")
    # The order of the cases is that of everybody who erases, so two never wait for each other.
    found = [list(events) for _case, events in groupby(own, key=attrgetter("case"))]
    return [_erase("audit.person_erased", events, actor, reason, subject=case_of(user)) for events in found]


@transaction.atomic
def erase_content(event: AuditEvent, *, actor: ActingPerson | None, reason: str) -> AuditEvent:
    """Forget reason, changes and facts of one event."""
    if event.action in ERASING:
        raise CannotErase("An event that tells of erasing stays: it explains what is gone.")
    if not AuditEvent.objects.filter(pk=event.pk, content__isnull=False).exists():
        raise CannotErase("This was erased already.")
    return _erase("audit.content_erased", [event], actor, reason)


def mentions(user: models.Model) -> AuditQuerySet:
    """Events in whose content the name of this person stands, and events about the person."""
    quoted = canonical(str(user))[1:-1]
    return AuditEvent.objects.filter(
        models.Q(content__contains=quoted) | models.Q(subject=case_of(user)) | models.Q(case=case_of(user))
    ).exclude(content=None)


def _erase(
    action: str, events: Iterable[AuditEvent], actor: ActingPerson | None, reason: str, subject: str = ""
) -> AuditEvent:
    column, events = ERASING[action], sorted(events, key=attrgetter("number"))
    data: dict[str, Any] = {"events": [event.number for event in events]}
    if column == "content":  # where it stood, so that time travel says "erased" there; not what stood there
        data["paths"] = [sorted(event.state) for event in events]
    content = {"reason": reason, "changes": {}, "data": data}
    told = append(end_of(events[0].case), action, actor=actor, subject=subject, content=content)
    # Round the queryset that refuses; the trigger lets exactly this pass.
    models.QuerySet(AuditEvent).filter(pk__in=[event.pk for event in events]).update(**{column: None})
    return told
