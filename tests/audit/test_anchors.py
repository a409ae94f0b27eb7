"""The heads of all chains, signed: what a third party can keep, and check with nothing but Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from audit import keys
from audit.anchors import heads, make_anchor, of_row
from audit.canonical import canonical
from audit.certificates import fingerprint, is_signed
from audit.merkle import merkle_root
from audit.models import AuditEvent
from audit.proof import as_text, check_anchor, read_anchor
from audit.services import record
from audit.verifying import verify
from tests.concurrency.conftest import at_once
from tests.factories import Party

pytestmark = pytest.mark.django_db

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [  # the tree of the reference implementation of RFC 6962, with one leaf more each time
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.fixture(autouse=True)
def _own_files(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.mark.parametrize("count", range(1, 9))
def test_the_tree_is_that_of_rfc_6962(count: int) -> None:
    assert merkle_root([bytes.fromhex(leaf) for leaf in LEAVES[:count]]).hex() == ROOTS[count - 1]


def test_an_anchor_holds_the_head_of_every_case(vmbo: Party) -> None:
    event = record("tests.first", actor=None, case=vmbo.coordinator.user)
    row = make_anchor()
    anchor = of_row(row)
    assert (event.case, event.number, event.hash) in heads() == anchor.heads
    assert anchor.cases == AuditEvent.objects.values("case").distinct().count()
    assert check_anchor(anchor, keys.trusted()) is None
    assert check_anchor(read_anchor(row.statement), keys.trusted()) is None, "the short copy proves as much"
    assert row.file.startswith("anchors/anchor-000001-20")
    assert make_anchor().number == 2
    assert (verify().faults, verify().anchors) == ([], 2)


def test_a_signature_of_somebody_else_is_not_believed(vmbo: Party) -> None:
    ours = of_row(make_anchor())
    assert check_anchor(ours, {"0" * 64}).field == "certificate"  # type: ignore[union-attr]
    assert check_anchor(ours._replace(cases=ours.cases + 1)).field == "signature"  # type: ignore[union-attr]
    assert not is_signed(b"", b"", ours.certificate)
    assert fingerprint(ours.certificate) in keys.trusted()


def test_openssl_agrees_about_the_signature(tmp_path: Path, vmbo: Party) -> None:
    anchor = of_row(make_anchor())
    (tmp_path / "statement").write_text(canonical(anchor.statement))
    (tmp_path / "signature").write_bytes(bytes.fromhex(anchor.signature))
    (tmp_path / "certificate.pem").write_text(anchor.certificate)
    key = subprocess.run(
        ["openssl", "x509", "-in", "certificate.pem", "-pubkey", "-noout"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    (tmp_path / "key.pem").write_bytes(key.stdout)
    said = subprocess.run(
        ["openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "statement"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    assert said.stdout.strip() == b"Verified OK"


def test_a_bare_python_checks_it(tmp_path: Path, vmbo: Party) -> None:
    """Five files of the program, nothing installed."""
    (tmp_path / "audit").mkdir()
    for name in ("canonical", "certificates", "chain", "merkle", "proof"):
        source = (Path(__file__).parents[2] / "audit" / f"{name}.py").read_bytes()
        (tmp_path / "audit" / f"{name}.py").write_bytes(source)
    event = record("tests.first", actor=vmbo.director, case=vmbo.coordinator.user)
    (tmp_path / "anchor.json").write_text(as_text(of_row(make_anchor())))
    (tmp_path / "links.json").write_text(json.dumps([event.link]))
    program = (
        "import json; from audit.chain import Link, check_chain; from audit.proof import *\n"
        "anchor = read_anchor(open('anchor.json').read()); assert check_anchor(anchor) is None\n"
        "links = [Link(*values) for values in json.load(open('links.json'))]\n"
        "witness = Witness(); witness.believe(anchor)\n"
        "assert list(check_chain(witness.watch(links))) == witness.faults == []; print('whole')\n"
    )
    bare = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.')\n{program}"]
    done = subprocess.run(bare, cwd=tmp_path, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("whole\n", "")


def test_the_command_believes_what_somebody_keeps(tmp_path: Path, vmbo: Party) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "short.json").write_text(make_anchor().statement)
    call_command("verify_audit", anchors=tmp_path / "kept")
    (tmp_path / "kept" / "other.json").write_text('{"v": 2}')
    with pytest.raises(CommandError, match="Not an anchor"):
        call_command("verify_audit", anchors=tmp_path / "kept")


def test_without_a_pass_phrase_there_is_no_anchor(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"  # type: ignore[attr-defined]
    settings.SIGNING_KEYS_PASSPHRASE = ""  # type: ignore[attr-defined]
    with pytest.raises(keys.NoLedgerKey, match="empty"):
        make_anchor()
    assert not default_storage.exists("anchors")


def test_a_new_key_is_believed_beside_the_old_one(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"  # type: ignore[attr-defined]
    make_anchor()
    (tmp_path / "keys" / keys.KEY).unlink()
    make_anchor()
    assert len(keys.trusted()) == 2
    assert verify().faults == []


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_two_that_follow_each_other() -> None:
    make_anchor()
    assert at_once(make_anchor, make_anchor) == [None, None]
    outcome = verify()
    assert (outcome.faults, outcome.anchors) == ([], 3)
