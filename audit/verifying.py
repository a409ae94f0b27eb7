"""The whole ledger, looked at event by event, and held against the anchors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from . import anchors, keys
from .canonical import canonical
from .chain import Fault, Link, check_chain
from .models import AuditAnchor, moment
from .proof import Anchor, Witness, check_anchor, examined
from .selectors import links


@dataclass
class Outcome:
    """What was looked at, and what did not fit: one fault per case or anchor, the first."""

    events: int = 0
    cases: int = 0
    anchors: int = 0
    faults: list[Fault] = field(default_factory=list)

    def counted(self, stream: Iterable[Link]) -> Iterator[Link]:
        case = None
        for link in stream:
            self.events += 1
            if link.case != case:
                self.cases, case = self.cases + 1, link.case
            yield link

    def add(self, faults: Iterable[Fault]) -> None:
        """Of everything that is wrong in one case only the first counts: the rest follows from it."""
        first: dict[str, Fault] = {}
        for fault in (*self.faults, *faults):
            if fault.case not in first or fault.number < first[fault.case].number:
                first[fault.case] = fault
        self.faults = sorted(first.values())


def verify(*cases: str, folder: Path | None = None) -> Outcome:
    """Look at these cases, or at all: one query, which sees one moment. Nobody waits for it, so no transaction.

    The anchors kept here are always believed as far as their signatures go; those in `folder`, kept by somebody else,
    also tell what was done to ours.
    """
    outcome, witness = Outcome(), Witness()
    roots = _stored(outcome, witness)
    if folder is not None:
        _elsewhere(folder, roots, outcome, witness)
    outcome.add(check_chain(outcome.counted(witness.watch(links(*cases)))))
    outcome.add(witness.faults)
    outcome.add(witness.missing(cases))
    return outcome


def _stored(outcome: Outcome, witness: Witness) -> dict[int, str]:
    """Our own anchors. Returns their roots by number."""
    rows, roots = list(anchors.rows()), {}
    for row, (anchor, fault) in zip(rows, examined(map(anchors.of_row, rows), keys.trusted()), strict=True):
        outcome.anchors += 1
        fault = fault or _differs(row, anchor)
        roots[row.number] = anchor.root
        if fault is None:
            witness.believe(anchor)
        else:
            outcome.add([fault])
    return roots


def _differs(row: AuditAnchor, anchor: Anchor) -> Fault | None:
    """Between the columns of a row and the statement in it; or a file that is gone."""
    for name, said in (("number", row.number), ("made", moment(row.made)), ("root", row.root)):
        if getattr(anchor, name) != said:
            return Fault(anchor.name, row.number, name, "the row says something else than what was signed")
    if anchor.heads is None:
        return Fault(anchor.name, row.number, "heads", "its file is gone")
    token = anchors.stamped(row)
    if token is not None and sha256(canonical(anchor.statement).encode()).digest() not in token:
        return Fault(anchor.name, row.number, "timestamp", "the timestamp is of something else")
    return None


def _elsewhere(folder: Path, roots: dict[int, str], outcome: Outcome, witness: Witness) -> None:
    for anchor in anchors.in_folder(folder):
        fault = check_anchor(anchor, keys.trusted())
        if fault is None:
            witness.believe(anchor)
            if anchor.number not in roots:
                fault = Fault(anchor.name, anchor.number, "number", "somebody keeps this anchor; here it is gone")
            elif roots[anchor.number] != anchor.root:
                fault = Fault(anchor.name, anchor.number, "root", "the anchor that somebody keeps has another root")
        outcome.add([fault] if fault else [])
