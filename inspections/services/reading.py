"""Looking is told too: what an inspector reads, and every file that anybody takes along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from accounts.actors import Actor
from audit.services import case_of, record

from ..models import Reading

QUARTER = timedelta(minutes=15)


@transaction.atomic
def note_reading(case: models.Model, *, actor: Actor) -> None:
    """Once per person, case and quarter of an hour: of two requests at once, the row lets one tell it."""
    quarter = int(timezone.now().timestamp() // QUARTER.total_seconds())
    _row, is_new = Reading.objects.get_or_create(user=actor.user, case=case_of(case), quarter=quarter)
    if is_new:
        record("inspections.read", actor=actor, case=case)


@transaction.atomic
def note_download(cases: Sequence[models.Model], *, actor: Actor, file: str, sha256: str) -> None:
    """Every time. In the dossier the file belongs to; a file of no dossier in that of the person."""
    for case in cases or [actor.user]:
        record("inspections.downloaded", actor=actor, case=case, file=file, sha256=sha256)
