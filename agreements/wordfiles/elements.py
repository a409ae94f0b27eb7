"""The few pieces of WordprocessingML we write ourselves: paragraphs and tables with tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
        width = len(table.heads)
        look = element("tblPr", element("tblStyle", val="TableGrid"), element("tblW", w="5000", type="pct"))
        grid = element("tblGrid", *(element("gridCol", w=str(9070 // width)) for _ in range(width)))
        head = self._row(table.heads, table.kind, is_head=True)
        return element("tbl", look, grid, head, *(self._body_row(row, table, width) for row in table.rows))

    def _body_row(self, row: Row, table: Table, width: int) -> Element:
        kind = table.kind if table.kind in ("added", "removed") else row.kind
        return self._row(row.cells, kind, span=width if row.is_heading else 1)

    def _row(self, cells: Iterable[Runs], kind: str, *, is_head: bool = False, span: int = 1) -> Element:
        form = element("trPr", element("cantSplit"))
        form.extend([element("tblHeader")] if is_head else [])
        form.extend([self.change("added" if kind == "added" else "removed")] if kind in ("added", "removed") else [])
        return element("tr", form, *(self._cell(runs, span, bold=is_head or span > 1) for runs in cells))

    def _cell(self, runs: Runs, span: int, *, bold: bool) -> Element:
        form = element("tcPr", element("tcW", w="0", type="auto"))
        form.extend([element("gridSpan", val=str(span))] if span > 1 else [])
        return element("tc", form, self.paragraph(*self.words(runs, bold=bold), style="TableText"))


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
