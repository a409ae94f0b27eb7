"""The tables of an article in a spreadsheet: out, and in again the same, whatever people do that is right."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from accounts.text import clean_text
from agreements.clauses.examples import example_data
from agreements.clauses.library import load
from agreements.clauses.sheets import read, workbook
from agreements.clauses.values import Scope
from tests.agreements.clause_cases import agreement, line, route
from tests.agreements.sheet_cases import (
    ABOUT,
    CLAUSE,
    EXAMS,
    PROGRAMME,
    TEAM,
    changed,
    exported,
    parts_of,
    put,
    read_from,
    saved,
    scope,
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
