"""What the form of an article begins with: what is known, examples on request, and never over what was written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _
from hypothesis import given
from hypothesis import strategies as st

from agreements.clauses.beginning import beginning, known_answers
from agreements.clauses.forms import ClauseForm
from agreements.clauses.library import load
from agreements.clauses.values import Scope, gaps
from agreements.clauses.wording_form import WordingForm
from agreements.model_clauses import clauses_of
from agreements.models import Agreement, ClauseText
from tests.agreements.clause_cases import agreement, line, route, tot
from tests.agreements.pages import says, words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in

SHELF = load()
INTEGRATED = agreement(route(line(3, related_motivation=""), route_type="GLR"))
CASES = (tot(), INTEGRATED, replace(tot(), instrument="framework"), replace(tot(), funded=False))


@pytest.mark.parametrize("facts", CASES)
def test_known_answers_and_examples_leave_nothing_open(facts) -> None:
    for clause, place in clauses_of(facts, SHELF):
        known = known_answers(clause, facts, place)
        begun = beginning(clause, facts, place, written={}, known=known, with_examples=True)
        assert not gaps(clause, begun.answers, facts, place), clause.code
        again = beginning(clause, facts, place, written=begun.answers, known=known, with_examples=True)
        assert again.answers == begun.answers
        assert not again.is_wanting


@given(st.sampled_from(clauses_of(tot(), SHELF)), st.sampled_from(["Eigen woorden.", [{"board": "1"}], 7, "no"]))
def test_what_was_written_stays(asked, answer) -> None:
    clause, place = asked
    for field in clause.fields:
        written = {field.name: answer}
        known = known_answers(clause, tot(), place)
        begun = beginning(clause, tot(), place, written=written, known=known, with_examples=True)
        assert field.kind == "per_board" or begun.answers[field.name] == answer


def test_a_field_says_with_which_answer_it_is_asked() -> None:
    parts = {part.field.name: part for part in ClauseForm(SHELF["E"], tot()).parts()}
    assert "“Dragen partijen bekostiging over?”" in parts["indexing"].controls[0].help_text
    assert "“Dragen partijen bekostiging over?”" in parts["transfers"].hint
    assert [str(column.label) for column in parts["transfers"].explained] == [
        "Schooljaren",
        "Bedrag of formule",
        "Doel",
    ]


def test_members_are_numbered_as_they_read() -> None:
    """The model of the opening has members for an internal regulation too; they do not count here."""
    opening = SHELF["partijen"]
    form = WordingForm(opening, stored={}, scope=Scope(opening, {}, tot()))
    said = {box.initial.split(maxsplit=3)[0]: box.label for box in form.lids() if box.initial}
    assert said["overwegen"] == _("Member %(number)s") % {"number": 2}
    assert {box.label for box in form.lids() if "interne regeling" in (box.initial or "")} == {
        _("Member that does not count here")
    }


def test_every_question_explains_itself() -> None:
    """A label alone is not enough for whoever fills this in for the first time."""
    plain = {("slot", "extra")}  # its guidance says what may stand there
    bare = {
        (clause.code, field.name)
        for clause in SHELF.clauses
        for field in clause.fields
        if not str(field.help) and field.kind not in {"choice", "multi", "yesno"}
    }
    assert bare <= plain


@pytest.mark.django_db
class TestThePage:
    @pytest.fixture
    def draft(self) -> Agreement:
        return agreement_in("draft")

    @pytest.fixture
    def writer(self, client_as: ClientAs, vmbo: Party) -> Client:
        return client_as(vmbo.coordinator)

    def test_the_bodies_of_the_boards_are_known(self, writer: Client, draft: Agreement) -> None:
        shown = words(writer.get(reverse("agreements:clause", args=[draft.pk, "J"])))
        assert "Duurzame samenwerking met een andere instelling; Programma" in shown
        assert not ClauseText.objects.exists()

    def test_an_example_is_shown_and_not_saved(self, writer: Client, draft: Agreement) -> None:
        address = reverse("agreements:clause", args=[draft.pk, "H"])
        assert says(writer.get(address), "Fill in what is empty with an example")
        shown = writer.get(address, {"voorbeeld": "1"})
        assert "utrecht-alert--warning" in words(shown)
        assert "mediator" in words(shown)
        assert not ClauseText.objects.exists()

    def test_a_reader_gets_no_examples(self, client_as: ClientAs, vmbo: Party, draft: Agreement) -> None:
        reader = client_as(vmbo.director)
        shown = reader.get(reverse("agreements:clause", args=[draft.pk, "H"]), {"voorbeeld": "1"})
        assert "utrecht-alert--warning" not in words(shown)
