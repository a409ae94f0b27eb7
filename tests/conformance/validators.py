"""veraPDF and the DSS of the European Commission, built once and run over a folder of files."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCES = sorted(HERE.glob("src/**/*.java"))
TOOLS = ("java", "javac", "mvn")

Report = dict[str, dict[str, list[dict[str, Any]]]]
"""By name of the file: `failures` of the standards, and `signatures`."""


def missing() -> list[str]:
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def validated(folder: Path, *, trust: Path | None = None) -> Report:
    """What the validators say of every PDF in the folder. `trust`: the certificate to believe, as PEM."""
    built = _built()
    command = ["java", "-cp", f"{built / 'classes'}:{built / 'jars'}/*", "leerroutes.Conformance", str(folder)]
    if trust:
        command += ["--trust", str(trust)]
    report: Report = json.loads(_run(command))
    return report


@cache
def _built() -> Path:
    """Libraries and classes, in a folder named for what they are made from; a second run finds them."""
    made_from = b"".join(file.read_bytes() for file in (HERE / "pom.xml", *SOURCES))
    target = Path(gettempdir()) / f"leerroutes-conformance-{sha256(made_from).hexdigest()[:16]}"
    if not (target / "done").exists():
        jars, classes = target / "jars", target / "classes"
        _run(
            [
                "mvn",
                "-B",
                "-q",
                "-f",
                str(HERE / "pom.xml"),
                "dependency:copy-dependencies",
                f"-DoutputDirectory={jars}",
            ]
        )
        _run(["javac", "--release", "17", "-cp", f"{jars}/*", "-d", str(classes), *map(str, SOURCES)])
        (target / "done").touch()
    return target


def _run(command: list[str]) -> str:
    run = subprocess.run(command, capture_output=True, text=True, timeout=1800, check=False)
    assert run.returncode == 0, f"{command[0]} failed:\n{run.stdout[-2000:]}\n{run.stderr[-2000:]}"
    return run.stdout
