"""Read a file for checking: pyHanko's reader, that does not walk every path to every object.

To judge whether an object may be changed, pyHanko asks by which paths the revision before reached it, and finds out by
walking all paths to all objects: in 42 pages that share their fonts and pictures millions, for every signature again.
But it only asks for the few objects that changed, so here nothing is walked that does not lead to one of those.
The paths are the same: `tests/agreements/test_reading.py` holds them beside pyHanko's own. What is allowed, its own
rules decide.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from io import BytesIO

from pyhanko.pdf_utils.generic import IndirectObject, PdfObject, Reference
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath

from .ways import Edge, Ways, edges


class Reader(PdfFileReader):
    """As pyHanko's; only how a revision finds paths is ours."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(BytesIO(pdf))
        self._views: dict[int, Revision] = {}
        self._lasting: dict[Reference, list[Edge]] = {}

    def get_historical_resolver(self, revision: int) -> Revision:
        if revision not in self._views:
            self._views[revision] = Revision(self, revision)
        return self._views[revision]

    @cached_property
    def changes(self) -> dict[Reference, list[int]]:
        """Every object that an update wrote or freed, and all revisions that did."""
        wrote = self.xrefs.explicit_refs_in_revision
        found: dict[Reference, list[int]] = {}
        for number in range(1, self.total_revisions):
            for ref in wrote(number) | self.xrefs.refs_freed_in_revision(number):
                found.setdefault(ref, [0] if ref in wrote(0) else []).append(number)
        return found

    def lasting(self, ref: Reference) -> list[Edge]:
        """What an object that never changed names: found once for all revisions."""
        if ref not in self._lasting:
            self._lasting[ref] = list(edges(self.whole(ref)))
        return self._lasting[ref]

    def whole(self, ref: Reference) -> PdfObject:
        """The object as it is in the end."""
        found: PdfObject = self.get_object(ref)  # type: ignore[no-untyped-call]
        return found

    @cached_property
    def leading(self) -> set[Reference]:
        """What changed, and whatever leads there."""
        return self.leading_to(set(self.changes))

    def leading_to(self, targets: set[Reference]) -> set[Reference]:
        """These, and whatever leads there by any number of steps in any revision: rather too much than too little."""
        found, waiting = set(targets), list(targets)
        while waiting:
            new = self._named_by[waiting.pop()] - found
            found |= new
            waiting += new
        return found

    @cached_property
    def _named_by(self) -> dict[Reference, set[Reference]]:
        """By which objects an object is named, in any revision."""
        views = [self.get_historical_resolver(number) for number in range(self.total_revisions)]
        waiting = [ref for view in views for _path, ref in edges(view.trailer_view)]
        found: dict[Reference, set[Reference]] = defaultdict(set)
        seen: set[Reference] = set()
        while waiting:
            if (ref := waiting.pop()) not in seen:
                seen.add(ref)
                for other in self._ever_named(ref):
                    found[other].add(ref)
                    waiting.append(other)
        return found

    def _ever_named(self, ref: Reference) -> set[Reference]:
        if ref not in self.changes:
            return {other for _path, other in self.lasting(ref)}
        versions = [self.get_historical_resolver(number)(ref) for number in self.changes[ref]]
        return {other for version in versions for _path, other in edges(version)}


class Revision(HistoricalResolver):
    """The file as it was then."""

    reader: Reader

    @cached_property
    def _ways(self) -> Ways:
        return Ways(self)

    def _load_reverse_xref_cache(self) -> None:
        """Where pyHanko walks everything."""
        _ = self._ways

    def _get_usages_of_ref(self, ref: Reference) -> set[RawPdfPath]:
        return self._ways.to(ref)

    def edges(self, ref: Reference) -> list[Edge]:
        """What the object named then."""
        return list(edges(self(ref))) if ref in self.reader.changes else self.reader.lasting(ref)

    def value(self, obj: PdfObject) -> PdfObject:
        """The object itself, as it was then."""
        if not isinstance(obj, IndirectObject):
            return obj
        ref = obj.reference
        return self(ref) if ref in self.reader.changes else self.reader.whole(ref)
