"""The forms: what goes in comes out, half is fine, wrong is said at the field, and rows work without JavaScript."""

import json
from datetime import date
from unicodedata import combining

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from accounts.letters import known_letters
from accounts.text import clean_text
from agreements.clauses.examples import example_agreement
from agreements.clauses.forms import ClauseForm
from agreements.clauses.library import load
from agreements.clauses.shapes import MAX_ROWS
from agreements.clauses.values import Scope
from tests.agreements.clause_cases import agreement, tot

FACTS = tot()
ROUTE = FACTS.routes[0]
EXAMPLES = example_agreement(load(), FACTS)
CODES = [clause.code for clause in load().clauses if clause.fields]


def place_of(code):
    return ROUTE if load()[code].scope == "route" else None


def form_for(code, stored=None, facts=FACTS):
    return ClauseForm(load()[code], facts, initial=stored or {}, route=place_of(code))


def posted(form, changes=()):
    """What a browser would send back, with changes."""
    data = QueryDict(mutable=True)
    for part in form.parts():
        if part.count:
            data[part.count_name] = str(part.count)
    for bound in form:
        value = bound.value()
        if value is not False and value not in (None, ""):  # 0 == False, and is an answer
            data.setlist(bound.html_name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    for name, value in dict(changes).items():
        data.setlist(name, [value])
    return data


def send(code, data, facts=FACTS):
    return ClauseForm(load()[code], facts, data, route=place_of(code))


LETTERS = sorted(letter for letter in known_letters() if not combining(letter))
"""Those that a document can show; others are refused, which `test_letters` looks at."""
TEXT = st.text(LETTERS, max_size=60).map(clean_text).filter(bool)


def answers_to(field, scope):
    if field.kind == "table":
        row = st.fixed_dictionaries({}, optional={c.name: answers_to(c, scope) for c in scope.columns(field)})
        return st.lists(row.filter(bool), min_size=1, max_size=3)
    if field.kind == "per_board":
        boards = [str(party.board_id) for party in scope.facts.parties_of(scope.route)]
        return st.dictionaries(st.sampled_from(boards), TEXT, min_size=1)
    if field.kind == "int":
        return st.integers(field.minimum, field.maximum)
    if field.kind == "date":
        return st.dates(date(2027, 8, 1), date(2035, 7, 31)).map(date.isoformat)
    if field.kind == "multi":
        values = [choice.value for choice in field.choices]
        return st.sets(st.sampled_from(values), min_size=1).map(lambda picked: [v for v in values if v in picked])
    if field.kind in {"choice", "yesno", "board", "line", "year"}:
        from agreements.clauses.form_fields import options

        return st.sampled_from([value for value, _ in options(field, scope)])
    return TEXT.filter(lambda text: "\n" not in text)


@given(st.data())
def test_what_goes_in_comes_out(data):
    code = data.draw(st.sampled_from(CODES))
    scope = Scope(load()[code], {}, FACTS, place_of(code))
    asked = {field.name: answers_to(field, scope) for field in scope.clause.fields if scope.asks(field)}
    stored = data.draw(st.fixed_dictionaries({}, optional=asked))
    form = send(code, posted(form_for(code, stored)))
    assert form.is_valid(), form.errors
    assert form.to_data() == stored
    assert json.loads(json.dumps(form.to_data())) == stored


@pytest.mark.parametrize("code", CODES)
def test_the_examples_survive_the_form(code):
    stored = EXAMPLES[code, ROUTE.id if place_of(code) else None]
    form = send(code, posted(form_for(code, stored)))
    assert form.is_valid(), form.errors
    assert form.to_data() == stored


@pytest.mark.parametrize("code", CODES)
def test_an_empty_draft_can_be_saved(code):
    form = send(code, posted(form_for(code)))
    assert form.is_valid(), form.errors
    assert form.to_data() == {}


@pytest.mark.parametrize("code", CODES)
def test_it_shows_every_control_with_a_label(code):
    form = form_for(code, EXAMPLES.get((code, None)))
    html = render_to_string("agreements/clause/_fields.html", {"form": form})
    for bound in form:
        assert f'name="{bound.html_name}"' in html
        assert bound.field.widget.use_fieldset or f'for="{bound.id_for_label}"' in html
    assert "style=" not in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("code", "field", "typed", "complaint"),
    [
        ("C", "frequency", "drie", "getal"),
        ("C", "frequency", "0", "minstens 1"),
        ("C", "frequency", "99", "hoogstens 12"),
        ("registratie", "ready_by", "2027-02-30", "datum"),
        ("kwaliteit", "first_evaluation", "2026-01-01", "augustus 2027"),
        ("C", "moments", "x" * 251, "tekens"),
        ("B", "form", "emperor", "keuze"),
        ("C", "content", "gossip", "keuze"),
        ("B", "members-0-board", "999", "keuze"),
        ("D", "programme-0-guided", "veel", "getal"),
        ("E", "transfer", "maybe", "keuze"),
    ],
)
def test_a_wrong_answer_gets_a_dutch_sentence_and_keeps_what_was_typed(code, field, typed, complaint):
    with translation.override("nl"):
        form = send(code, posted(form_for(code), {field: typed}))
        assert not form.is_valid()
        assert list(form.errors) == [field]
        said = " ".join(form.errors[field])
        assert complaint in said, said
        assert typed in (form[field].value() if isinstance(form[field].value(), list) else [form[field].value()])


