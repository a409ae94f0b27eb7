"""The published form of the data in a document, by version. A version never changes once documents follow it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

FOLDER = Path(__file__).resolve().parent / "schemas"


@cache
def schema(version: int) -> dict[str, Any]:
    """Raises LookupError for a version that never was."""
    file = FOLDER / f"agreement-{version}.json"
    if not file.is_file():
        raise LookupError(version)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def departures(data: Any, version: int) -> list[str]:
    """Where the data is not of the published form: place and complaint."""
    found = Draft202012Validator(schema(version)).iter_errors(data)
    return [f"{error.json_path}: {error.message}"[:200] for error in found]
