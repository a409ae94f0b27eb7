"""What `make check` says of packages: a weakness fails, silence is said out loud."""

from __future__ import annotations

import importlib.util
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings


@pytest.fixture(scope="module")
def checking() -> ModuleType:
    place = settings.BASE_DIR / "scripts" / "check_packages.py"
    found = importlib.util.spec_from_file_location("check_packages", place)
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


KNOWN = {"name": "django", "version": "5.2.19", "vulns": []}
WEAK = {"name": "oud", "version": "1.0", "vulns": [{"id": "PYSEC-1"}, {"id": "PYSEC-2"}]}
UNKNOWN = {"name": "x", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "fails", "said"),
    [
        ([KNOWN], 0, "1 packages looked at, 0 unknown"),
        ([KNOWN, UNKNOWN], 0, "1 packages looked at, 1 unknown"),
        ([UNKNOWN, WEAK], 1, "oud 1.0: PYSEC-1, PYSEC-2"),
        ([UNKNOWN, UNKNOWN], 0, "left out"),
        (None, 0, "left out"),
    ],
)
def test_a_weakness_fails_and_silence_is_said(
    packages: Any, fails: int, said: str, checking: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(checking, "ask", lambda lock: packages)
    assert checking.main() == fails
    assert said in capsys.readouterr().out


def test_an_index_that_is_not_there_is_no_answer(checking: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        checking.subprocess, "run", lambda *args, **named: checking.subprocess.CompletedProcess([], 1, "")
    )
    assert checking.ask("base") is None
