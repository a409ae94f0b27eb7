"""The few pieces of WordprocessingML we write ourselves: paragraphs and tables with tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ..comparing import Kind, Row, Runs, Table

AUTHOR = "Leerroutes"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML cannot hold."""
STEP = 567
"""One centimetre, in twentieths of a point."""
PAGE = 9070
"""The width of the text, in the same measure."""
WORDY = 40
"""A column with more signs than this wraps its lines, however much it says."""
SIGN, SMALL_SIGN, EDGES = 105, 85, 130
"""How wide one sign is, also in a wide table, and the white beside the words."""
MANY = 7
Element = BaseOxmlElement


def element(tag: str, *children: Element, **attributes: str) -> Element:
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


class Writer:
    """Makes elements for one document; every tracked change has a number of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def change(self, kind: Kind, *children: Element) -> Element:
        """`w:ins` or `w:del`: without a date, so that the same text gives the same bytes."""
        tag = "ins" if kind == "added" else "del"
        return element(tag, *children, id=str(next(self._numbers)), author=AUTHOR)

    def words(self, runs: Runs, *, bold: bool = False) -> list[Element]:
        made = []
        for run in runs:
            form = [element("rPr", element("b"))] if bold else []
            inside = element("r", *form, *_pieces(run.text, "delText" if run.kind == "removed" else "t"))
            made.append(inside if run.kind == "same" else self.change(run.kind, inside))
        return made

    def paragraph(self, *parts: Element, style: str = "", left: int = 0, hanging: int = 0, mark: Kind = "same",
                  keep: bool = False) -> Element:  # fmt: skip
        """`mark`: the whole paragraph came or went, its end included."""
        form = element("pPr")
        form.extend([element("pStyle", val=style)] if style else [])
        form.extend([element("keepNext")] if keep else [])
        form.extend([element("ind", left=str(left), hanging=str(hanging))] if left else [])
        form.extend([element("rPr", self.change(mark))] if mark != "same" else [])
        return element("p", form, *parts)

    def table(self, table: Table) -> Element:
        look = Look(column_widths(table), "TableSmall" if is_wide(table) else "TableText")
        form = element("tblPr", element("tblStyle", val="TableGrid"), element("tblW", w="5000", type="pct"))
        form.append(
            element("tblCellMar", *(element(side, w=str(EDGES // 2), type="dxa") for side in ("left", "right")))
        )
        grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in look.widths))
        head = self._row(table.heads, table.kind, look, is_head=True)
        return element("tbl", form, grid, head, *(self._body_row(row, table, look) for row in table.rows))

    def _body_row(self, row: Row, table: Table, look: Look) -> Element:
        kind = table.kind if table.kind in ("added", "removed") else row.kind
        if row.is_heading:
            return self._row(row.cells, kind, Look([sum(look.widths)], look.style), span=len(look.widths))
        return self._row(row.cells, kind, look)

    def _row(self, cells: Iterable[Runs], kind: str, look: Look, *, is_head: bool = False, span: int = 1) -> Element:
        form = element("trPr", element("cantSplit"))
        form.extend([element("tblHeader")] if is_head else [])
        form.extend([self.change("added" if kind == "added" else "removed")] if kind in ("added", "removed") else [])
        made = [self.words(runs, bold=is_head or span > 1) for runs in cells]
        inside = [self.paragraph(*words, style=look.style, keep=is_head or span > 1) for words in made]
        return element("tr", form, *(_cell(*pair, span) for pair in zip(inside, look.widths, strict=True)))


@dataclass(frozen=True)
class Look:
    """Of one table: the widths of its columns, and the style of the words in it."""

    widths: list[int]
    style: str


def _cell(inside: Element, width: int, span: int) -> Element:
    form = element("tcPr", element("tcW", w=str(width), type="dxa"))
    form.extend([element("gridSpan", val=str(span))] if span > 1 else [])
    return element("tc", form, inside)


def column_widths(table: Table) -> list[int]:
    """Room for the longest word of each column; what is left goes to the columns that say most."""
    rows = [table.heads, *(row.cells for row in table.rows if not row.is_heading)]
    texts = [["".join(run.text for run in runs) for runs in column] for column in zip(*rows, strict=True)]
    sign = SMALL_SIGN if is_wide(table) else SIGN
    needed = [_longest_word(column) * sign + EDGES for column in texts]
    said = [min(max(map(len, column)), WORDY) + 1 for column in texts]
    spare = max(PAGE - sum(needed), 0)
    widths = [need + spare * words // sum(said) for need, words in zip(needed, said, strict=True)]
    return [PAGE * width // sum(widths) for width in widths]


def is_wide(table: Table) -> bool:
    """So many columns that the words are set smaller."""
    return len(table.heads) >= MANY


def _longest_word(texts: Iterable[str]) -> int:
    return max(len(word) for text in texts for word in (text.split() or [""]))


def field(code: str) -> list[Element]:
    """A number Word works out itself, such as `PAGE`."""
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", _named("instrText", code)),
        element("r", element("fldChar", fldCharType="end")),
    ]


def plain(text: str, *, bold: bool = False) -> Element:
    return element("r", *([element("rPr", element("b"))] if bold else []), _named("t", text))


def _pieces(text: str, tag: str) -> Iterator[Element]:
    """Tabs are elements of their own."""
    for place, piece in enumerate(text.split("\t")):
        yield from [element("tab")] if place else []
        yield from [_named(tag, piece)] if piece else []


def _named(tag: str, text: str) -> Element:
    made = element(tag)
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = FORBIDDEN.sub("", text)
    return made
