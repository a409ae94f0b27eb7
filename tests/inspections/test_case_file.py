"""The inspection file proves itself on a bare Python, and no byte of it can change unseen."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from accounts.actors import Actor
from audit.anchors import make_anchor
from audit.canonical import canonical
from audit.merkle import path_of, root_from, root_of
from audit.models import AuditEvent
from audit.services import record
from inspections.dossier.building import build
from inspections.dossier.checking import main
from inspections.errors import InspectionError
from inspections.models import CaseFile
from inspections.services import ask_for_file
from leerroutes.models import Route
from tests.conftest import ClientAs
from tests.factories import Party, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def route() -> Route:
    return play("running").route


def made(route: Route, actor: Actor) -> bytes:
    out = io.BytesIO()
    build(route, actor, out)
    return out.getvalue()


def bare(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program in this folder, on a Python without any package."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_it_is_the_same_twice_and_looking_does_not_change_it(
    route: Route, inspector: Actor, client_as: ClientAs
) -> None:
    first = made(route, inspector)
    client_as(inspector).get(route.get_absolute_url())
    assert AuditEvent.objects.filter(action="inspections.read").exists()
    assert made(route, inspector) == first


def test_a_bare_python_finds_it_in_order_and_every_changed_byte(route: Route, inspector: Actor, tmp_path: Path) -> None:
    """Unpacked by anybody's program; and in the ZIP, where headers count too. With an anchor."""
    make_anchor()
    content = made(route, inspector)
    archive, folder = tmp_path / "dossier.zip", tmp_path / "open"
    archive.write_bytes(content)
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        opened.extractall(folder)
    assert {"verslag.pdf", "verslag.html", "manifest.json", "programma/audit/chain.py"} <= set(names)
    assert any(name.startswith("documenten/") and "sealed" in name for name in names)
    for path in (str(archive), str(folder)):
        found = bare(folder, path)
        assert (found.returncode, found.stderr) == (0, ""), found.stdout
    assert "In orde" in found.stdout
    assert "Anker 1 van" in found.stdout

    chance = random.Random(5)
    places = {0, 4, 10, 14, 26, 29, len(content) - 1, len(content) - 12, len(content) - 60}
    for place in sorted(places | {chance.randrange(len(content)) for _ in range(120)}):
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        archive.write_bytes(changed)
        assert main([str(archive)], tmp_path) == 1, f"byte {place} was changed unseen"
    assert bare(folder, str(archive)).returncode == 1
    archive.write_bytes(content[:-1])
    assert main([str(archive)], tmp_path) == 1
    archive.write_bytes(content + b"\0")
    assert main([str(archive)], tmp_path) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda folder: (folder / "verslag.html").write_text("anders"), "verslag.html: was changed"),
        (lambda folder: (folder / "verslag.html").unlink(), "verslag.html: is missing"),
        (lambda folder: (folder / "extra.txt").write_text("x"), "extra.txt: was added"),
        (lambda folder: (folder / "manifest.sha256").write_text("0"), "this is not the list"),
    ],
)
def test_it_says_which_file_does_not_fit(
    route: Route, inspector: Actor, tmp_path: Path, change: Callable[[Path], object], said: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(made(route, inspector))) as opened:
        opened.extractall(tmp_path)
    change(tmp_path)
    found = bare(tmp_path)
    assert found.returncode == 1
    assert said in found.stdout


def test_a_line_that_is_broken_inside_a_text_breaks_no_event(route: Route, inspector: Actor, tmp_path: Path) -> None:
    """U+2028 comes along when people paste from a word processor; canonical JSON leaves it as it is."""
    with transaction.atomic():
        record("tests.pasted", actor=None, case=route, reason="Eén\u2028twee\u2029drie\x85vier")
    archive = tmp_path / "dossier.zip"
    archive.write_bytes(made(route, inspector))
    assert main([str(archive)], tmp_path) == 0


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13])
def test_every_head_leads_to_the_root_of_the_anchor(size: int) -> None:
    heads = [(f"case:{number}", number + 1, "a" * 64) for number in range(size)]
    for place, head in enumerate(heads):
        path = path_of(heads, place)
        assert root_from(head, place, size, path) == root_of(heads)
        assert root_from(("case:x", *head[1:]), place, size, path) != root_of(heads)
        assert root_from(head, place, size, [*path, "00" * 32]) == ""


def test_an_anchor_that_knows_another_past_is_found(route: Route, inspector: Actor, tmp_path: Path) -> None:
    """A chain made anew fits in itself; the signed anchor does not fit it."""
    make_anchor()
    with zipfile.ZipFile(io.BytesIO(made(route, inspector))) as opened:
        opened.extractall(tmp_path)
    paths = tmp_path / "ankers/paden.json"
    told = json.loads(paths.read_text())
    case = f"route:{route.pk}"
    told[case]["head"][1] = "b" * 64
    paths.write_text(canonical(told) + "\n")
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    manifest["files"]["ankers/paden.json"]["sha256"] = sha256(paths.read_bytes()).hexdigest()
    text = canonical(manifest) + "\n"
    (tmp_path / "manifest.json").write_text(text)
    (tmp_path / "manifest.sha256").write_text(sha256(text.encode()).hexdigest() + "\n")
    found = bare(tmp_path)
    assert found.returncode == 1
    assert f"{case}: the path does not lead to the root of anchor:1" in found.stdout


def test_a_worker_makes_it_for_who_asked_and_for_nobody_else(
    route: Route, inspector: Actor, vmbo: Party, client_as: ClientAs, run_jobs: Callable[..., list[str]]
) -> None:
    ask_for_file(route, actor=inspector)
    with pytest.raises(InspectionError):
        ask_for_file(route, actor=inspector)
    run_jobs("inspections.make_file")
    kept = CaseFile.objects.get()
    address = reverse("inspections:file_content", args=[kept.pk])
    content = b"".join(client_as(inspector).get(address))
    assert len(content) == kept.size
    assert client_as(vmbo.director).get(address).status_code == 404
    told = AuditEvent.objects.filter(action__startswith="inspections.").order_by("pk")
    assert [event.action for event in told] == [
        "inspections.file_asked", "inspections.file_made", "inspections.downloaded"
    ]  # fmt: skip
    assert told[1].data["sha256"] == told[2].data["sha256"] == kept.sha256


def test_nothing_is_made_for_who_may_not_see_it_any_more(
    route: Route, inspector: Actor, outsider: Actor, run_jobs: Callable[..., list[str]]
) -> None:
    with pytest.raises(PermissionDenied):
        ask_for_file(route, actor=outsider)
    ask_for_file(route, actor=inspector)
    inspector.user.inspection_accesses.all().delete()
    run_jobs("inspections.make_file")
    assert not CaseFile.objects.exists()


def test_what_is_closed_is_not_in_it(route: Route, inspector: Actor) -> None:
    with zipfile.ZipFile(io.BytesIO(made(route, inspector))) as opened:
        assert not [name for name in opened.namelist() if "/draft-" in name or "/comparison-" in name]
