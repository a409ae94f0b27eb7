"""The tables of an article in a spreadsheet: out, in again the same, and every mistake with its sheet and line."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from accounts.text import clean_text
from agreements.clauses.examples import example_data
from agreements.clauses.library import load
from agreements.clauses.shapes import MAX_ROWS
from agreements.clauses.sheets import NotASpreadsheet, read, workbook
from agreements.clauses.sheets.package import LARGEST, LARGEST_UNPACKED, MOST_PARTS
from agreements.clauses.values import Scope
from tests.agreements.clause_cases import agreement, line, route
from tests.agreements.pages import nl
from tests.agreements.sheet_cases import (
    ABOUT,
    CLAUSE,
    EXAMS,
    PROGRAMME,
    TEAM,
    changed,
    exported,
    package,
    parts_of,
    put,
    read_from,
    saved,
    scope,
    with_part,
)

TABLES = [field.name for field in CLAUSE.fields if field.kind == "table"]


# --- out and in -------------------------------------------------------------------------------------


def test_what_goes_out_comes_in_the_same():
    reading = read_from(exported())
    assert reading.mistakes == reading.absent == reading.unread == []
    assert reading.answers == {name: scope().data[name] for name in TABLES}
    assert reading.mark == ABOUT.mark


@pytest.mark.parametrize("code", ["B", "E", "F", "G", "H", "J", "definities"])
def test_every_article_with_tables_can_go_out_and_in(code):
    """The code knows clauses, not the programme."""
    facts = agreement(route(line(5)), parties=3)
    clause = load()[code]
    place = facts.routes[0] if clause.scope == "route" else None
    data = example_data(clause, facts, place)
    tables = {field.name for field in clause.fields if field.kind == "table"}
    assert tables
    whole = Scope(clause, data, facts, place)
    reading = read(io.BytesIO(workbook(whole, ABOUT)), whole)
    assert reading.mistakes == []
    assert reading.answers == {name: data.get(name, []) for name in tables}


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
CELLS = {
    "year": st.integers(1, 6),
    "line": st.sampled_from(["1", "2", "3", "all"]),
    "part": TEXT,
    "kind": st.sampled_from(["vo", "vo_cross", "mbo", "combination"]),
    "vo_share": st.integers(0, 100),
    "guided": st.integers(0, 5000),
    "location": TEXT,
    "deliverer": st.sampled_from(["1", "2", "3", "vo", "mbo", "all"]),
    "team": st.sampled_from(["yes", "no"]),
}


def as_stored(value: str | int) -> str | int:
    """Cleaned, and without the two signs that XML cannot hold."""
    no_signs = dict.fromkeys(map(ord, "\ufffe\uffff"))
    return clean_text(clean_text(value).translate(no_signs)) if isinstance(value, str) else value


@given(st.lists(st.fixed_dictionaries({}, optional=CELLS), max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_answers_come_in_as_they_went_out(rows):
    """As they are stored: cleaned, and without what is empty."""
    cleaned = [{name: as_stored(value) for name, value in row.items()} for row in rows]
    stored = [row for row in ({n: v for n, v in row.items() if v != ""} for row in cleaned) if row]
    whole = replace(scope(), data={"programme": stored})
    reading = read(io.BytesIO(workbook(whole, ABOUT)), whole)
    assert reading.mistakes == []
    assert reading.answers["programme"] == stored


def test_a_blank_template_has_headings_lists_and_no_rows():
    content = workbook(scope(), ABOUT, blank=True)
    book = load_workbook(io.BytesIO(content))
    others = ["Inzet van personeel", "Inbreng van voorzieningen"]
    assert book.sheetnames == ["Uitleg", PROGRAMME, EXAMS, TEAM, *others, "Keuzelijsten"]
    page = book[PROGRAMME]
    assert [cell.value for cell in page[1]] == [column.label.nl for column in CLAUSE.field("programme").columns]
    assert page.freeze_panes == "A2"
    assert all(cell.value is None for row in page.iter_rows(min_row=2) for cell in row)
    assert read_from(content).answers == {name: [] for name in TABLES}


def test_the_file_says_what_may_be_chosen():
    book = load_workbook(io.BytesIO(exported()))
    rules = {str(rule.sqref): rule for rule in book[PROGRAMME].data_validations.dataValidation}
    years, kinds = rules["A2:A61"], rules["D2:D61"]
    assert (years.type, years.formula1, years.formula2) == ("whole", "1", "6")
    assert kinds.type == "list"
    column = kinds.formula1.split("$")[1]
    listed = [cell.value for cell in book["Keuzelijsten"][column] if cell.value]
    assert listed[1:] == ["vo", "vo, vakoverstijgend", "mbo", "combinatie van vo en mbo"]
    explained = [tuple(cell.value for cell in row) for row in book["Uitleg"].iter_rows(max_row=29)]
    year = next(row for row in explained if row[:3] == (PROGRAMME, "Leerjaar", "ja"))
    assert str(year[3]).startswith("Een heel getal van 1 tot en met 6. Het leerjaar van de leerroute: 1 is leerjaar 3")
    assert any(row[1] == "Deel vo (%)" and row[2] == "ja, bij combinatie van vo en mbo" for row in explained)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_what_looks_like_a_formula_goes_out_as_text(sign):
    typed = f'{sign}HYPERLINK("http://boos.example";"klik")'
    whole = replace(scope(), data={"programme": [{"part": typed}]})
    content = workbook(whole, ABOUT)
    cell = load_workbook(io.BytesIO(content))[PROGRAMME]["C2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert b"<f>" not in parts_of(content)["xl/worksheets/sheet2.xml"]
    assert read(io.BytesIO(content), whole).answers["programme"] == [{"part": typed}]


def test_names_of_boards_cannot_become_formulas_either():
    facts = replace(scope().facts, parties=(replace(scope().facts.parties[0], name="=1+1"), *scope().facts.parties[1:]))
    content = workbook(replace(scope(), facts=facts), ABOUT)
    assert not any(b"<f>" in part for name, part in parts_of(content).items() if "worksheets" in name)


# --- what people do that is right -------------------------------------------------------------------

FORGIVEN = {
    "columns in another order": lambda book: book[PROGRAMME].move_range("A1:A40", cols=20),
    "headings in English": put(PROGRAMME, A1="year", C1="PART"),
    "capitals and spaces": put(PROGRAMME, D2="  VO "),
    "a number as text": put(PROGRAMME, A2="1"),
    "an empty line between": lambda book: book[PROGRAMME].insert_rows(5),
    "lines formatted far below": lambda book: setattr(book[PROGRAMME]["A900"], "number_format", "0"),
    "the bare number of a line": put(PROGRAMME, B12=1),
    "the lists removed": lambda book: book.remove(book["Keuzelijsten"]),
    "a hidden sheet": lambda book: setattr(book[PROGRAMME], "sheet_state", "hidden"),
}


@pytest.mark.parametrize("change", FORGIVEN.values(), ids=FORGIVEN)
def test_it_is_read_the_same(change):
    book = load_workbook(io.BytesIO(exported()))
    change(book)
    reading = read_from(saved(book))
    assert reading.mistakes == []
    assert reading.answers == {name: scope().data[name] for name in TABLES}


def test_an_empty_cell_is_no_mistake():
    reading = read_from(changed(put(PROGRAMME, C2=None)))
    assert reading.mistakes == []
    assert "part" not in reading.answers["programme"][0]


def test_a_number_in_a_column_of_words_is_what_is_shown():
    reading = read_from(changed(put("Inzet van personeel", C2=2.4, C3=3, C4=True)))
    assert [row["size"] for row in reading.answers["staff"]] == ["2,4", "3", "ja"]


def test_a_sheet_that_is_not_there_leaves_its_answers_alone():
    def change(book: Workbook) -> None:
        book.remove(book[TEAM])
        book.create_sheet("Kladblok")["A1"] = "=1+1"

    reading = read_from(changed(change))
    assert reading.absent == [TEAM]
    assert reading.unread == ["Kladblok"]
    assert "team" not in reading.answers
    assert reading.mistakes == []


# --- mistakes ---------------------------------------------------------------------------------------

NUMBER = "“%(column)s” must be a whole number from %(least)s to %(most)s, but says “%(value)s”."
CHOICE = "“%(column)s” must be one of %(allowed)s, but says “%(value)s”."
LONG = "“%(column)s” may have %(most)s characters, but has %(count)s."
FORMULA = "“%(column)s” holds a formula. Paste its outcome as a value."
YEAR = {"column": "Leerjaar", "least": 1, "most": 6}
HOURS = {"column": "Begeleid", "least": 0, "most": 5000}


def many(rows: int):
    def write(book: Workbook) -> None:
        for number in range(2, rows + 2):
            book[PROGRAMME].cell(number, 3).value = "Onderdeel"

    return write


MISTAKES = {
    "a year in words": (put(PROGRAMME, A7="derde"), PROGRAMME, 7, NUMBER, {**YEAR, "value": "derde"}),
    "a year too low": (put(PROGRAMME, A7=0), PROGRAMME, 7, NUMBER, {**YEAR, "value": "0"}),
    "a year too high": (put(PROGRAMME, A8=7), PROGRAMME, 8, NUMBER, {**YEAR, "value": "7"}),
    "half a year": (put(PROGRAMME, A9=2.5), PROGRAMME, 9, NUMBER, {**YEAR, "value": "2,5"}),
    "a school year": (put(PROGRAMME, A2="2027-2028"), PROGRAMME, 2, NUMBER, {**YEAR, "value": "2027-2028"}),
    "a date": (put(PROGRAMME, A3=datetime(2027, 8, 1)), PROGRAMME, 3, NUMBER, {**YEAR, "value": "01-08-2027"}),
    "true": (put(PROGRAMME, A3=True), PROGRAMME, 3, NUMBER, {**YEAR, "value": "ja"}),
    "hours below nothing": (put(PROGRAMME, F4=-8), PROGRAMME, 4, NUMBER, {**HOURS, "value": "-8"}),
    "hours beyond measure": (put(PROGRAMME, F4=5001), PROGRAMME, 4, NUMBER, {**HOURS, "value": "5001"}),
    "hours with their unit": (put(PROGRAMME, F4="80 uur"), PROGRAMME, 4, NUMBER, {**HOURS, "value": "80 uur"}),
    "hours with a point": (put(PROGRAMME, F4="1.200"), PROGRAMME, 4, NUMBER, {**HOURS, "value": "1.200"}),
    "a number without end": (put(PROGRAMME, F4="9" * 5000), PROGRAMME, 4, NUMBER, {**HOURS, "value": "9" * 40 + "…"}),
    "hours as a formula": (put(PROGRAMME, F5="=F4*2"), PROGRAMME, 5, FORMULA, {"column": "Begeleid"}),
    "a formula over many cells": (
        put(PROGRAMME, F5=ArrayFormula("F5:F6", "=F2:F3*2")), PROGRAMME, 5, FORMULA, {"column": "Begeleid"},
    ),
    "a formula for a word": (put(PROGRAMME, C5='=HYPERLINK("x")'), PROGRAMME, 5, FORMULA, {"column": "Onderdeel"}),
    "an error of the sheet": (
        put(PROGRAMME, F5="#DIV/0!"), PROGRAMME, 5,
        "“%(column)s” holds an error: “%(value)s”.", {"column": "Begeleid", "value": "#DIV/0!"},
    ),
    "a kind that is not there": (
        put(PROGRAMME, D6="havo"), PROGRAMME, 6, CHOICE,
        {
            "column": "Soort",
            "allowed": "“vo”; “vo, vakoverstijgend”; “mbo”; “combinatie van vo en mbo”",
            "value": "havo",
        },
    ),
    "a line that is not there": (
        put(PROGRAMME, B6="4"), PROGRAMME, 6, CHOICE,
        {
            "column": "Lijn",
            "allowed": "“Alle lijnen”; “1: Technicus engineering”; “2: Middenkaderfunctionaris bouw”; "
            "“3: ICT system engineer”",
            "value": "4",
        },
    ),
    "perhaps": (
        put(PROGRAMME, K6="misschien"), PROGRAMME, 6, CHOICE,
        {"column": "Team bevoegd", "allowed": "“Ja”; “Nee”", "value": "misschien"},
    ),
    "a board that takes no part": (
        put(TEAM, B4="Stichting Elders"), TEAM, 4, CHOICE,
        {
            "column": "Werkgever",
            "allowed": "; ".join(f"“{party.name}”" for party in scope().facts.parties),
            "value": "Stichting Elders",
        },
    ),
    "the number of a board": (
        put(TEAM, B4=2), TEAM, 4, CHOICE,
        {"column": "Werkgever", "allowed": "; ".join(f"“{p.name}”" for p in scope().facts.parties), "value": "2"},
    ),
    "a fourth sitting": (
        put(EXAMS, E2="tijdvak 4"), EXAMS, 2, CHOICE,
        {
            "column": "Vmbo: moment",
            "allowed": "“schoolexamen”; “centraal examen, tijdvak 1”; “centraal examen, tijdvak 2”; "
            "“centraal examen, tijdvak 3”",
            "value": "tijdvak 4",
        },
    ),
    "too many words": (
        put(PROGRAMME, C6="a" * 161), PROGRAMME, 6, LONG, {"column": "Onderdeel", "most": 160, "count": 161},
    ),
    "an unknown column": (
        put(PROGRAMME, L1="Opmerking"), PROGRAMME, 1,
        "the column “%(column)s” is unknown. Remove it.", {"column": "Opmerking"},
    ),
    "a column twice": (
        put(PROGRAMME, L1="Bpv"), PROGRAMME, 1, "the column “%(column)s” is there twice.", {"column": "Bpv"},
    ),
    "a column removed": (
        lambda book: book[EXAMS].delete_cols(5), EXAMS, 1,
        "the column “%(column)s” is missing.", {"column": "Vmbo: moment"},
    ),
    "a note beside the table": (
        put(PROGRAMME, N9="nog vragen"), PROGRAMME, 9,
        "“%(value)s” stands in a column without a heading.", {"value": "nog vragen"},
    ),
    "no headings": (
        lambda book: book[TEAM].insert_rows(1), TEAM, 1, "the line with headings is missing.", {},
    ),
    "an empty sheet": (
        lambda book: book[TEAM].delete_rows(1, 70), TEAM, 1, "the line with headings is missing.", {},
    ),
    "too many rows": (
        many(MAX_ROWS + 5), PROGRAMME, MAX_ROWS + 2,
        "here begins row %(number)s; there is room for %(most)s.", {"number": MAX_ROWS + 1, "most": MAX_ROWS},
    ),
}  # fmt: skip


def told(sheet: str, number: int, sentence: str, values: dict[str, object]) -> str:
    return nl("%(sheet)s, line %(number)s: %(what)s", sheet=sheet, number=number, what=nl(sentence, **values))


@pytest.mark.parametrize(("change", "sheet", "number", "sentence", "values"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_sheet_and_line(change, sheet, number, sentence, values):
    with override("nl"):
        reading = read_from(changed(change))
    assert reading.mistakes == [told(sheet, number, sentence, values)]


def test_a_percentage_is_not_taken_for_a_number():
    """60% is 0.6 in a cell: read as it is shown, and refused."""

    def change(book: Workbook) -> None:
        book[PROGRAMME]["E3"] = 0.6
        book[PROGRAMME]["E3"].number_format = "0%"
        book[PROGRAMME]["E6"].number_format = '0"%"'

    with override("nl"):
        found = read_from(changed(change)).mistakes
    values = {"column": "Deel vo (%)", "least": 0, "most": 100, "value": "60%"}
    assert found == [told(PROGRAMME, 3, NUMBER, values)]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_sheets():
    def change(book: Workbook) -> None:
        put(TEAM, B3="x")(book)
        put(PROGRAMME, F9="y", A4="z")(book)

    with override("nl"):
        found = read_from(changed(change)).mistakes
    places = [mistake.partition(":")[0] for mistake in found]
    assert places == [
        told(sheet, number, "", {}).rstrip(": ") for sheet, number in ((PROGRAMME, 4), (PROGRAMME, 9), (TEAM, 3))
    ]


def test_a_file_without_any_sheet_of_the_article():
    book = Workbook()
    book.active.title = "Blad1"
    reading = read_from(saved(book))
    assert len(reading.mistakes) == 1
    assert PROGRAMME in reading.mistakes[0]


# --- files that are no spreadsheet ------------------------------------------------------------------


def lying(content: bytes, claimed: int) -> bytes:
    """Every size of unpacked parts in the table of contents, and before each part, says something else."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = changed.find(signature)
        while place >= 0:
            changed[place + offset : place + offset + 4] = struct.pack("<I", claimed)
            place = changed.find(signature, place + 4)
    return bytes(changed)


