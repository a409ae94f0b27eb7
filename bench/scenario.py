"""One whole case, from proposal to running, through the services that the pages use.

The baseline is the floor any design stands on: as many bare INSERT and UPDATE statements as a step made, in one
transaction, on a table with two columns; no reading, no rules, no rights, no trail, no engine and no password check.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from statistics import median
from unittest.mock import patch

from django.db import connection, transaction

from agreements.models import Document
from agreements.tasks import make_file
from workflows.demo.cases import PAIR
from workflows.demo.play import Playing

from .measure import Tally, tallied, timed
from .report import Growth, Row, heading, ms, say, table, times

LEAST, MOST, BUDGET = 2, 3, 12.0
_keys = count(1)


@dataclass(frozen=True)
class Step:
    state: str
    sentence: str
    seconds: float
    tally: Tally
    pdf: float
    """Seconds of it that went into making a PDF."""
    bare: float
    """Seconds that its writes take with nothing around them."""


def measure() -> tuple[list[Row], list[Growth]]:
    heading(f"One case to running ({PAIR.slug}), step by step")
    _bare_table()
    play()  # the first one reads templates, clauses and fonts, which a worker has in memory
    plays = _plays()
    _print_steps(plays)
    return [_row(plays), _row_without_paper(plays)], []


def _plays() -> list[list[Step]]:
    """At least two, and one more when there is time."""
    started, plays = time.perf_counter(), [play() for _ in range(LEAST)]
    while len(plays) < MOST and time.perf_counter() - started < BUDGET:
        plays.append(play())
    return plays


def play() -> list[Step]:
    return list(_steps(Playing(PAIR)))


def _steps(playing: Playing) -> Iterator[Step]:
    sentences = playing.play()
    while True:
        with tallied() as tally, _paper() as paper:
            started = time.perf_counter()
            said = next(sentences, None)
            seconds = time.perf_counter() - started
        if said is None:
            return
        yield Step(*said, seconds, tally, sum(paper), timed(_bare_writes(tally.writes)))


@contextmanager
def _paper() -> Iterator[list[float]]:
    """The seconds spent in `make_file` meanwhile."""
    spent: list[float] = []

    def stopwatch(promised: Document) -> bytes:
        started = time.perf_counter()
        pdf = make_file(promised)
        spent.append(time.perf_counter() - started)
        return pdf

    with patch("agreements.tasks.make_file", stopwatch):
        yield spent


def _bare_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_bare (id integer PRIMARY KEY, words text NOT NULL)")
        cursor.execute("INSERT INTO bench_bare VALUES (0, '')")


def _bare_writes(number: int) -> Callable[[], None]:
    """Insert and update in turn, rows of two hundred characters."""

    @transaction.atomic
    def write() -> None:
        with connection.cursor() as cursor:
            for turn in range(number):
                if turn % 2:
                    cursor.execute("UPDATE bench_bare SET words = %s WHERE id = 0", ["x" * 200])
                else:
                    cursor.execute("INSERT INTO bench_bare VALUES (%s, %s)", [next(_keys), "x" * 200])

    return write


def _print_steps(plays: list[list[Step]]) -> None:
    rows = []
    for same in zip(*plays, strict=True):
        taken, bare = median(s.seconds for s in same), median(s.bare for s in same)
        tally = same[-1].tally
        remark = f"{same[-1].state}: {same[-1].sentence}"
        rows.append(
            (
                remark if len(remark) < 76 else f"{remark[:75]}…",
                str(tally.queries),
                str(tally.writes),
                ms(taken),
                ms(median(s.tally.seconds for s in same)),
                ms(median(s.pdf for s in same)) if same[-1].pdf else "",
                ms(bare) if tally.writes else "",
                times(taken / bare) if tally.writes else "",
            )
        )
    table(("step", "queries", "writes", "ms", "of it SQL", "of it PDF", "bare writes", "ratio"), rows)


def _total(play: list[Step]) -> tuple[float, float, float]:
    """(seconds, of which PDF, bare writes)."""
    return sum(s.seconds for s in play), sum(s.pdf for s in play), sum(s.bare for s in play)


def _row(plays: list[list[Step]]) -> Row:
    totals = [_total(play) for play in plays]
    share = median(pdf / seconds for seconds, pdf, _bare in totals)
    sql = median(sum(s.tally.seconds for s in play) for play in plays)
    say(f"\nMedians of {len(plays)} plays. The PDF is {share:.0%} of the whole; {ms(sql)} ms went into SQL.")
    return _sum("case to running", plays, [(s, b) for s, _p, b in totals], f"PDF is {share:.0%} of it")


def _row_without_paper(plays: list[list[Step]]) -> Row:
    totals = [_total(play) for play in plays]
    remark = "two password checks are in it"
    return _sum("  the same without PDF", plays, [(s - p, b) for s, p, b in totals], remark)


def _sum(what: str, plays: list[list[Step]], pairs: list[tuple[float, float]], remark: str) -> Row:
    writes = sum(step.tally.writes for step in plays[-1])
    return Row(
        what=what,
        queries=str(sum(step.tally.queries for step in plays[-1])),
        median=median(seconds for seconds, _bare in pairs),
        p95=max(seconds for seconds, _bare in pairs),
        baseline=median(bare for _seconds, bare in pairs),
        ratio=median(seconds / bare for seconds, bare in pairs),
        remark=f"beside {writes} bare writes; {remark}",
    )
