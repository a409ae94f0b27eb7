"""Documents of a small and a large demonstration case, and a short one, beside WeasyPrint on the same HTML; memory.

Ours is what the worker does: render with the data attached, finish (PDF/UA, places to sign), and look whether the file
keeps its promises. WeasyPrint alone gets the same finished HTML, with the fonts in it, and makes the same variant
(PDF/A-3a) with nothing attached. So the difference is ours. Times are of the processor: rendering waits for nothing,
and others on the machine do not count that way.
"""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from .measure import Sample, Times, in_turns, timed
from .papers import FEWEST, TWELVE_PAGES, Paper, papers, shortened
from .report import Growth, Row, heading, ms, say, table, times
from .weasyprint_alone import pages_and_pdf

BUDGET = 60.0


def measure(documents: int) -> tuple[list[Row], list[Growth]]:
    heading("Paper: the PDF/A-3a file of two demonstration cases, beside WeasyPrint alone; processor time")
    all_papers = papers()
    all_papers.append(shortened(all_papers[0], TWELVE_PAGES))
    sizes = {paper.name: (_pages(paper), len(paper.make())) for paper in all_papers}  # also: what a worker has warm
    samples: dict[str, Sample] = {}
    for paper in all_papers:
        samples[paper.name] = partial(timed, paper.make, time.process_time)
        samples[f"{paper.name} alone"] = partial(timed, partial(pages_and_pdf, paper.finished), time.process_time)
    found = in_turns(samples, budget=BUDGET, least=3, most=9)
    _print(sizes, found)
    _print_memory(shortened(all_papers[0], FEWEST), documents)
    return [_row(name, pages, found) for name, (pages, _size) in sizes.items()], []


def _pages(paper: Paper) -> int:
    return pages_and_pdf(paper.finished)[0]


def _print(sizes: dict[str, tuple[int, int]], found: dict[str, Times]) -> None:
    rows = []
    for name, (pages, size) in sizes.items():
        ours, alone = found[name], found[f"{name} alone"]
        ratio, speed = times(ours.ratio_to(alone)), f"{pages / ours.median:.1f}"
        rounds = f"{len(ours.rounds)} rounds"
        rows.append((name, str(pages), f"{size / 1024:.0f}", ms(ours.median), ms(alone.median), ratio, speed, rounds))
    table(("case", "pages", "kB", "ms", "WeasyPrint alone", "ratio", "pages/s per core", ""), rows)


def _row(name: str, pages: int, found: dict[str, Times]) -> Row:
    ours, alone = found[name], found[f"{name} alone"]
    return Row(
        what=f"PDF of {name}",
        queries="",
        median=ours.median,
        p95=ours.p95,
        baseline=alone.median,
        ratio=ours.ratio_to(alone),
        remark=f"{pages} pages, {pages / ours.median:.1f} pages/s per core",
    )


def _print_memory(paper: Paper, documents: int) -> None:
    """Each in a process of its own, which does nothing else."""
    with TemporaryDirectory() as folder:
        file = paper.write_to(Path(folder))
        say(f"\nMemory of one process over {documents} documents ({paper.name}, {_pages(paper)} pages)")
        for who in ("ours", "alone"):
            run = [sys.executable, "-m", "bench.memory", who, str(documents), str(file)]
            say(subprocess.run(run, check=True, capture_output=True, text=True).stdout.rstrip())