def test_a_row_is_added_by_a_button_and_keeps_the_rest():
    data = posted(form_for("H"), {"steps-0-body": "De stuurgroep", "steps-add": "1"})
    form = send("H", data)
    assert form.add_requested
    assert form.is_valid()
    assert form.to_data() == {"steps": [{"body": "De stuurgroep"}]}
    (table, costs) = list(form.parts())
    assert len(table.rows) == 3
    assert table.count == 3
    assert 'name="steps-rows" value="3"' in render_to_string("agreements/clause/_fields.html", {"form": form})
    assert table.rows[0].cells[1].value() == "De stuurgroep"
    assert costs.controls


def test_a_row_is_removed_by_a_box_even_when_it_is_wrong():
    stored = EXAMPLES["H", None]
    form = send("H", posted(form_for("H", stored), {"steps-1-weeks": "twee", "steps-1-remove": "on"}))
    assert form.is_valid(), form.errors
    assert form.to_data()["steps"] == [row for place, row in enumerate(stored["steps"]) if place != 1]


def test_empty_rows_are_left_out():
    data = posted(form_for("H"), {"steps-rows": "9", "steps-4-body": "Mediator"})
    form = send("H", data)
    assert form.is_valid()
    assert form.to_data()["steps"] == [{"body": "Mediator"}]


@pytest.mark.parametrize("count", ["", "-1", "abc", "1e9", "999999999999", "500", "٣"])
def test_a_strange_number_of_rows_is_harmless(count):
    form = send("H", posted(form_for("H"), {"steps-rows": count}))
    assert form.is_valid()
    assert form.counts["steps"] <= MAX_ROWS


def test_text_is_cleaned_as_it_will_stand_in_the_contract():
    nasty = "\u202eRechts\u202c\x00 e\u0301\r\n- een"
    form = send("partijen", posted(form_for("partijen"), {"purpose": nasty}))
    assert form.is_valid()
    assert form.to_data() == {"purpose": "Rechts é\n- een"}


def test_a_field_that_does_not_apply_is_not_asked():
    assert "renewal" not in form_for("duur", facts=agreement(ends_on=None)).fields
    assert "consultation" not in form_for("A").fields
    assert "programme-0-line" in form_for("D").fields
    one = agreement()
    assert "programme-0-line" not in ClauseForm(load()["D"], one, route=one.routes[0]).fields


def test_what_was_typed_is_escaped():
    form = send("C", posted(form_for("C"), {"frequency": "<script>alert(1)</script>"}))
    html = render_to_string("agreements/clause/_fields.html", {"form": form})
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_labels_follow_the_reader():
    with translation.override("en"):
        assert form_for("C")["frequency"].label == "Number of reports in a school year"
    with translation.override("nl"):
        assert form_for("C")["frequency"].label == "Aantal verslagen per schooljaar"