BOMB = package(parts_of(exported()) | {"xl/x.xml": b" " * (LARGEST_UNPACKED + 1)})
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "b">]><worksheet>&a;</worksheet>'
FILES = {
    "nothing": (b"", "This file is empty. Choose the spreadsheet again."),
    "too large": (b"PK" + b"x" * LARGEST, "A spreadsheet is at most"),
    "words": (b"leerjaar;onderdeel\n1;Nederlands", "This is not an Excel file"),
    "a pdf": (b"%PDF-1.7 ...", "This is not an Excel file"),
    "a picture": (b"\x89PNG\r\n\x1a\n....", "This is not an Excel file"),
    "old or locked": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "This is an old Excel file"),
    "another archive": (package({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<T/>"}), "not an Excel"),
    "an OpenDocument": (package({"mimetype": ODS}), "This is not an Excel"),
    "half a file": (exported()[: len(exported()) // 2], "This file is damaged"),
    "a turned byte": (exported().replace(b"PK\x03\x04", b"PK\x03\x05", 1), "This file is damaged"),
    "a bomb": (BOMB, "This file unpacks to more than"),
    "a bomb that claims to be small": (lying(BOMB, 100), "This file is damaged"),
    "very many parts": (
        package(parts_of(exported()) | {f"xl/{n}.xml": b"" for n in range(MOST_PARTS)}),
        "This file unpacks to more than",
    ),
    "another way to pack": (package(parts_of(exported()), zipfile.ZIP_LZMA), "This file is damaged"),
    "entities": (with_part("xl/worksheets/sheet2.xml", DOCTYPE), "This file is damaged"),
    "entities in wide letters": (with_part("xl/styles.xml", DOCTYPE.decode().encode("utf-16")), "This file is damaged"),
    "broken markup": (with_part("xl/worksheets/sheet2.xml", b"<worksheet><sheetData><row"), "This file is damaged"),
    "a book of nonsense": (with_part("xl/workbook.xml", b"nonsense"), "This file is damaged"),
}


@pytest.mark.parametrize(("content", "sentence"), FILES.values(), ids=FILES)
def test_it_is_refused_in_plain_words(content, sentence):
    with override("en"), pytest.raises(NotASpreadsheet, match=sentence):
        read_from(content)


def test_macros_and_outside_links_are_left_outside():
    extra = {"xl/vbaProject.bin": b"\0" * 100, "xl/media/image1.png": b"\x89PNG"}
    reading = read_from(package(parts_of(exported()) | extra))
    assert reading.mistakes == []


def test_a_sheet_that_claims_another_size_is_read_whole():
    honest = parts_of(exported())["xl/worksheets/sheet2.xml"]
    sheet = honest.replace(b'<dimension ref="A1:K61"', b'<dimension ref="A1:A2"')
    assert b'ref="A1:A2"' in sheet
    reading = read_from(with_part("xl/worksheets/sheet2.xml", sheet))
    assert reading.answers["programme"] == scope().data["programme"]


def test_a_line_at_the_end_of_the_world_takes_no_time():
    names = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    row = b'<row r="99999999999"><c r="A1"><v>1</v></c></row>'
    far = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (names, row)
    start = time.perf_counter()
    with override("nl"):
        mistakes = read_from(with_part("xl/worksheets/sheet2.xml", far)).mistakes
    assert time.perf_counter() - start < 5
    assert mistakes == [told(PROGRAMME, 1, "the line with headings is missing.", {})]


def test_a_full_file_is_read_quickly():
    content = changed(many(MAX_ROWS))
    start = time.perf_counter()
    assert read_from(content).mistakes == []
    assert time.perf_counter() - start < 2
