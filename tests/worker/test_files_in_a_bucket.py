"""A worker and the commands for backup and restore, with `FILES_URL` set to a bucket, as processes of their own."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction

from agreements.models import Document
from agreements.services import request_draft_document
from config.backup.files import named
from config.backup.moments import this_moment
from tests.config.test_backup import Elsewhere, elsewhere, here
from tests.config.test_files import BUCKET, address, bucket, names_in
from tests.factories import VMBO, agreement_in
from tests.worker.processes import Worker, wait_for

__all__ = ["address", "bucket", "elsewhere"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]

KEYS = {"FILES_ACCESS_KEY": "sleutel", "FILES_SECRET_KEY": "geheim"}


@pytest.mark.usefixtures("blank_paper", "no_mail")
def test_what_a_worker_puts_there_comes_back_in_another_bucket(
    bucket: Any,
    address: str,
    elsewhere: Elsewhere,
    start_worker: Callable[..., Worker],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    for name, value in (KEYS | {"FILES_URL": url_of("bestanden", address)}).items():
        monkeypatch.setenv(name, value)
    source = "<html lang=nl><title>Overeenkomst</title><h1>Overeenkomst</h1>"
    monkeypatch.setattr("agreements.services.documents.render_html", lambda *args, **kwargs: source)
    moved = carried_over()
    start_worker()
    with transaction.atomic():
        promised = request_draft_document(agreement_in("filled"), actor=VMBO.coordinator)
    wait_for("the document", lambda: bool(Document.objects.get(pk=promised.pk).sha256), pause=0.1)
    made = Document.objects.get(pk=promised.pk)
    assert names_in(bucket) == {f"bestanden/{name}" for name in {made.file.name, *moved}}
    assert not (Path(ours.MEDIA_ROOT) / made.file.name).exists()

    call_command("backup", tmp_path / "copy", verbosity=0)
    elsewhere.environment |= KEYS | {"FILES_URL": url_of("elders", address)}
    assert elsewhere.restored(tmp_path / "copy") == here()
    back = bucket.Object(f"elders/{made.file.name}").get()["Body"].read()
    assert sha256(back).hexdigest() == made.sha256
    assert not [path for path in (elsewhere.folder / "files").rglob("*") if path.is_file()]


def carried_over() -> set[str]:
    """What the stage has lies in a folder; whoever begins with a bucket copies it there, under the same names."""
    with this_moment() as moment:
        names = named(moment.rows)
    for name in names:
        default_storage.save(name, ContentFile((Path(ours.MEDIA_ROOT) / name).read_bytes()))
    return names


def url_of(place: str, address: str) -> str:
    return f"s3://{BUCKET}/{place}?endpoint={address}&region=us-east-1"
