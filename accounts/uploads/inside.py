"""`python -m accounts.uploads.inside`: the names in a PDF that act, also those in packed objects, as a line of text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from .bounded import bind

ACTING = {
    f"/{name}" for name in "JavaScript Launch EmbeddedFile EmbeddedFiles RichMedia XFA SubmitForm ImportData".split()
}


def acting_names(pdf: bytes) -> set[str]:
    """As a reader finds them, wherever they stand. Raises `pikepdf.PdfError` when it can't be read."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return {name for one in file.objects for name in _names(one) if name in ACTING}


def _names(one: pikepdf.Object) -> Iterator[str]:
    """Of one object and what stands in it; what it refers to has its own turn."""
    waiting = [one]
    while waiting:
        now = waiting.pop()
        if isinstance(now, pikepdf.Name):
            yield str(now)
        if isinstance(now, pikepdf.Dictionary | pikepdf.Stream):
            parts = dict(now.items() if isinstance(now, pikepdf.Dictionary) else now.stream_dict.items())
            yield from parts
            waiting += [part for part in parts.values() if _is_direct(part)]
        elif isinstance(now, pikepdf.Array):
            waiting += [part for part in now if _is_direct(part)]


def _is_direct(part: object) -> bool:
    return isinstance(part, pikepdf.Object) and not part.is_indirect


if __name__ == "__main__":
    bind()
    print(" ".join(sorted(acting_names(sys.stdin.buffer.read()))))
