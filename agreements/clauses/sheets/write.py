"""From answers to sheets. What people typed is written as text, so no spreadsheet program takes it for a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from accounts.listing.sheets import BRAND, put

from ..shapes import MAX_ROWS
from ..values import Scope
from .cells import Column
from .explain import About, allowed, explanation_lines
from .layout import EXPLANATION, LISTS, Sheet, sheets_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LAST_ROW = MAX_ROWS + 1
LINE = 15
"""The height of a line of text, in points."""


def workbook(scope: Scope, about: About, *, blank: bool = False) -> bytes:
    """Every table of the article with its answers; blank: only the headings and what may be filled in."""
    from openpyxl import Workbook  # slow to import, and few people need it

    book = Workbook()
    explanation = book.active
    assert explanation is not None
    explanation.title = EXPLANATION
    sheets = [(sheet, [Column(column, scope) for column in sheet.columns]) for sheet in sheets_of(scope)]
    filled = [[] if blank else scope.rows(sheet.field.name) for sheet, _columns in sheets]
    pages = [_add_sheet(book, *sheet, rows) for sheet, rows in zip(sheets, filled, strict=True)]
    lists = book.create_sheet(LISTS)
    for page, (_sheet, columns) in zip(pages, sheets, strict=True):
        _limit(page, columns, lists)
    for number, line in enumerate(explanation_lines(sheets, about), start=1):
        _put_row(explanation, number, line)
    _style(explanation, [34, 34, 26, 90], rows=explanation.max_row)
    book.active = 1
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _add_sheet(book: Workbook, sheet: Sheet, columns: Sequence[Column], rows: Sequence[Any]) -> Worksheet:
    page: Worksheet = book.create_sheet(sheet.name)
    _put_row(page, 1, [column.head for column in columns])
    for number, row in enumerate(rows, start=2):
        _put_row(page, number, [column.written(row.get(column.field.name, "")) for column in columns])
    _style(page, [_width(column) for column in columns], rows=LAST_ROW)
    return page


def _put_row(page: Worksheet, number: int, values: Sequence[object]) -> None:
    for place, value in enumerate(values, start=1):
        put(page.cell(number, place), value)


def _style(page: Worksheet, widths: Sequence[int], rows: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A2"
    _on_paper(page)
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
        head = page.cell(1, place)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=BRAND)
        for number in range(1, rows + 1):
            page.cell(number, place).alignment = Alignment(wrap_text=True, vertical="top")
    for number in range(2, page.max_row + 1):
        lines = max(ceil(len(str(page.cell(number, place).value or "")) / w) for place, w in enumerate(widths, start=1))
        if lines > 1:  # not every program makes room for what goes on in a next line
            page.row_dimensions[number].height = LINE * lines


def _on_paper(page: Worksheet) -> None:
    """A4 on its side, all columns on one page, the headings on each."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"


def _width(column: Column) -> int:
    """As wide as what is likely to stand in it; longer text goes on in the next line of the cell."""
    head = len(column.head) + 3
    if column.field.kind in {"int", "date"}:
        return max(head, 9)
    if column.labels:
        return min(max(head, *(len(label) + 3 for label in column.labels.values())), 36)
    return max(head, 24 if column.longest <= 160 else 48)


# --- what may be filled in --------------------------------------------------------------------------


def _limit(page: Worksheet, columns: Sequence[Column], lists: Worksheet) -> None:
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        rule = _validation(column, lists, f"{page.title}: {column.head}")
        rule.errorTitle, rule.error = column.head[:32], allowed(column)[:255]
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        page.add_data_validation(rule)


def _validation(column: Column, lists: Worksheet, title: str) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    field = column.field
    rule = DataValidation(allow_blank=True, showErrorMessage=True)
    if column.labels:
        rule.type, rule.formula1 = "list", _listed(column, lists, title)
    elif field.kind == "int":
        rule.type, rule.operator = "whole", "between"
        rule.formula1, rule.formula2 = str(field.minimum), str(field.maximum)
    elif field.kind == "date":
        rule.type, rule.operator, rule.formula1 = "date", "greaterThan", "1"
    else:
        rule.type, rule.operator, rule.formula1 = "textLength", "lessThanOrEqual", str(column.longest)
    return rule


def _listed(column: Column, lists: Worksheet, title: str) -> str:
    """A column of its own on the sheet with lists, so that what is chosen from may hold any sign."""
    from openpyxl.utils import get_column_letter

    place = 1 if lists.cell(1, 1).value is None else lists.max_column + 1
    for number, text in enumerate([title, *column.labels.values()], start=1):
        put(lists.cell(number, place), text)
    _style(lists, [24] * place, rows=1)
    letter = get_column_letter(place)
    return f"{LISTS}!${letter}$2:${letter}${len(column.labels) + 1}"
