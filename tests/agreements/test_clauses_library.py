"""The model clauses: complete, and malformed files are refused loudly."""

import pytest

from agreements.clauses import conditions, library, tokens
from agreements.clauses.library import LibraryError, load, read

CLAUSE = """
code = "{code}"
letter = "{letter}"
position = {position}
title = {{ nl = "Titel", en = "Title" }}
guidance = {{ nl = "Uitleg", en = "Help" }}

{body}

[[leden]]
text = "{text}"
"""


def write(folder, position=1, code="X", letter="", body="", text="Tekst."):
    path = folder / f"{position:02}-{code}.toml"
    path.write_text(CLAUSE.format(code=code, letter=letter, position=position, body=body, text=text), encoding="utf-8")
    return path


@pytest.fixture
def shelf(tmp_path):
    """A tiny library that is right: ten clauses, one for each topic of the law."""
    for position, letter in enumerate("abcdefghij", start=1):
        write(tmp_path, position, code=letter.upper(), letter=letter)
    return tmp_path


def test_the_current_library_has_the_ten_topics_and_what_practice_needs():
    codes = {clause.code for clause in load().clauses}
    practice = {
        "partijen",
        "definities",
        "pijlers",
        "duur",
        "examen",
        "privacy",
        "kwaliteit",
        "klachten",
        "registratie",
        "slot",
    }
    assert codes == set("ABCDEFGHIJ") | practice


def test_the_letter_of_a_clause_is_the_letter_of_the_law():
    assert {clause.code: clause.letter for clause in load().clauses if clause.letter} == {
        letter.upper(): letter for letter in "abcdefghij"
    }


def test_a_d_and_f_are_answered_per_route():
    assert {clause.code for clause in load().clauses if clause.scope == "route"} == {"A", "D", "F"}


@pytest.mark.parametrize("clause", load().clauses, ids=lambda clause: clause.code)
def test_every_clause_speaks_both_languages(clause):
    for words in (clause.title, clause.guidance, *(field.label for field in clause.fields)):
        assert words.nl
        assert words.en
        assert words.nl != words.en or len(words.nl) < 15


@pytest.mark.parametrize("clause", load().clauses, ids=lambda clause: clause.code)
def test_every_topic_is_used_and_every_answer_is_shown(clause):
    leden = (*clause.leden, *clause.annex)
    assert set(clause.topics) == {name for lid in leden for name in tokens.names(lid.text, "wet")}
    heard = {name for lid in leden for name in tokens.names(lid.text) | conditions.fields_in(lid.when)}
    assert {field.name for field in clause.fields} == heard


def test_every_topic_is_in_the_concordance():
    from csv import DictReader
    from pathlib import Path

    path = Path(library.ROOT).parent.parent / "leerroutes" / "reference" / "legal_references.csv"
    with path.open(encoding="utf-8") as file:
        assert load().topics <= {row["topic"] for row in DictReader(file)}


def test_a_small_right_library_is_read(shelf):
    assert [clause.code for clause in read(shelf).clauses] == list("ABCDEFGHIJ")


@pytest.mark.django_db
def test_an_unknown_version_is_refused():
    with pytest.raises(LibraryError, match=r"1999\.1"):
        load("1999.1")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{nobody}", "unknown field nobody"),
        ("{wet:agreement}", "topic agreement is not listed"),
        ("{feit:weather}", "unknown fact"),
        ("{blok:weather}", "unknown block"),
        ("zie artikel 12", "article number"),
        ("een { accolade", "stray brace"),
        ("{artikel:Q}", "no article Q"),
    ],
)
def test_a_wrong_placeholder_is_refused(shelf, text, complaint):
    write(shelf, 20, text=text)
    with pytest.raises(LibraryError, match=complaint):
        read(shelf)


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("checks = ['dispute_has_two_steps']", "checks"),
        ("when = 'fact:sunny'", "unknown condition sunny"),
        ("scope = 'route'", "annex"),
        ("colour = 'red'", "colour"),
        ("[[fields]]\nname = 'x'\nkind = 'colour'\nlabel = { nl = 'a', en = 'b' }", "unknown kind"),
        ("[[fields]]\nname = 'x'\nkind = 'choice'\nlabel = { nl = 'a', en = 'b' }", "choices belong"),
        ("[[fields]]\nname = 'x'\nkind = 'table'\nlabel = { nl = 'a', en = 'b' }", "columns belong"),
        ("[[fields]]\nname = 'x'\nkind = 'text'", "label"),
        ("this is not toml", "TOML"),
    ],
)
def test_a_wrong_clause_is_refused(shelf, body, complaint):
    write(shelf, 20, body=body)
    with pytest.raises(LibraryError, match=complaint):
        read(shelf)


def test_a_sentence_about_an_optional_answer_needs_a_condition(shelf):
    body = "[[fields]]\nname = 'x'\nkind = 'text'\nlabel = { nl = 'a', en = 'b' }"
    write(shelf, 20, body=body, text="Verder: {x}.")
    with pytest.raises(LibraryError, match="may be empty"):
        read(shelf)


def test_two_clauses_cannot_have_one_code(shelf):
    write(shelf, 20, code="A")
    with pytest.raises(LibraryError, match="code A twice"):
        read(shelf)


def test_a_library_without_a_topic_of_the_law_is_refused(shelf):
    (shelf / "05-E.toml").unlink()
    with pytest.raises(LibraryError, match="topic e"):
        read(shelf)
