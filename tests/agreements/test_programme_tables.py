"""The exams and the team of a route: what is asked, what the law fixed already, and how it reads."""

import pytest

from agreements.clauses.blocks import Table
from agreements.clauses.examples import example_data
from agreements.clauses.library import load
from agreements.clauses.render import render_clause
from tests.agreements.clause_cases import agreement, line, problems, route, tot

FACTS = agreement(route(line(5)), parties=3)
CLAUSE = load()["D"]


def answers(facts=FACTS):
    return example_data(CLAUSE, facts, facts.routes[0])


def table(name, data, facts=FACTS) -> Table:
    leden = render_clause(CLAUSE, data, facts, facts.routes[0]).leden
    return next(table for lid in leden for table in lid.tables if table.name == name)


def test_the_column_names_are_what_the_rules_look_at():
    columns = {name: [column.name for column in CLAUSE.field(name).columns] for name in ("exam_parts", "team")}
    assert columns == {
        "exam_parts": ["year", "line", "what", "kind", "sitting"],
        "team": ["part", "board", "basis", "coverage"],
    }


def test_who_is_responsible_is_shown_and_not_asked():
    """R-048, R-090, R-091: the school for vmbo, the institution for mbo."""
    data = answers()
    shown = {row["kind"]: CLAUSE.field("exam_parts").columns[3].choice(row["kind"]).text for row in data["exam_parts"]}
    assert shown == {"vo": "vmbo (de school)", "mbo": "mbo (de instelling)"}
    assert not {"deliverer", "board", "responsible"} & {column.name for column in CLAUSE.field("exam_parts").columns}


def test_exams_stand_under_their_year_and_line():
    facts = tot()
    found = table("exam_parts", answers(facts), facts)
    assert [label for label, _rows in found.grouped()] == [
        "Leerjaar 2, alle lijnen",
        "Leerjaar 5, lijn 2",
        "Leerjaar 5, lijn 3",
        "Leerjaar 6, lijn 1",
    ]
    assert [column.head for column in found.columns] == ["Vak of onderdeel", "Examen van", "Vmbo: moment"]


def test_the_team_is_shown_per_part_and_employer_without_persons():
    """R-064: which employer covers which competence."""
    found = table("team", answers())
    assert [label for label, _rows in found.grouped()] == [
        "Onderdeel Profielvak en praktijk",
        "Onderdeel Loopbaanoriëntatie, stage en begeleiding",
    ]
    assert found.columns[0].head == "Werkgever"


@pytest.mark.parametrize(
    ("table", "row", "cell", "label"),
    [
        ("exam_parts", 0, "year", "Leerjaar"),
        ("exam_parts", 0, "what", "Vak of onderdeel"),
        ("exam_parts", 0, "kind", "Examen van"),
        ("exam_parts", 0, "sitting", "Vmbo: moment"),
        ("team", 0, "part", "Onderdeel"),
        ("team", 0, "board", "Werkgever"),
        ("team", 0, "basis", "Bevoegdheid"),
        ("team", 0, "coverage", "Vakken en onderdelen"),
    ],
)
def test_what_lacks_in_a_row_is_named(table, row, cell, label):
    data = answers()
    del data[table][row][cell]
    found = [problem.message.nl for problem in problems(CLAUSE, data, FACTS, FACTS.routes[0])]
    assert [message for message in found if f"rij {row + 1}: {label}" in message], found


def test_an_mbo_exam_has_no_sitting():
    data = answers()
    assert all("sitting" not in row for row in data["exam_parts"] if row["kind"] == "mbo")
    assert problems(CLAUSE, data, FACTS, FACTS.routes[0]) == []


def test_a_programme_without_exams_is_not_complete():
    data = answers()
    del data["exam_parts"]
    assert [problem.field for problem in problems(CLAUSE, data, FACTS, FACTS.routes[0])] == ["exam_parts"]
