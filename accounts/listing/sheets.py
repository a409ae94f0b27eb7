"""A list as a file for a spreadsheet. What people typed stays words: no program takes it for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

BRAND = "0B3F45"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_SIGNS = ("=", "+", "-", "@")
RISKY = (*FORMULA_SIGNS, "\t", "\r", "\n")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
WIDEST = 60
LONGEST_CELL = 32_000  # of the 32 767 that a cell may hold

Row = Sequence[str | int]


def as_csv(head: Row, rows: Iterable[Row]) -> bytes:
    """UTF-8 with its mark and semicolons, as spreadsheet programs here expect."""
    kept = io.StringIO()
    writer = csv.writer(kept, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in [head, *rows])
    return b"\xef\xbb\xbf" + kept.getvalue().encode()


def harmless(cell: str | int) -> str | int:
    """An apostrophe before what a program would compute; also after blanks, which programs skip."""
    if isinstance(cell, str) and (cell.startswith(RISKY) or cell.lstrip().startswith(RISKY)):
        return f"'{cell}"
    return cell


def as_xlsx(title: str, head: Row, rows: Iterable[Row]) -> bytes:
    from openpyxl import Workbook  # slow to import, and few people need it
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31]
    widths = [0] * len(head)
    for number, row in enumerate([head, *rows], start=1):
        for place, value in enumerate(row, start=1):
            put(page.cell(number, place), clean(value))
            widths[place - 1] = max(widths[place - 1], min(len(str(value)) + 2, WIDEST))
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
        page.cell(1, place).font = Font(bold=True, color="FFFFFF")
        page.cell(1, place).fill = PatternFill("solid", fgColor=BRAND)
    page.freeze_panes = "A2"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def put(cell: Any, value: object) -> None:
    """Words stay words: the type of the cell says text, and the prefix keeps it so when somebody edits the cell."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_SIGNS)


def clean(cell: str | int) -> str | int:
    return NOT_IN_XML.sub("", cell)[:LONGEST_CELL] if isinstance(cell, str) else cell
