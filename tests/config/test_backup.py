"""Back up while people work, lose everything, restore on another machine: the same cases, the same trail."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from agreements.models import Annex
from agreements.services import Part, attach_file
from tests.agreements.upload_cases import PDF
from tests.factories import MBO, VMBO, Party, agreement_in

pytestmark = pytest.mark.django_db(transaction=True)

READ = """
import json, sys
from audit.models import AuditEvent
from agreements.models import Agreement, Annex
from leerroutes.models import Route
told = {
    "trail": list(AuditEvent.objects.order_by("pk").values_list("pk", "action", "case", "hash", "content", "person")),
    "cases": [[str(one), one.state] for model in (Route, Agreement) for one in model.objects.order_by("pk")],
    "files": [[one.sha256, one.file.open().read().hex()] for one in Annex.objects.order_by("pk")],
}
json.dump(told, sys.stdout)
"""


class Elsewhere:
    """Another machine: no database, no files, only the programs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"restored_{os.getpid()}"
        self.environment = os.environ | {"LEERROUTES_TEST_DIR": str(folder), "DATABASE_URL": self.address()}
        self.environment.pop("USE_TEST_DATABASE", None)

    def address(self) -> str:
        if connection.vendor == "sqlite":
            return f"sqlite:///{self.folder}/here.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {self.name}")
            cursor.execute(f"CREATE DATABASE {self.name} TEMPLATE template0")
        return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{self.name}"

    def manage(self, *arguments: str, told: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *arguments]
        environment = self.environment | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONWARNINGS": "ignore"}
        return subprocess.run(
            command, cwd=ours.BASE_DIR, env=environment, input=told, capture_output=True, text=True, check=False
        )

    def restored(self, folder: Path) -> dict[str, Any]:
        done = self.manage("restore", str(folder))
        assert done.returncode == 0, done.stderr
        assert "cases fit" in done.stdout  # the trail was verified
        read = self.manage("shell", "--no-imports", told=READ)
        assert read.returncode == 0, read.stderr
        found: dict[str, Any] = json.loads(read.stdout)
        return found

    def close(self) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {self.name}")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    (tmp_path / "elsewhere").mkdir()
    machine = Elsewhere(tmp_path / "elsewhere")
    yield machine
    machine.close()


def here() -> dict[str, Any]:
    """The same, of the machine that is still running."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(READ, {})
    found: dict[str, Any] = json.loads(said.getvalue())
    return found


class Working:
    """Two boards that go on attaching files, as long as the block lasts."""

    def __init__(self) -> None:
        self.agreement, self.stop, self.errors = agreement_in("filled"), threading.Event(), list[Exception]()
        self.busy = threading.Event()
        self.threads = [threading.Thread(target=self.work, args=[party], daemon=True) for party in (VMBO, MBO)]

    def work(self, party: Party) -> None:
        actor, number = party.coordinator, 0
        try:
            while not self.stop.is_set() and number < 200:
                number += 1
                file = ContentFile(PDF + f"%{party.slug} {number}".encode(), "stuk.pdf")
                attach_file(self.agreement, actor=actor, title=f"Stuk {number}", file=file, part=Part())
                self.busy.set()
        except Exception as error:
            self.errors.append(error)
        finally:
            connection.close()

    def __enter__(self) -> Working:
        for thread in self.threads:
            thread.start()
        assert self.busy.wait(30)
        return self

    def __exit__(self, *args: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join(60)
        assert not self.errors


def test_a_copy_made_while_people_work_is_one_moment(tmp_path: Path, elsewhere: Elsewhere, no_mail: None) -> None:
    """Every event until then and none after; every file it speaks of, byte for byte."""
    with Working():
        call_command("backup", tmp_path / "copy", verbosity=0)
        before = Annex.objects.count()
    there, now = elsewhere.restored(tmp_path / "copy"), here()
    events = len(there["trail"])
    assert there["trail"] == now["trail"][:events]
    assert there["files"] == now["files"][: len(there["files"])]
    attached = [event for event in there["trail"] if event[1] == "agreements.file_attached"]
    assert 0 < len(attached) == len(there["files"]) <= before


def test_all_is_as_it_was(tmp_path: Path, elsewhere: Elsewhere) -> None:
    agreement_in("in_force")
    call_command("backup", tmp_path / "copy", verbosity=0)
    assert elsewhere.restored(tmp_path / "copy") == here()
    again = elsewhere.manage("restore", str(tmp_path / "copy"))
    assert (again.returncode, "not empty" in again.stderr) == (1, True)


def test_a_copy_that_was_touched_restores_nothing(tmp_path: Path, elsewhere: Elsewhere) -> None:
    agreement = agreement_in("filled")
    attach_file(agreement, actor=VMBO.coordinator, title="Stuk", file=ContentFile(PDF, "a.pdf"), part=Part())
    call_command("backup", tmp_path / "copy", verbosity=0)
    one = next(path for path in (tmp_path / "copy" / "files").rglob("*") if path.is_file())
    one.write_bytes(one.read_bytes() + b" ")
    done = elsewhere.manage("restore", str(tmp_path / "copy"))
    assert done.returncode == 1
    assert "gone or changed" in done.stderr
    (tmp_path / "copy" / "manifest.json").unlink()
    assert "no backup" in elsewhere.manage("restore", str(tmp_path / "copy")).stderr


def test_a_file_that_is_lost_is_said(tmp_path: Path) -> None:
    agreement = agreement_in("filled")
    attach_file(agreement, actor=VMBO.coordinator, title="Stuk", file=ContentFile(PDF, "b.pdf"), part=Part())
    lost = str(Annex.objects.get(agreement=agreement).file.name)
    default_storage.delete(lost)
    with pytest.raises(CommandError, match=lost):
        call_command("backup", tmp_path / "copy", verbosity=0)


def test_keys_lie_apart(tmp_path: Path, settings: Any) -> None:
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "authority.p12").write_bytes(b"GEHEIM")
    for wrong in (tmp_path / "copy" / "keys", tmp_path / "copy", tmp_path):
        with pytest.raises(CommandError):
            call_command("backup", tmp_path / "copy", keys=wrong, verbosity=0)
    call_command("backup", tmp_path / "copy", keys=tmp_path / "elsewhere", verbosity=0)
    assert (tmp_path / "elsewhere" / "authority.p12").read_bytes() == b"GEHEIM"
    assert not list((tmp_path / "copy").rglob("*.p12"))
    with pytest.raises(CommandError, match="not empty"):
        call_command("backup", tmp_path / "copy", verbosity=0)
