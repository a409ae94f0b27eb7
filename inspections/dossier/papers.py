"""What goes into an inspection file beside the chains: papers and files of the case, and the program that checks it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.utils.text import slugify

from accounts.actors import Actor
from accounts.uploads.states import FileState
from agreements.models import Agreement
from agreements.policies import consultations_visible_to, documents_visible_to
from agreements.policies_files import annexes_visible_to, evaluations_visible_to, mandate_documents_visible_to
from agreements.states import WORKING_PAPERS
from audit.services import case_of
from leerroutes.models import Route

from ..findings.models import AnswerFile
from ..findings.policies import visible_to as visible_findings

PROGRAM = (
    "audit/canonical.py",
    "audit/certificates.py",
    "audit/chain.py",
    "audit/merkle.py",
    "audit/proof.py",
    "inspections/dossier/checking.py",
    "inspections/dossier/container.py",
)
PACKAGES = ("audit/__init__.py", "inspections/__init__.py", "inspections/dossier/__init__.py")


@dataclass(frozen=True)
class Piece:
    """A file in the file. `told_by`: the case of which an event holds its digest."""

    name: str
    content: bytes | FieldFile
    told_by: str = ""

    def open(self) -> BinaryIO:
        if isinstance(self.content, bytes):
            return io.BytesIO(self.content)
        file: Any = self.content.storage.open(str(self.content.name), "rb")
        return file  # type: ignore[no-any-return]


def papers_of(agreement: Agreement, actor: Actor) -> Iterator[Piece]:
    """Documents, letters of bodies, attached files, evaluations, and the papers under signatures."""
    folder, case = f"documenten/{agreement.number}", case_of(agreement)
    documents = documents_visible_to(actor).filter(agreement=agreement, stored__isnull=False)
    for document in documents.exclude(kind__in=WORKING_PAPERS).order_by("pk"):
        name = f"{folder}/{document.kind}-{document.round}.{document.version}-{document.pk}.pdf"
        yield Piece(name, document.file, told_by=case)
    for asked in consultations_visible_to(actor).filter(agreement=agreement, letter_state=FileState.CLEAN):
        yield Piece(f"{folder}/brieven/{asked.pk}-{plain(asked.letter_name)}", asked.letter)
    for annex in annexes_visible_to(actor).filter(agreement=agreement, state=FileState.CLEAN):
        yield Piece(f"{folder}/bijlagen/{annex.pk}-{plain(annex.name)}", annex.file)
    for one in evaluations_visible_to(actor).filter(agreement=agreement, state=FileState.CLEAN):
        yield Piece(f"{folder}/evaluaties/{one.start_year}-{one.pk}-{plain(one.name)}", one.file, told_by=case)
    signed = mandate_documents_visible_to(actor).filter(state=FileState.CLEAN)
    used = agreement.signatures.exclude(mandate_file_sha256="").values("mandate_file_sha256")
    for paper in signed.filter(sha256__in=used).order_by("pk"):
        yield Piece(f"{folder}/mandaten/{paper.pk}-{plain(paper.name)}", paper.file)


def answers_in(route: Route, actor: Actor) -> Iterator[Piece]:
    """Files that came with the answers to findings; each told of by the event of its answer."""
    clean = AnswerFile.objects.filter(round__finding__in=visible_findings(actor).filter(route=route))
    for file in clean.filter(state=FileState.CLEAN).select_related("round__finding").order_by("pk"):
        finding = file.round.finding
        yield Piece(f"bevindingen/{finding.number}/{file.pk}-{plain(file.name)}", file.file, told_by=case_of(finding))


def program() -> Iterator[Piece]:
    """All that a bare Python needs, and where to begin."""
    root = Path(settings.BASE_DIR)
    for name in PROGRAM:
        yield Piece(f"programma/{name}", (root / name).read_bytes())
    for name in PACKAGES:
        yield Piece(f"programma/{name}", b"")
    yield Piece("verify.py", (root / "inspections/dossier/start.py").read_bytes())


def plain(name: str) -> str:
    """A name that every system can write."""
    stem, _dot, ending = name.rpartition(".")
    return f"{slugify(stem)[:80] or 'bestand'}.{slugify(ending)[:8] or 'bin'}"
