"""What a screen reader needs of the structure: headings in order, whole lists, heads of cells, words for pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pikepdf import Array, Dictionary, Object, Pdf

from jobs.sentences import Sentence
from jobs.sentences import sentence as _

IN_A_LIST = {"/L", "/LI", "/Caption"}


class Element(NamedTuple):
    kind: str
    object: Object
    parent: str


def elements(pdf: Pdf) -> Iterator[Element]:
    """Every element in reading order."""
    waiting = [Element(str(top.S), top, "") for top in _kids(pdf.Root.StructTreeRoot)]
    while waiting:
        element = waiting.pop()
        yield element
        kids = [Element(str(kid.S), kid, element.kind) for kid in _kids(element.object)]
        waiting.extend(reversed(kids))


def _kids(owner: Object) -> list[Object]:
    """Elements only: pieces of a page are numbers, fields and links are references."""
    kids = owner.get("/K", Array())
    return [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary) and "/S" in kid]


def structure_problems(pdf: Pdf) -> Iterator[Sentence]:
    """In sentences, at most one of each kind."""
    found = list(elements(pdf))
    yield from _headings([int(one.kind[2:]) for one in found if one.kind[:2] == "/H" and one.kind[2:].isdigit()])
    if any(one.parent == "/L" and one.kind not in IN_A_LIST for one in found):
        yield _("A list holds something that is not an item of it.")
    if any(one.kind == "/TD" and not one.object.get("/A", Dictionary()).get("/Headers") for one in found):
        yield _("A cell of a table has no heading.")
    if any(one.kind == "/Figure" and not str(one.object.get("/Alt", "")) for one in found):
        yield _("A picture has no description for who cannot see it.")


def _headings(levels: list[int]) -> Iterator[Sentence]:
    if not levels:
        yield _("There are no headings.")
        return
    steps = zip([0, *levels], levels, strict=False)
    if any(level > before + 1 for before, level in steps):
        yield _("The headings skip a level.")
