"""What the rooms say belongs to a case. Rooms register in `AppConfig.ready`; the ledger knows none of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Protocol

from django.db import models

from .facts import Picture, steps_of


class Part(Protocol):
    """A part of the picture of a case."""

    @property
    def name(self) -> str: ...

    @property
    def tables(self) -> frozenset[str]:
        """Whoever writes in one of these may change this part."""

    def draw(self, case: int) -> Picture: ...


_parts: dict[str, dict[str, Part]] = defaultdict(dict)
_left_out: dict[type[models.Model], str] = {}


def register(kind: str, *parts: Part) -> None:
    """These belong to every case of this kind (`agreement`). A name is given once."""
    for part in parts:
        if part.name in _parts[kind]:
            raise ValueError(f"{kind} already has a part {part.name!r}.")
        _parts[kind][part.name] = part


def leave_out(reasons: dict[type[models.Model], str]) -> None:
    """Rows that are in no picture, and why."""
    _left_out.update(reasons)


def parts_of(kind: str) -> dict[str, Part]:
    return _parts.get(kind, {})


def kinds() -> list[str]:
    return sorted(_parts)


def left_out() -> dict[type[models.Model], str]:
    return _left_out


def picture_of(case: str) -> Picture:
    """The case as its rows say it is now: `route:12`. Two or three queries for each part, however many rows."""
    kind, number = case.split(":")
    picture: Picture = {}
    for part in parts_of(kind).values():
        picture |= part.draw(int(number))
    return picture


def place_of(kind: str, path: str) -> tuple[str, str, str]:
    """Part, row and field that a path of the picture leads to. The fields of the case's own record stand bare."""
    steps = path.split("/", 2)
    if len(steps) == 3 and steps[0] in parts_of(kind):
        return steps[0], steps_of(steps[1])[0], steps[2]
    return "", "", path
