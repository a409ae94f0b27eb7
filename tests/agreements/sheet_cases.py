"""Spreadsheets as people send them: the programme of a made-up route, and what they did to it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

from openpyxl import Workbook, load_workbook

from agreements.clauses.examples import example_data
from agreements.clauses.library import load
from agreements.clauses.sheets import About, Reading, read, workbook
from agreements.clauses.values import Scope
from tests.agreements.clause_cases import tot
from tests.agreements.pages import nl

CLAUSE = load()["D"]
PROGRAMME, EXAMS, TEAM = "Programma per leerjaar", "Examenonderdelen per leerjaar", "Dekking door het docententeam"
ABOUT = About("SOK-2027-0001 · Inrichting", "SOK-2027-0001/D/LR-2027-0007/3")


@cache
def scope() -> Scope:
    facts = tot()
    return Scope(CLAUSE, example_data(CLAUSE, facts, facts.routes[0]), facts, facts.routes[0])


@cache
def exported() -> bytes:
    return workbook(scope(), ABOUT)


def changed(change: Callable[[Workbook], object], content: bytes | None = None) -> bytes:
    """The file after somebody did this to it, and saved it."""
    book = load_workbook(io.BytesIO(content or exported()))
    change(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def put(sheet: str, **cells: Any) -> Callable[[Workbook], object]:
    """Write these values in these cells: `put(PROGRAMME, A7="derde")`."""

    def write(book: Workbook) -> None:
        for place, value in cells.items():
            book[sheet][place] = value

    return write


def read_from(content: bytes) -> Reading:
    return read(io.BytesIO(content), scope())


def package(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return kept.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def with_part(name: str, content: bytes) -> bytes:
    """The file as it was downloaded, with this part put in or replaced."""
    return package(parts_of(exported()) | {name: content})


def many(rows: int):
    def write(book: Workbook) -> None:
        for number in range(2, rows + 2):
            book[PROGRAMME].cell(number, 3).value = "Onderdeel"

    return write


def told(sheet: str, number: int, sentence: str, values: dict[str, object]) -> str:
    return nl("%(sheet)s, line %(number)s: %(what)s", sheet=sheet, number=number, what=nl(sentence, **values))
