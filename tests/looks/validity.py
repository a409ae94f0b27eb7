"""The checker of the HTML standard (Nu), brought by Maven once and run over all pages in one go."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import Any

POM = Path(__file__).with_name("pom.xml")
CHECKER = "nu.validator.client.SimpleCommandLineValidator"


def missing() -> list[str]:
    return [tool for tool in ("java", "mvn") if shutil.which(tool) is None]


def faults_of(files: list[Path]) -> list[str]:
    """One sentence for each error, with the file and the piece that is wrong."""
    options = ["--format", "json", "--errors-only", "--exit-zero-always"]
    run = _run(["java", "-cp", f"{_jars()}/*", CHECKER, *options, *map(str, files)])
    found: list[dict[str, Any]] = json.loads(run.stderr)["messages"]
    return [f"{Path(one.get('url', '?')).name}: {one['message']} ({one.get('extract', '')!r})" for one in found]


@cache
def _jars() -> Path:
    """In a folder named for the list it is made from; a second run finds them."""
    target = Path(gettempdir()) / f"leerroutes-looks-{sha256(POM.read_bytes()).hexdigest()[:16]}"
    if not (target / "done").exists():
        _run(["mvn", "-B", "-q", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={target}"])
        (target / "done").touch()
    return target


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    run = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert run.returncode == 0, f"{command[0]} failed:\n{run.stdout[-2000:]}\n{run.stderr[-2000:]}"
    return run
