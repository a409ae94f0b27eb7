"""Own words for an article: they read like the model's, and cannot break it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.clauses.examples import example_agreement, example_data
from agreements.clauses.library import load
from agreements.clauses.render import article_text, clause_sha256, render_clause, text_sha256
from agreements.clauses.wording import WORDING, OwnLid, members, stored_wording, worded, wording_complaints
from tests.agreements.clause_cases import tot

FACTS = tot()
SHELF = load()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["text", "lid", "x"]), inner),
    max_leaves=12,
)


def own(*lids: OwnLid) -> dict[str, Any]:
    return {WORDING: stored_wording(lids)}


def model_of(code: str) -> list[OwnLid]:
    return [OwnLid(lid.text, place) for place, lid in enumerate(members(SHELF[code]))]


def text_with(code: str, *lids: OwnLid) -> str:
    clause = SHELF[code]
    return article_text(render_clause(clause, example_data(clause, FACTS) | own(*lids), FACTS))


def test_the_models_own_words_change_nothing() -> None:
    for clause in SHELF.clauses:
        for route in FACTS.routes if clause.scope == "route" else (None,):
            answers = example_data(clause, FACTS, route)
            plain = render_clause(clause, answers, FACTS, route)
            assert render_clause(clause, answers | own(*model_of(clause.code)), FACTS, route) == plain


def test_a_changed_member_stands_in_the_text_with_its_answers() -> None:
    first, *rest = model_of("H")
    text = text_with("H", replace(first, text="Partijen praten eerst met elkaar."), *rest)
    assert "1. Partijen praten eerst met elkaar." in text


def test_an_added_member_is_counted_and_a_left_out_one_is_gone() -> None:
    before = text_with("H", *model_of("H"))
    after = text_with("H", *model_of("H"), OwnLid("Partijen drinken elk jaar samen koffie."))
    assert "Partijen drinken elk jaar samen koffie." in after
    assert text_with("H", *model_of("H")[:-1]).count("\n") < before.count("\n")


def test_markup_in_own_words_is_only_text() -> None:
    made = render_clause(SHELF["H"], example_data(SHELF["H"], FACTS) | own(OwnLid("<script>alert(1)</script>")), FACTS)
    assert "<script>" not in "".join(lid.html for lid in made.leden)


def test_another_word_is_another_digest_and_only_of_that_article() -> None:
    answers = example_agreement(SHELF, FACTS)
    first, *rest = model_of("H")
    changed = answers[("H", None)] | own(replace(first, text=first.text + " Zonder haast."), *rest)
    before = render_clause(SHELF["H"], answers[("H", None)], FACTS)
    after = render_clause(SHELF["H"], changed, FACTS)
    assert clause_sha256(before) != clause_sha256(after)
    assert clause_sha256(replace(before, number="99")) == clause_sha256(before)
    assert text_sha256([replace(before, number="99")]) != text_sha256([before])


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Volgens {bestaat_niet}.", "{bestaat_niet} is hier geen antwoord."),
        ("Zie {feit:verzonnen}.", "{verzonnen} is hier geen antwoord."),
        ("{blok:verzonnen}", "{verzonnen} is hier geen antwoord."),
        ("Een losse { accolade.", "Er staat een losse accolade in “Een losse { accolade.”."),
    ],
)
def test_a_placeholder_that_means_nothing_is_refused(text: str, complaint: str) -> None:
    found = [words.nl for words in wording_complaints(SHELF["H"], [*model_of("H"), OwnLid(text)])]
    assert found == [complaint]


def test_an_answer_that_got_lost_is_named() -> None:
    found = [words.nl for words in wording_complaints(SHELF["H"], [OwnLid("Wij komen er altijd uit.")])]
    assert any("{steps}" in one for one in found)
    assert not list(wording_complaints(SHELF["H"], model_of("H")))


@given(JSON)
def test_whatever_is_stored_there_the_text_can_be_made(stored: object) -> None:
    data = {WORDING: stored}
    assert worded(SHELF["slot"], data).fields == SHELF["slot"].fields
    assert article_text(render_clause(SHELF["slot"], data, FACTS))


def test_a_placeholder_of_an_older_model_is_read_as_a_word() -> None:
    assert "Volgens bestaat_niet." in text_with("H", OwnLid("Volgens {bestaat_niet}."))
