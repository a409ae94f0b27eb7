"""Puts an inspection file together: from the same state the same bytes, of any size, without holding it in memory."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
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
from audit import anchors
from audit.canonical import canonical
from audit.chain import Link
from audit.merkle import path_of
from audit.models import AuditAnchor
from audit.proof import Anchor, as_text
from audit.selectors import links
from audit.services import case_of
from leerroutes.models import Route

from ..checklist import Dossier
from ..findings.models import AnswerFile
from ..findings.policies import visible_to as visible_findings
from .checking import ANCHOR, MANIFEST, MANIFEST_DIGEST, PATHS, as_line, file_of
from .container import CHUNK, LARGEST, Entry, directory, local_header, measured
from .report import report_html, report_pdf

LOOKING = {"inspections.read", "inspections.downloaded", "inspections.file_asked", "inspections.file_made"}
"""Events that tell of looking: at the end of a chain they are left out, or making a file would change the next one."""

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


class TooLarge(Exception):
    """More than a plain ZIP holds."""


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


def build(route: Route, actor: Actor, out: BinaryIO) -> None:
    """What this person may see of the route, with everything that proves it.

    First the papers, then the chains: the event of a paper is committed with it, so it is in the chain.
    """
    papers = [paper for agreement in Dossier(route, actor).agreements for paper in _papers(agreement, actor)]
    papers += _answers(route, actor)
    anchor = _last_anchor()
    known = {case: number for case, number, _hash in anchor.heads or ()} if anchor else {}
    chains = {case: chain for case in _cases(route, actor) if (chain := _chain(case, known.get(case, 0)))}
    pieces = sorted([*papers, *_anchored(anchor, chains), *_proof(route, actor, chains)], key=lambda piece: piece.name)
    entries = [_measured(piece) for piece in pieces]
    manifest = _manifest(route, pieces, entries, chains)
    listing = Piece(MANIFEST, manifest), Piece(MANIFEST_DIGEST, f"{_measured(Piece('', manifest)).sha256}\n".encode())
    write([*pieces, *listing], [*entries, *map(_measured, listing)], out)


def write(pieces: Iterable[Piece], entries: list[Entry], out: BinaryIO) -> None:
    """In two passes: each file was measured before, and is copied now."""
    if sum(entry.size + 2 * len(entry.name) + 200 for entry in entries) > LARGEST:
        raise TooLarge
    for piece, entry in zip(pieces, entries, strict=True):
        out.write(local_header(entry))
        with piece.open() as file:
            while chunk := file.read(CHUNK):
                out.write(chunk)
    out.write(directory(entries))


def _measured(piece: Piece) -> Entry:
    with piece.open() as file:
        return measured(piece.name, file)


def _manifest(route: Route, pieces: list[Piece], entries: list[Entry], chains: dict[str, list[Link]]) -> bytes:
    files = {
        entry.name: {"sha256": entry.sha256, "size": entry.size, "told_by": piece.told_by}
        for piece, entry in zip(pieces, entries, strict=True)
    }
    heads = {case: [chain[-1].number, chain[-1].hash] for case, chain in chains.items()}
    told = {"v": 1, "route": route.number, "files": files, "heads": heads}
    return f"{canonical(told)}\n".encode()


def _cases(route: Route, actor: Actor) -> list[str]:
    """The route, its agreements, and the findings that this person reads."""
    findings = visible_findings(actor).filter(route=route).order_by("pk")
    return [case_of(one) for one in (route, *Dossier(route, actor).agreements, *findings)]


def _chain(case: str, anchored: int) -> list[Link]:
    """Without the looking at its end, as far as no anchor knows it."""
    chain = list(links(case))
    while chain and chain[-1].action in LOOKING and chain[-1].number > anchored:
        chain.pop()
    return chain


def _last_anchor() -> Anchor | None:
    row = AuditAnchor.objects.order_by("number").last()
    anchor = anchors.of_row(row) if row else None
    return anchor if anchor and anchor.heads else None


def _anchored(anchor: Anchor | None, chains: dict[str, list[Link]]) -> Iterator[Piece]:
    """The signed statement, and for every case the way from its head to the root: nothing of other cases."""
    if anchor is None or anchor.heads is None:
        return
    places = {case: place for place, (case, _number, _hash) in enumerate(anchor.heads)}
    ways = {
        case: {
            "head": list(anchor.heads[places[case]][1:]),
            "place": places[case],
            "path": path_of(anchor.heads, places[case]),
        }
        for case in chains
        if case in places
    }
    yield Piece(ANCHOR, as_text(anchor, short=True).encode())
    yield Piece(PATHS, f"{canonical(ways)}\n".encode())


def _proof(route: Route, actor: Actor, chains: dict[str, list[Link]]) -> Iterator[Piece]:
    for case, chain in chains.items():
        yield Piece(file_of(case), "".join(map(as_line, chain)).encode())
    for place, path in enumerate(sorted((Path(settings.SIGNING_KEYS_DIR) / "trust").glob("*.pem")), start=1):
        yield Piece(f"certificaten/{place}-{_plain(path.name)}", path.read_bytes())
    html = report_html(Dossier(route, actor), chains)
    yield Piece("verslag.html", html.encode())
    yield Piece("verslag.pdf", report_pdf(html))
    yield from _program()


def _papers(agreement: Agreement, actor: Actor) -> Iterator[Piece]:
    """Documents, letters of bodies, attached files, evaluations, and the papers under signatures."""
    folder, case = f"documenten/{agreement.number}", case_of(agreement)
    documents = documents_visible_to(actor).filter(agreement=agreement, stored__isnull=False)
    for document in documents.exclude(kind__in=WORKING_PAPERS).order_by("pk"):
        name = f"{folder}/{document.kind}-{document.round}.{document.version}-{document.pk}.pdf"
        yield Piece(name, document.file, told_by=case)
    for asked in consultations_visible_to(actor).filter(agreement=agreement, letter_state=FileState.CLEAN):
        yield Piece(f"{folder}/brieven/{asked.pk}-{_plain(asked.letter_name)}", asked.letter)
    for annex in annexes_visible_to(actor).filter(agreement=agreement, state=FileState.CLEAN):
        yield Piece(f"{folder}/bijlagen/{annex.pk}-{_plain(annex.name)}", annex.file)
    for one in evaluations_visible_to(actor).filter(agreement=agreement, state=FileState.CLEAN):
        yield Piece(f"{folder}/evaluaties/{one.start_year}-{one.pk}-{_plain(one.name)}", one.file, told_by=case)
    signed = mandate_documents_visible_to(actor).filter(state=FileState.CLEAN)
    used = agreement.signatures.exclude(mandate_file_sha256="").values("mandate_file_sha256")
    for paper in signed.filter(sha256__in=used).order_by("pk"):
        yield Piece(f"{folder}/mandaten/{paper.pk}-{_plain(paper.name)}", paper.file)


def _answers(route: Route, actor: Actor) -> Iterator[Piece]:
    """Files that came with the answers to findings; each told of by the event of its answer."""
    clean = AnswerFile.objects.filter(round__finding__in=visible_findings(actor).filter(route=route))
    for file in clean.filter(state=FileState.CLEAN).select_related("round__finding").order_by("pk"):
        finding = file.round.finding
        yield Piece(f"bevindingen/{finding.number}/{file.pk}-{_plain(file.name)}", file.file, told_by=case_of(finding))


def _plain(name: str) -> str:
    """A name that every system can write."""
    stem, _dot, ending = name.rpartition(".")
    return f"{slugify(stem)[:80] or 'bestand'}.{slugify(ending)[:8] or 'bin'}"


def _program() -> Iterator[Piece]:
    root = Path(settings.BASE_DIR)
    for name in PROGRAM:
        yield Piece(f"programma/{name}", (root / name).read_bytes())
    for name in PACKAGES:
        yield Piece(f"programma/{name}", b"")
    yield Piece("verify.py", (root / "inspections/dossier/start.py").read_bytes())
