"""The documents that are measured: those of two demonstration cases, frozen as the services freeze them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from agreements.models import Agreement, Document
from agreements.paper.fonts import font_css
from agreements.paper.html import render_html
from agreements.paper.imprint import Imprint
from agreements.selectors import text_of
from agreements.states import DocumentKind, State
from agreements.tasks import make_file
from workflows.demo.cases import PAIR, PERRON, Case
from workflows.demo.play import Playing

TWELVE_PAGES, FEWEST = 7, 1
"""Articles in a document of about twelve pages, and in the shortest."""


@dataclass(frozen=True)
class Paper:
    """One document as it is promised: the words, and what goes with them."""

    name: str
    document: Document

    def make(self) -> bytes:
        """What the worker does: render, finish, look whether it is fit."""
        return make_file(self.document)

    @property
    def finished(self) -> str:
        """The same HTML for the bare renderer, which gets the fonts in it."""
        return self.document.source.replace("</head>", f"<style>{font_css()}</style></head>", 1)

    def write_to(self, folder: Path) -> Path:
        """As a file, for a process that has no database."""
        file = folder / "paper.json"
        one = self.document
        file.write_text(json.dumps([one.source, one.data, one.check_data, self.finished]), encoding="utf-8")
        return file


def papers() -> list[Paper]:
    """One route of a single line, and one of seven."""
    return [Paper(case.slug, document_of(case)) for case in (PAIR, PERRON)]


def document_of(case: Case) -> Document:
    """Played until the boards may sign, so every article is filled in and every place to sign is there."""
    playing = Playing(replace(case, name=f"{case.name}, op papier"))
    for _step in playing.play(State.OUT_FOR_SIGNATURE):
        pass
    return playing.agreement.documents.get(kind=DocumentKind.AGREEMENT, round=playing.agreement.round)


def shortened(paper: Paper, articles: int) -> Paper:
    """Its first articles only, with all of its data."""
    document = Document.objects.get(pk=paper.document.pk)
    document.source = _short_html(document.agreement, document, articles)
    return Paper(f"{paper.name}, {articles} article(s)", document)


def _short_html(agreement: Agreement, document: Document, articles: int) -> str:
    text = text_of(agreement)
    imprint = Imprint(document.code, document.requested)
    return render_html(
        text.facts,
        text.rendered[:articles],
        version="1.1",
        digest=text.sha256,
        watermark=False,
        imprint=imprint,
        to_sign=True,
    )
