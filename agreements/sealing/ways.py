"""By which paths one revision of a file reached its objects, as pyHanko counts paths.

A page is entered only by way of the tree of pages, an element of the structure only by way of the structure, and
nothing by way of its parent (`HistoricalResolver._load_reverse_xref_cache`): else there would be no end of paths.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, Reference
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import RawPdfPath

if TYPE_CHECKING:
    from .reading import Revision

Path = tuple[str | int, ...]
Edge = tuple[Path, Reference]
"""Where in an object another is named, and which."""
Step = tuple[Path, frozenset[Reference], list[Edge]]
"""A path so far, the objects it passed, and where it may go."""
Found = dict[Reference, set[RawPdfPath]]

PAGES: Path = ("/Root", "/Pages")
STRUCTURE: Path = ("/Root", "/StructTreeRoot", "/K")


class Ways:
    """All paths to what changed in the file, found at once; to anything else when it is asked."""

    def __init__(self, revision: Revision) -> None:
        self.revision, self.reader = revision, revision.reader
        self.pages: dict[Reference, Path] = {}
        self._enter_pages(revision.root.raw_get("/Pages"), PAGES)
        self.elements = self._elements()
        self.found = self._walk(set(self.reader.changes), self.reader.leading)

    def to(self, ref: Reference) -> set[RawPdfPath]:
        if ref not in self.found:
            changed = ref in self.reader.changes
            self.found[ref] = set() if changed else self._walk({ref}, self.reader.leading_to({ref})).get(ref, set())
        return self.found[ref]

    def _walk(self, targets: set[Reference], leading: set[Reference]) -> Found:
        """From the trailer on, by whatever leads to a target, never through an object twice in one path."""
        found: Found = {}
        waiting: list[Step] = [((), frozenset(), list(edges(self.revision.trailer_view)))]
        while waiting:
            start, passed, named = waiting.pop()
            for path, ref in ((start + local, ref) for local, ref in named if ref in leading and ref not in passed):
                is_inside = path[:3] == STRUCTURE
                if is_inside and "/P" in path[3:]:
                    continue
                if ref in targets:
                    found.setdefault(ref, set()).add(RawPdfPath(*path))
                if self.pages.get(ref, path) == path and (is_inside or ref not in self.elements):
                    waiting.append((path, passed | {ref}, self.revision.edges(ref)))
        return found

    def _enter_pages(self, node: PdfObject, path: Path) -> None:
        """The one path to every page."""
        if isinstance(node, IndirectObject):
            _ensure_new(node.reference, self.pages)
            self.pages[node.reference] = path
        pages: Any = self.revision.value(node)
        if path == PAGES or pages.get("/Type") == "/Pages":
            for number, kid in enumerate(self._kids(pages, "/Kids")):
                self._enter_pages(kid, (*path, "/Kids", number))

    def _elements(self) -> set[Reference]:
        """Whatever hangs in the structure."""
        found: set[Reference] = set()
        waiting = self._kids(self.revision.root, "/StructTreeRoot")
        while waiting:
            for kid in self._kids(self.revision.value(waiting.pop()), "/K"):
                if self._is_element(self.revision.value(kid)):
                    waiting.append(kid)
                    if isinstance(kid, IndirectObject):
                        _ensure_new(kid.reference, found)
                        found.add(kid.reference)
        return found

    def _kids(self, parent: Any, key: str) -> list[PdfObject]:
        """What stands there, one or many, still by reference."""
        if key not in parent:
            return []
        named = parent.raw_get(key)
        kids = self.revision.value(named)
        return list(kids) if isinstance(kids, ArrayObject) else [named]

    def _is_element(self, obj: PdfObject) -> bool:
        """No piece of a page, and no link or field."""
        if not isinstance(obj, DictionaryObject):
            return False
        return str(self.revision.value(obj.raw_get("/Type"))) == "/StructElem" if "/Type" in obj else True


def _ensure_new(ref: Reference, known: Container[Reference]) -> None:
    if ref in known:
        raise PdfReadError("Circular reference in the tree of pages or of the structure")


def edges(obj: PdfObject, path: Path = ()) -> Iterator[Edge]:
    """What an object names, itself or in what it holds directly. Its parent is passed by, as in pyHanko."""
    if isinstance(obj, IndirectObject):
        yield path, obj.reference
    elif isinstance(obj, DictionaryObject):
        for key, value in obj.items():
            if key != "/Parent":
                yield from edges(value, (*path, key))
    elif isinstance(obj, ArrayObject):
        for number, value in enumerate(obj):
            yield from edges(value, (*path, number))
