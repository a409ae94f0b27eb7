"""The house as it was drawn: arrows point down, rooms stay small, every way to start it starts."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("config", "audit", "jobs", "accounts", "guidance", "leerroutes", "agreements", "workflows", "inspections")
BELOW_THE_HALL = [room for room in ROOMS if room not in ("config", "workflows", "inspections")]
LONGEST = 350

SETTINGS = sorted(path.stem for path in (ROOT / "config" / "settings").glob("[!_]*.py"))
PRODUCTION = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "leerroutes.example",
    "BASE_URL": "https://leerroutes.example",
    "SOURCE_URL": "https://leerroutes.example/source",
    "EMAIL_HOST": "mail.example",
    "DEFAULT_FROM_EMAIL": "leerroutes@leerroutes.example",
    "SECURITY_CONTACT": "mailto:veiligheid@leerroutes.example",
    "CELERY_BROKER_URL": "amqp://guest@127.0.0.1//",
}


def modules(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from sorted(path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_the_arrows_point_down() -> None:
    """import-linter, on the contracts of pyproject.toml."""
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("name", SETTINGS)
def test_every_settings_module_starts(name: str, tmp_path: Path) -> None:
    environment = os.environ | PRODUCTION | {"DATA_DIR": str(tmp_path)}
    environment["DJANGO_SETTINGS_MODULE"] = f"config.settings.{name}"
    environment.pop("LEERROUTES_TEST_DIR", None)
    environment.pop("USE_TEST_DATABASE", None)
    script = "from django.conf import settings; settings.INSTALLED_APPS; assert not settings.DEBUG"
    found = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


def test_no_module_grew_too_long() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*ROOMS)}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST} == {}


def test_the_domain_knows_no_workflow_engine() -> None:
    """import-linter says so too; this says where."""
    guilty = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(*BELOW_THE_HALL)
        for name in imported(path)
        if name.split(".")[0] == "viewflow"
    }
    assert guilty == set()


def test_pdfs_are_no_part_of_starting_up() -> None:
    """WeasyPrint takes seconds and system libraries; only a worker that makes a document loads it."""
    script = "import django; django.setup(); import sys, config.urls; assert 'weasyprint' not in sys.modules"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    found = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


def test_every_package_of_tests_can_be_found() -> None:
    """Two test modules of one name in packages without __init__ would hide each other."""
    files = list((ROOT / "tests").rglob("test_*.py"))
    names = [path.name for path in files]
    loose = [path for path in files if not (path.parent / "__init__.py").exists()]
    hidden = [path for path in loose if names.count(path.name) > 1]
    assert hidden == []
