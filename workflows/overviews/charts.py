"""Numbers as bars. Drawn on the server, without a style of its own; the table beside it says the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LINE, BAR, ROOM = 320, 40, 14, 48


@dataclass(frozen=True)
class Bar:
    label: str
    number: str
    y: int
    bar_y: int
    width: int
    number_x: int


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    width: int
    height: int
    bar: int = BAR


def chart_of(pairs: Sequence[tuple[str, float]]) -> Chart:
    """As long as the number, against the largest; the label above its bar."""
    most = max((number for _label, number in pairs), default=0) or 1
    bars = []
    for place, (label, number) in enumerate(pairs):
        width = max(2, round((WIDTH - ROOM) * number / most))
        top = place * LINE
        short = label if len(label) < 46 else f"{label[:44]}…"
        bars.append(Bar(short, f"{number:g}".replace(".", ","), top + 13, top + 18, width, width + 6))
    return Chart(bars, WIDTH, max(LINE * len(bars), 1))
