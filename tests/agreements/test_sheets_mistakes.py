"""What is wrong in a sheet is told with its place, all at once."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from agreements.clauses.shapes import MAX_ROWS
from tests.agreements.sheet_cases import EXAMS, PROGRAMME, TEAM, changed, many, put, read_from, saved, scope, told

NUMBER = "“%(column)s” must be a whole number from %(least)s to %(most)s, but says “%(value)s”."
CHOICE = "“%(column)s” must be one of %(allowed)s, but says “%(value)s”."
LONG = "“%(column)s” may have %(most)s characters, but has %(count)s."
FORMULA = "“%(column)s” holds a formula. Paste its outcome as a value."
YEAR = {"column": "Leerjaar", "least": 1, "most": 6}
HOURS = {"column": "Begeleid", "least": 0, "most": 5000}


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
