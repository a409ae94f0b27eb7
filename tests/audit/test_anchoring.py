"""The ledger leaves the house: stamped, mailed, and public enough to be checked."""

from __future__ import annotations

import json
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core import mail
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client

from audit import keys
from audit.anchors import timestamp_of
from audit.canonical import canonical
from audit.models import AuditAnchor
from audit.proof import check_anchor, read_anchor
from audit.verifying import verify
from tests.factories import MBO, VMBO, run_jobs
from workflows.anchoring import anchor_the_ledger
from workflows.tasks import anchor_ledger

pytestmark = pytest.mark.django_db

NAMES = ("workflows.stamp_anchor", "workflows.mail_anchor")


@pytest.fixture(autouse=True)
def _own_files(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    settings.ANCHOR_MAIL_TO = ["archief@spinoza.example"]  # type: ignore[attr-defined]


def test_an_anchor_goes_to_who_keeps_it_and_proves_itself_there(tmp_path: Path) -> None:
    anchor_ledger()
    run_jobs(*NAMES)
    told = {to: message for message in mail.outbox for to in message.to}
    assert {"archief@spinoza.example", VMBO.director.user.email, MBO.director.user.email} <= set(told)
    message = told["archief@spinoza.example"]
    (name, content, kind), row = message.attachments[0], AuditAnchor.objects.get()
    assert (name, kind) == (Path(row.file).name, "application/json")
    assert "heads" not in json.loads(content)
    assert check_anchor(read_anchor(content), keys.trusted()) is None
    assert row.root in message.body
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / name).write_text(content)
    assert verify(folder=tmp_path / "kept").faults == []


def test_the_directors_get_one_a_month_and_a_mail_is_sent_once() -> None:
    anchor_ledger()
    anchor_ledger()
    for _again in range(2):
        run_jobs(*NAMES)
    to = [address for message in mail.outbox for address in message.to]
    assert to.count("archief@spinoza.example") == 2
    assert to.count(VMBO.director.user.email) == 1


def test_a_timestamp_stands_beside_it_and_openssl_believes_it(tmp_path: Path) -> None:
    row = anchor_the_ledger()
    run_jobs(*NAMES)
    with default_storage.open(timestamp_of(row)) as file:
        (tmp_path / "token").write_bytes(file.read())
    digest = sha256(canonical(read_anchor(row.statement).statement).encode()).hexdigest()
    root = Path(configured.SIGNING_KEYS_DIR) / "trust" / "authority.pem"
    asked = ["openssl", "ts", "-verify", "-token_in", "-in", str(tmp_path / "token"), "-CAfile", str(root)]
    done = subprocess.run([*asked, "-digest", digest], capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout + done.stderr
    wrong = subprocess.run([*asked, "-digest", "0" * 64], capture_output=True, text=True, check=False)
    assert wrong.returncode != 0
    assert verify().faults == []


def test_without_an_authority_there_is_no_timestamp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agreements.sealing.timestamps.timestamper", lambda: None)
    row = anchor_the_ledger()
    run_jobs(*NAMES)
    assert not default_storage.exists(timestamp_of(row))
    assert verify().faults == []


def test_the_command_says_where_it_is(
    capsys: pytest.CaptureFixture[str], settings: pytest.FixtureRequest, tmp_path: Path
) -> None:
    call_command("anchor")
    assert capsys.readouterr().out.split() == [AuditAnchor.objects.get().file, AuditAnchor.objects.get().root]
    settings.SIGNING_KEYS_DIR, settings.SIGNING_KEYS_PASSPHRASE = tmp_path, ""  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="PASSPHRASE"):
        call_command("anchor")


def test_everybody_gets_the_certificate(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    anchor_the_ledger()
    answer = Client().get("/controle/grootboek.pem")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/x-pem-file")
    assert answer.content.decode() == keys.published()
    settings.SIGNING_KEYS_DIR = tmp_path  # type: ignore[attr-defined]
    assert Client().get("/controle/grootboek.pem").status_code == 404
