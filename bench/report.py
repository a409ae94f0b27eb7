"""Words and numbers on the screen."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Row:
    """One line of the last table. Times are in seconds."""

    what: str
    queries: str
    median: float
    p95: float
    baseline: float
    ratio: float
    remark: str = ""


@dataclass(frozen=True)
class Growth:
    """A page that asks more of the database when there are more rows: the one thing that fails a run."""

    page: str
    few: int
    many: int

    @property
    def is_there(self) -> bool:
        return self.many > self.few


def heading(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def say(text: str) -> None:
    print(text, flush=True)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}" if seconds < 0.1 else f"{seconds * 1000:.0f}"


def times(ratio: float) -> str:
    return f"{ratio:.2f}x" if ratio < 10 else f"{ratio:.0f}x"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The first and the last column read from the left, numbers from the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        cells = [
            cell.ljust(width) if column in (0, len(head) - 1) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())


def machine() -> str:
    version = ".".join(str(part) for part in connection.get_database_version())
    return (
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {connection.display_name} {version}"
    )


def final(rows: Sequence[Row], growths: Sequence[Growth], seconds: float) -> int:
    """The table to keep. Returns the exit code: times never fail a run, growing query counts do."""
    heading("All together (times in ms; ratio = median of the rounds, each beside its own baseline)")
    head = ("", "queries", "median", "p95", "baseline", "ratio", "")
    cells = [(r.what, r.queries, ms(r.median), ms(r.p95), ms(r.baseline), times(r.ratio), r.remark) for r in rows]
    table(head, cells)
    say(f"\n{machine()}; {seconds:.0f} s in all")
    grown = [growth for growth in growths if growth.is_there]
    for growth in grown:
        print(f"{growth.page}: queries grow with the rows, from {growth.few} to {growth.many}.", file=sys.stderr)
    return 1 if grown else 0
