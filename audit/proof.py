"""Anchors: the heads of all chains on one moment, signed, kept by others. Standard library only.

An anchor is a *statement* (number, moment, how many cases, root, the root before it, certificate) and a signature over
it. The root is that of a Merkle tree (RFC 6962) over the heads. With or without the heads the statement is the same, so
a short copy in a mail proves as much as the file.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from .canonical import canonical
from .certificates import fingerprint, is_signed
from .chain import START, Fault, Link
from .merkle import Head, root_of

WRITING = timedelta(hours=1)
"""No transaction takes longer than this."""


class Anchor(NamedTuple):
    number: int
    made: str
    cases: int
    root: str
    previous: str
    certificate: str
    signature: str = ""
    heads: tuple[Head, ...] | None = None
    """None in a short copy."""

    @property
    def name(self) -> str:
        return f"anchor:{self.number}"

    @property
    def statement(self) -> dict[str, str | int]:
        """What is signed."""
        kept = ("number", "made", "cases", "root", "previous", "certificate")
        return {name: getattr(self, name) for name in kept} | {"v": 1}


def as_text(anchor: Anchor, *, short: bool = False) -> str:
    """The file; a short one leaves out the heads."""
    told: dict[str, object] = {**anchor.statement, "signature": anchor.signature}
    if not short and anchor.heads is not None:
        told["heads"] = [list(head) for head in anchor.heads]
    return canonical(told) + "\n"


def read_anchor(text: str) -> Anchor:
    """From a file. ValueError for what is none."""
    try:
        told = json.loads(text)
        heads = told.pop("heads", None)
        if told.pop("v") != 1:
            raise ValueError("Not an anchor of version 1.")
        listed = None if heads is None else tuple((str(c), int(n), str(h)) for c, n, h in heads)
        return Anchor(**told, heads=listed)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"Not an anchor: {error}") from error


def check_anchor(anchor: Anchor, trusted: Collection[str] = ()) -> Fault | None:
    """The first thing of one anchor that does not fit. `trusted`: fingerprints of the certificates we believe."""
    try:
        signature, known = bytes.fromhex(anchor.signature), fingerprint(anchor.certificate)
    except ValueError:
        return Fault(anchor.name, anchor.number, "certificate", "there is no certificate or signature to read")
    if trusted and known not in trusted:
        return Fault(anchor.name, anchor.number, "certificate", "this certificate is not ours")
    if not is_signed(canonical(anchor.statement).encode(), signature, anchor.certificate):
        return Fault(anchor.name, anchor.number, "signature", "the signature does not fit the statement")
    if anchor.heads is not None and (root_of(anchor.heads) != anchor.root or len(anchor.heads) != anchor.cases):
        return Fault(anchor.name, anchor.number, "heads", "the heads do not lead to the root that was signed")
    return None


def examined(anchors: Iterable[Anchor], trusted: Collection[str] = ()) -> Iterator[tuple[Anchor, Fault | None]]:
    """Anchors in order, each with what does not fit: it must be sound, and follow the one before it."""
    number, root = 0, START
    for anchor in anchors:
        fault = check_anchor(anchor, trusted)
        if fault is None and anchor.number != number + 1:
            fault = Fault(f"anchor:{number + 1}", number + 1, "number", "this anchor is missing")
        if fault is None and anchor.previous != root:
            fault = Fault(anchor.name, anchor.number, "previous", "it does not follow the anchor before it")
        yield anchor, fault
        number, root = anchor.number, anchor.root


class Witness:
    """What sound anchors know about the cases. Watches the events go by; afterwards `faults` has what they deny."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int], tuple[str, str]] = {}
        self.latest: dict[str, tuple[int, str]] = {}
        self.seen: dict[str, int] = {}
        self.faults: list[Fault] = []
        self.until = ""

    def believe(self, anchor: Anchor) -> None:
        """What says to be older than this anchor, it must know; but for who was still writing when it was made."""
        if anchor.heads is None:
            return
        made = datetime.fromisoformat(anchor.made.replace("Z", "+00:00")) - WRITING
        self.until = max(self.until, made.isoformat(timespec="microseconds")[:-6] + "Z")
        for case, number, value in anchor.heads:
            self.known.setdefault((case, number), (value, anchor.name))
            if number > self.latest.get(case, (0, ""))[0]:
                self.latest[case] = (number, anchor.name)

    def watch(self, links: Iterable[Link]) -> Iterator[Link]:
        for link in links:
            said = self.known.get((link.case, link.number))
            if said is not None and said[0] != link.hash:
                self._denies(link, "hash", f"{said[1]} holds another event here")
            elif link.at < self.until and link.number > self.latest.get(link.case, (0, ""))[0]:
                self._denies(link, "at", "it says to be older than an anchor that does not know it")
            self.seen[link.case] = link.number
            yield link

    def _denies(self, link: Link, field: str, what: str) -> None:
        self.faults.append(Fault(link.case, link.number, field, what))

    def missing(self, cases: Collection[str] = ()) -> Iterator[Fault]:
        """Ends that anchors know and that are gone. Of all cases, or of these."""
        for case, (number, name) in self.latest.items():
            last = self.seen.get(case, 0)
            if last < number and (not cases or case in cases):
                yield Fault(case, last + 1, "number", f"{name} knows this event; it is gone")
