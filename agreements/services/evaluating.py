"""Record the evaluation of a school year with an agreement that binds."""

from __future__ import annotations

from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.uploads import received
from accounts.uploads.keeping import take_in
from accounts.uploads.states import FileState
from accounts.verdicts import ensure
from audit.services import record
from jobs.services import enqueue

from .. import policies_after
from ..errors import AgreementError
from ..evaluations import school_year_of
from ..models import Agreement, Evaluation
from .turning import locked


@transaction.atomic
def record_evaluation(
    agreement: Agreement, *, actor: Actor, start_year: int, held_on: date, conclusion: str, file: File[bytes]
) -> Evaluation:
    """By one board, for all of them to read. Nothing of the text changes."""
    agreement = locked(agreement)
    ensure(policies_after.can_evaluate(actor, agreement))
    _ensure_sound(start_year, held_on, conclusion)
    if agreement.evaluations.exclude(state=FileState.REFUSED).filter(sha256=received(file).sha256).exists():
        raise AgreementError(_("Exactly this file was recorded here already."))
    kept = Evaluation(agreement=agreement, board=actor.board, start_year=start_year, held_on=held_on)
    kept.conclusion, kept.uploaded_by = conclusion.strip(), actor.user
    take_in(kept, file)
    kept.save()
    record(
        "agreements.evaluation_recorded",
        actor=actor,
        case=agreement,
        subject=kept,
        school_year=kept.school_year,
        held_on=held_on.isoformat(),
        name=kept.name,
        sha256=kept.sha256,
    )
    if kept.state == FileState.QUARANTINE:
        enqueue("agreements.scan_evaluation", key=kept.job_key, evaluation=kept.pk)
    return kept


def _ensure_sound(start_year: int, held_on: date, conclusion: str) -> None:
    """Nobody evaluates what is still to come, and a file alone tells nobody anything."""
    if not conclusion.strip():
        raise AgreementError(_("Write in a few words what came out."))
    if held_on > localdate():
        raise AgreementError(_("Record the evaluation when it was held: the day lies in the future."))
    if school_year_of(held_on) < start_year:
        raise AgreementError(_("On that day this school year had not begun yet."))
