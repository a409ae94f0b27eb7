"""`python -m agreements.verify`: another computer, no database, no settings; only the file and the certificate."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from agreements.sealing.authority import Authority
from tests.agreements.sealing_cases import empty, key_folder, sign
from tests.factories import Party

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def verify(pdf: bytes, folder: Path, *arguments: str) -> tuple[int, str]:
    file = folder / "overeenkomst.pdf"
    file.write_bytes(pdf)
    clean = {name: value for name, value in os.environ.items() if "DJANGO" not in name and "DATA" not in name}
    command = [sys.executable, "-m", "agreements.verify", str(file), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, timeout=60, check=False)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def test_it_believes_what_the_certificate_proves_and_nothing_else(vmbo: Party, mbo: Party, tmp_path: Path) -> None:
    boards = [vmbo.board, mbo.board]
    Authority(key_folder(), settings.SIGNING_KEYS_PASSPHRASE).make(boards)
    trusted = ("--trust", str(key_folder() / "trust" / "authority.pem"))
    half = sign(empty(boards), boards[0])
    whole = sign(half, boards[1])
    code, told = verify(whole, tmp_path, *trusted)
    assert code == 0, told
    assert "IN ORDE" in told
    for board in boards:
        assert board.name in told
    changed = bytearray(whole)
    changed[whole.index(b"/Contents") - 40] ^= 1
    for pdf, arguments, word in (
        (whole, (), "vertrouwd: nee"),
        (half, trusted, "niet ondertekend"),
        (empty(boards), trusted, "geen handtekening"),
        (bytes(changed), trusted, "NIET IN ORDE"),
        (b"geen pdf", trusted, "NIET IN ORDE"),
    ):
        code, told = verify(pdf, tmp_path, *arguments)
        assert (code, word in told) == (1, True), told
