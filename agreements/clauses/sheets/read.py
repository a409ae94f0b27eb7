"""From sheets to answers: everything that is right, and every mistake with its sheet and line, all at once."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from ..shapes import MAX_ROWS
from ..values import Scope
from .cells import Cell, Column, WrongCell
from .layout import EXPLANATION, LAST_COLUMN, LAST_LINE, LISTS, MARK, Sheet, folded, sheets_of
from .package import damaged, made_safe

Row = dict[str, Any]
Line = tuple[Cell, ...]
Lines = dict[str, list[tuple[int, Line]]]
QUOTED = re.compile(r'"[^"]*"|\\.')
"""What a number format shows as it stands."""


@dataclass
class Reading:
    """What a spreadsheet said. With a single mistake nothing of it counts."""

    answers: dict[str, list[Row]] = field(default_factory=dict)
    """The rows of every table that is in the file."""
    absent: list[str] = field(default_factory=list)
    """Sheets that are not in the file: those answers stay as they are."""
    unread: list[str] = field(default_factory=list)
    """Sheets in the file that belong to no table."""
    mistakes: list[str] = field(default_factory=list)
    mark: str = ""
    """For which article the file was made, and which version of it; nothing when that cannot be told."""


def read(file: IO[bytes] | File[bytes], scope: Scope) -> Reading:
    """Every table of this article that is in the file. `NotASpreadsheet` when it cannot be opened at all."""
    wanted = sheets_of(scope)
    found = _lines_of(made_safe(file), wanted)
    reading = Reading(mark=_mark(found.pop(EXPLANATION, [])))
    for sheet in wanted:
        name = next((name for name in found if sheet.is_called(name)), None)
        if name is None:
            reading.absent.append(sheet.name)
        else:
            _read_sheet(sheet, found.pop(name), scope, reading)
    reading.unread = [name for name in found if name != LISTS]
    if len(reading.absent) == len(wanted):
        names = ", ".join(f"“{sheet.name}”" for sheet in wanted)
        reading.mistakes.append(_("No sheet in the file is called %(names)s.") % {"names": names})
    return reading


# --- the file ---------------------------------------------------------------------------------------


def _lines_of(file: IO[bytes], wanted: list[Sheet]) -> Lines:
    """Every sheet; of those that matter the lines that hold something, under their numbers."""
    from openpyxl import load_workbook  # slow to import, and few people need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(file, read_only=True, keep_links=False)
            return {
                sheet.title: list(_filled_lines(sheet)) if _matters(sheet.title, wanted) else []
                for sheet in book.worksheets
            }
    except Exception as error:  # whatever a strange file makes the library trip over
        raise damaged() from error


def _matters(name: str, wanted: list[Sheet]) -> bool:
    return name == EXPLANATION or any(sheet.is_called(name) for sheet in wanted)


def _filled_lines(sheet: Any) -> Iterator[tuple[int, Line]]:
    """No more than can be right and one: who has too many rows is told once."""
    lines = enumerate(sheet.iter_rows(max_row=LAST_LINE, max_col=LAST_COLUMN), start=1)
    made = ((number, tuple(_cell(cell) for cell in cells)) for number, cells in lines)
    filled = ((number, line) for number, line in made if not all(cell.is_empty for cell in line))
    return islice(filled, 1 + MAX_ROWS + 1)


def _cell(cell: Any) -> Cell:
    shown_as = QUOTED.sub("", str(getattr(cell, "number_format", "")))
    return Cell(cell.value, str(cell.data_type), "%" in shown_as)


def _mark(lines: list[tuple[int, Line]]) -> str:
    return next((line[1].text for _number, line in lines if line[0].text == MARK), "")


# --- a sheet ----------------------------------------------------------------------------------------


def _read_sheet(sheet: Sheet, lines: list[tuple[int, Line]], scope: Scope, reading: Reading) -> None:
    head = lines[0][1] if lines and lines[0][0] == 1 else ()
    columns, complaints = _columns(sheet, head, scope)
    reading.mistakes += [_at(sheet, 1, complaint) for complaint in complaints]
    rows: list[Row] = []
    for number, line in lines[1:] if head else ():
        row, wrong = _row(columns, line, head)
        rows.append(row)
        reading.mistakes += [_at(sheet, number, complaint) for complaint in wrong]
        if len(rows) > MAX_ROWS:
            sentence = _("here begins row %(number)s; there is room for %(most)s.")
            reading.mistakes.append(_at(sheet, number, sentence % {"number": len(rows), "most": MAX_ROWS}))
    reading.answers[sheet.field.name] = [row for row in rows if row]


def _at(sheet: Sheet, number: int, what: str) -> str:
    return _("%(sheet)s, line %(number)s: %(what)s") % {"sheet": sheet.name, "number": number, "what": what}


def _columns(sheet: Sheet, head: Line, scope: Scope) -> tuple[dict[int, Column], list[str]]:
    """The place of every column, by its heading, in Dutch or English, in any order."""
    known = {folded(label): column for column in sheet.columns for label in (column.label.en, column.label.nl)}
    placed: dict[int, Column] = {}
    complaints = [] if head else [_("the line with headings is missing.")]
    for place, cell in enumerate(head):
        field = known.get(folded(cell.text))
        if field is not None and field.name in {column.field.name for column in placed.values()}:
            complaints.append(_("the column “%(column)s” is there twice.") % {"column": cell.text})
        elif field is not None:
            placed[place] = Column(field, scope)
        elif not cell.is_empty:
            complaints.append(_("the column “%(column)s” is unknown. Remove it.") % {"column": cell.text[:60]})
    return placed, complaints + (_missing(sheet, placed.values()) if head else [])


def _missing(sheet: Sheet, placed: Iterable[Column]) -> list[str]:
    names = {column.field.name for column in placed}
    lacking = [column.label.nl for column in sheet.columns if column.name not in names]
    return [_("the column “%(column)s” is missing.") % {"column": label} for label in lacking]


def _row(columns: dict[int, Column], line: Line, head: Line) -> tuple[Row, list[str]]:
    """What the cells of one line answer; an empty cell is no mistake, it can be filled in later."""
    row, wrong = {}, []
    for place, cell in enumerate(line):
        if cell.is_empty:
            continue
        if place in columns:
            try:
                row[columns[place].field.name] = columns[place].answer(cell)
            except WrongCell as mistake:
                wrong.append(str(mistake))
        elif place >= len(head) or head[place].is_empty:
            wrong.append(_("“%(value)s” stands in a column without a heading.") % {"value": cell.text[:40]})
    return row, wrong
