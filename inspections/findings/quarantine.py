"""The file that comes with an answer: into quarantine, and out of it."""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction

from accounts.uploads.keeping import let_out, take_in
from accounts.uploads.states import FileState
from audit.services import record
from jobs.services import enqueue

from .models import AnswerFile, Finding, Round


def attach(current: Round, file: File[bytes]) -> dict[str, str]:
    """The file goes into its row, in the transaction of the answer; what is told of it, for the trail."""
    kept = AnswerFile(round=current)
    take_in(kept, file)
    kept.save()
    if kept.state == FileState.QUARANTINE:
        enqueue("inspections.scan_answer_file", key=kept.job_key, file=kept.pk)
    return {"file": kept.name, "sha256": kept.sha256}


@transaction.atomic
def release_file(file: int, virus: str) -> None:
    """Out of quarantine: clean, or refused and thrown away. The second of two workers finds it done."""
    known = AnswerFile.objects.select_related("round").get(pk=file)
    finding = Finding.objects.select_for_update().get(pk=known.round.finding_id)
    found = AnswerFile.objects.filter(pk=file, state=FileState.QUARANTINE).first()
    if found is None:
        return
    if path := let_out(found, virus):
        enqueue("agreements.throw_away", key=f"throw-away:{path}", path=path)
    found.save(update_fields=["state", "checked", "reason", "file"])
    code = "inspections.finding_file_refused" if virus else "inspections.finding_file_checked"
    record(code, actor=None, case=finding, subject=found, reason=found.reason, file=found.name, sha256=found.sha256)
