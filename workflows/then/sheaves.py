"""A picture taken apart again: part → row → field → value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.pictures import place_of

Sheaf = dict[str, dict[str, Any]]
"""Row → its facts. A field that is a mapping has a fact for each of its keys: `data/notice_months`."""


def sheaf_of(kind: str, picture: Mapping[str, Any]) -> dict[str, Sheaf]:
    """Part → its rows; the record of the case itself is the one row of the part without a name."""
    parts: dict[str, Sheaf] = {}
    for path, value in picture.items():
        part, row, field = place_of(kind, path)
        parts.setdefault(part, {}).setdefault(row, {})[field] = value
    for key, row_of in parts.get("approvals", {}).items():
        row_of |= _approved(key, parts.get("decisions", {}))
    return parts


def _approved(key: str, decisions: Sheaf) -> dict[str, Any]:
    """An article that a director approved stands only in its key: decision, article, and the route if it is of one."""
    decision, code, *route = key.split(",")
    board = decisions.get(decision, {}).get("board")
    return {"code": code, "board": board} | ({"route": f"route:{route[0]}"} if route and route[0] else {})
