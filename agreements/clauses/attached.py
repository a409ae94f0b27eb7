"""The list of files that belong to an agreement, as a part of its text: each by name and digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .blocks import Column, Paragraph, Run, Table, value
from .render import RenderedClause, RenderedLid
from .words import Words

CODE = "stukken"
TITLE = Words("Bijgevoegde stukken", "Attached files")
LEAD = "Bij deze overeenkomst horen de volgende stukken, elk te herkennen aan de digitale vingerafdruk (SHA-256)."
HEADS = (Column("Stuk", name="title"), Column("Hoort bij", name="part"), Column("Bestand", name="file"),
         Column("Vingerafdruk", name="sha256"))  # fmt: skip


@dataclass(frozen=True)
class Attached:
    title: str
    belongs_to: str
    name: str
    sha256: str


def attached_clause(files: Sequence[Attached]) -> RenderedClause:
    """Another file, or another name for it, is another text: boards agree with exactly these bytes."""
    cells = tuple(
        tuple((value(text),) for text in (one.title, one.belongs_to, one.name, fingerprint(one.sha256)))
        for one in files
    )
    blocks = (Paragraph((Run(LEAD),)), Table(CODE, TITLE.nl, HEADS, cells))
    return RenderedClause(CODE, "", TITLE, (RenderedLid("", blocks),), ())


def fingerprint(sha256: str) -> str:
    """In groups of eight, so that people can compare it and a column can break it."""
    return " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))
