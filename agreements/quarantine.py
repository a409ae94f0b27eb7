"""Jobs about files from outside: ask the scanner, and throw away what must go. Safe to run twice."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from accounts.uploads import scanning
from accounts.uploads.keeping import VIRUS, let_out, virus_in
from accounts.uploads.states import FileState
from audit.services import record
from jobs.services import enqueue, handles

from .models import Agreement, Annex, Consultation, Evaluation


@handles("agreements.scan_annex")
def scan_annex(annex: int) -> None:
    """Ask without holding a lock. A scanner that does not answer makes this job fail, so it is tried again later."""
    waiting = Annex.objects.filter(pk=annex, state=FileState.QUARANTINE).first()
    if waiting is None:
        return
    release_annex(annex, virus_in(waiting))


@handles("agreements.scan_evaluation")
def scan_evaluation(evaluation: int) -> None:
    """As an attached file."""
    waiting = Evaluation.objects.filter(pk=evaluation, state=FileState.QUARANTINE).first()
    if waiting is not None:
        _release(Evaluation, evaluation, virus_in(waiting))


def release_annex(annex: int, virus: str) -> None:
    _release(Annex, annex, virus)


@transaction.atomic
def _release(kind: type[Annex] | type[Evaluation], pk: int, virus: str) -> None:
    """Out of quarantine: clean, or refused and thrown away. The second of two workers finds it done."""
    found = kind.objects.filter(pk=pk).first()
    if found is None:
        return
    agreement = Agreement.objects.select_for_update().get(pk=found.agreement_id)
    found = kind.objects.filter(pk=pk, state=FileState.QUARANTINE).first()
    if found is None:
        return
    if path := let_out(found, virus):
        enqueue("agreements.throw_away", key=f"throw-away:{path}", path=path)
    found.save(update_fields=["state", "checked", "reason", "file"])
    code = "agreements.file_refused" if virus else "agreements.file_checked"
    record(code, actor=None, case=agreement, subject=found, reason=found.reason, name=found.name, sha256=found.sha256)


@handles("agreements.scan_letter")
def scan_letter(path: str) -> None:
    """The letter of a participation body; the same file may stand with more than one round of questions."""
    if not _waiting_letters(path).exists():
        return
    with default_storage.open(path) as stored:
        virus = scanning.virus_in(stored.chunks())
    release_letter(path, virus)


@transaction.atomic
def release_letter(path: str, virus: str) -> None:
    waiting = _waiting_letters(path).first()
    if waiting is None:
        return
    agreement = Agreement.objects.select_for_update().get(pk=waiting.agreement_id)
    changed = {"letter_state": FileState.CLEAN} if not virus else {"letter_state": FileState.REFUSED, "letter": ""}
    if not _waiting_letters(path).update(**changed):
        return
    if virus:
        enqueue("agreements.throw_away", key=f"throw-away:{path}", path=path)
    code = "agreements.file_refused" if virus else "agreements.file_checked"
    reason = VIRUS % virus if virus else ""
    record(code, actor=None, case=agreement, subject=waiting, reason=reason, name=waiting.letter_name)


def _waiting_letters(path: str) -> QuerySet[Consultation]:
    return Consultation.objects.filter(letter=path, letter_state=FileState.QUARANTINE)


@handles("agreements.throw_away")
def throw_away(path: str) -> None:
    """The bytes of a file, unless another agreement or round still points at them."""
    if not Annex.objects.filter(file=path).exists() and not Consultation.objects.filter(letter=path).exists():
        default_storage.delete(path)
