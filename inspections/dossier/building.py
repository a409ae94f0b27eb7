"""Puts an inspection file together: from the same state the same bytes, of any size, without holding it in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from accounts.actors import Actor
from audit import anchors
from audit.canonical import canonical
from audit.chain import Link
from audit.merkle import Head, path_of
from audit.models import AuditAnchor
from audit.proof import Anchor, as_text
from audit.selectors import links
from audit.services import case_of
from leerroutes.models import Route

from ..evidence import Dossier
from ..findings.policies import visible_to as visible_findings
from .checking import ANCHOR, MANIFEST, MANIFEST_DIGEST, PATHS, as_line, file_of
from .container import CHUNK, LARGEST, Entry, directory, local_header, measured
from .papers import Piece, answers_in, papers_of, plain, program
from .report import report_html, report_pdf

LOOKING = {"inspections.read", "inspections.downloaded", "inspections.file_asked", "inspections.file_made"}
"""Events that tell of looking: at the end of a chain they are left out, or making a file would change the next one."""


class TooLarge(Exception):
    """More than a plain ZIP holds."""


def build(route: Route, actor: Actor, out: BinaryIO) -> None:
    """What this person may see of the route, with everything that proves it.

    First the papers, then the chains: the event of a paper is committed with it, so it is in the chain.
    """
    dossier = Dossier(route, actor)
    papers = [paper for agreement in dossier.agreements for paper in papers_of(agreement, actor)]
    papers += answers_in(route, actor)
    anchor = _last_anchor()
    known = {case: number for case, number, _hash in anchor.heads or ()} if anchor else {}
    chains = {case: chain for case in _cases(dossier) if (chain := _chain(case, known.get(case, 0)))}
    pieces = sorted([*papers, *_anchored(anchor, chains), *_proof(dossier, chains)], key=attrgetter("name"))
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


def _cases(dossier: Dossier) -> list[str]:
    """The route, its agreements, and the findings that this person reads."""
    findings = visible_findings(dossier.actor).filter(route=dossier.route).order_by("pk")
    return [case_of(one) for one in (dossier.route, *dossier.agreements, *findings)]


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
    ways = {case: _way(anchor.heads, places[case]) for case in chains if case in places}
    yield Piece(ANCHOR, as_text(anchor, short=True).encode())
    yield Piece(PATHS, f"{canonical(ways)}\n".encode())


def _way(heads: tuple[Head, ...], place: int) -> dict[str, Any]:
    _case, *head = heads[place]
    return {"head": head, "place": place, "path": path_of(heads, place)}


def _proof(dossier: Dossier, chains: dict[str, list[Link]]) -> Iterator[Piece]:
    for case, chain in chains.items():
        yield Piece(file_of(case), "".join(map(as_line, chain)).encode())
    for place, path in enumerate(sorted((Path(settings.SIGNING_KEYS_DIR) / "trust").glob("*.pem")), start=1):
        yield Piece(f"certificaten/{place}-{plain(path.name)}", path.read_bytes())
    html = report_html(dossier, chains)
    yield Piece("verslag.html", html.encode())
    yield Piece("verslag.pdf", report_pdf(html))
    yield from program()
