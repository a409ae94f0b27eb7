"""The document of each demonstration case, beside WeasyPrint alone on the finished HTML.

WeasyPrint alone gets what our own code hands it in the end: the HTML with the fonts in it, the fetcher that fetches
nothing, the same variant of PDF. So the difference is ours: the text of the clauses, the template, the style sheet.
Times are of the processor: rendering waits for nothing, and others on the machine do not count that way.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from agreements.models import Agreement
from agreements.paper.fonts import font_css
from agreements.paper.html import render_html
from agreements.paper.imprint import Imprint
from agreements.paper.pdf import render_pdf
from agreements.selectors import text_of
from workflows.demo.cases import CASES, Case
from workflows.demo.play import Playing

from .measure import Sample, Times, in_turns, timed
from .report import Growth, Row, heading, ms, say, table, times
from .weasyprint_alone import pages_and_pdf

BUDGET = 30.0
IMPRINT = Imprint("ABCDE12345", datetime(2027, 5, 1, tzinfo=UTC))


@dataclass
class Paper:
    """One document: both ways of making it."""

    case: Case
    agreement: Agreement
    html: str = ""
    pages: int = 0
    size: int = 0
    finished: str = field(default="", repr=False)

    def write(self) -> None:
        """From the rows: the text of every clause, and the page template."""
        text = text_of(self.agreement)
        self.html = render_html(
            text.facts, text.rendered, version="1.1", digest=text.sha256, watermark=False, imprint=IMPRINT
        )

    def ours(self) -> None:
        self.write()
        self.size = len(render_pdf(self.html))

    def alone(self) -> None:
        self.pages, _pdf = pages_and_pdf(self.finished)


def measure() -> tuple[list[Row], list[Growth]]:
    heading("PDF: text, HTML and PDF of each demonstration case, beside WeasyPrint alone; processor time")
    papers = [_paper(case) for case in CASES.values()]
    papers[-1].ours()  # to have in memory what a worker has
    samples: dict[str, Sample] = {}
    for paper in papers:
        for name, way in (("", paper.ours), (" html", paper.write), (" alone", paper.alone)):
            samples[f"{paper.case.slug}{name}"] = partial(timed, way, time.process_time)
    found = in_turns(samples, budget=BUDGET, least=1, most=4)
    _print(papers, found)
    _print_memory(max(papers, key=lambda paper: len(paper.html)))
    return [_row(paper, found) for paper in papers], []


def _paper(case: Case) -> Paper:
    """A case with every clause filled in."""
    playing = Playing(case)
    for _step in playing.play("agreement_filled"):
        pass
    paper = Paper(case, playing.agreement)
    paper.write()
    paper.finished = paper.html.replace("</head>", f"<style>{font_css()}</style></head>", 1)
    return paper


def _print(papers: list[Paper], found: dict[str, Times]) -> None:
    rows = []
    for paper in papers:
        ours, html, alone = (found[f"{paper.case.slug}{what}"] for what in ("", " html", " alone"))
        rows.append(
            (
                paper.case.slug,
                str(paper.pages),
                f"{paper.size / 1024:.0f}",
                ms(ours.median),
                ms(html.median),
                ms(alone.median),
                times(ours.ratio_to(alone)),
                f"{paper.pages / ours.median:.1f}",
                f"{len(ours.rounds)} rounds",
            )
        )
    table(
        ("case", "pages", "kB", "ms", "of it text and HTML", "WeasyPrint alone", "ratio", "pages/s per core", ""), rows
    )


def _row(paper: Paper, found: dict[str, Times]) -> Row:
    ours, alone = found[paper.case.slug], found[f"{paper.case.slug} alone"]
    return Row(
        what=f"PDF of {paper.case.slug}",
        queries="",
        median=ours.median,
        p95=ours.p95,
        baseline=alone.median,
        ratio=ours.ratio_to(alone),
        remark=f"{paper.pages} pages, {paper.pages / ours.median:.1f} pages/s per core",
    )


def _print_memory(paper: Paper) -> None:
    """Each in a process of its own, which does nothing else."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "agreement.html"
        file.write_text(paper.html, encoding="utf-8")
        ours = _peak("bench.peak_memory", file)
        file.write_text(paper.finished, encoding="utf-8")
        alone = _peak("bench.weasyprint_alone", file)
    say(f"\nPeak memory of a new process, {paper.case.slug}: {ours} MiB; WeasyPrint alone: {alone} MiB")


def _peak(module: str, file: Path) -> int:
    run = subprocess.run([sys.executable, "-m", module, str(file)], check=True, capture_output=True, text=True)
    return int(run.stdout)
