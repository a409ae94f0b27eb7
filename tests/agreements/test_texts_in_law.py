"""What a lawyer looked for: nothing contradicts, nothing binds too late, nobody is bound by mistake."""

from dataclasses import replace

import pytest

from agreements.clauses.examples import example_agreement
from agreements.clauses.library import load
from agreements.clauses.render import article_text, render_agreement
from tests.agreements.clause_cases import DA_VINCI, INSULA, UILENHOF, agreement, line, route

ONE_BOARD = replace(DA_VINCI, side="both", institutions=DA_VINCI.institutions + INSULA.institutions)
APART = tuple(
    replace(route(line(5, id=number), id=number), boards=(DA_VINCI.board_id, school.board_id))
    for number, school in ((7, INSULA), (8, UILENHOF))
)
PAIR = agreement()
INTERNAL = replace(agreement(), parties=(ONE_BOARD,), instrument="internal", legal_basis="Eén rechtspersoon.")
FRAMEWORK = agreement(*APART, parties=3, instrument="framework")
CHANGE = agreement(replaces="SOK-00001", leaving=(UILENHOF,))


def text(facts, code):
    answers = example_agreement(load(), facts)
    return " ".join(article_text(one) for one in render_agreement(load(), answers, facts) if one.code == code)


def test_the_third_sitting_may_follow_the_last_year_of_exams() -> None:
    """2.107j: the pillars may not forbid what the article on exams grants."""
    assert "alleen het derde tijdvak van een centraal examen uit het derde leerjaar" in text(PAIR, "pijlers")


@pytest.mark.parametrize("facts", [PAIR, INTERNAL, FRAMEWORK, CHANGE])
def test_what_comes_before_the_start_binds_from_the_signature(facts) -> None:
    assert "bindt partijen vanaf de ondertekening" in text(facts, "duur")


def test_a_framework_says_of_each_route_whom_it_binds() -> None:
    said = text(FRAMEWORK, "A")
    assert f"aangeboden door {DA_VINCI.name} en {UILENHOF.name} (bijlage 2)" in said
    assert "Partijen bieden gezamenlijk" not in said
    assert "Partijen bieden gezamenlijk" in text(PAIR, "A")


def test_one_board_is_one_controller_and_can_end_its_own_regulation() -> None:
    assert "Het bevoegd gezag is verwerkingsverantwoordelijke" in text(INTERNAL, "privacy")
    assert "zelfstandig verwerkingsverantwoordelijke" not in text(INTERNAL, "privacy")
    assert "krijgt een overstapoptie als bedoeld in artikel 10" in text(INTERNAL, "duur")
    assert "laatste partij" not in text(INTERNAL, "duur") + text(INTERNAL, "slot")


def test_a_change_and_a_departure_are_agreed_in_an_article() -> None:
    assert "zoals artikel 16 bepaalt" in text(CHANGE, "partijen")
    assert "komt daarvoor in de plaats" in text(CHANGE, "duur")
    assert f"Voor {UILENHOF.name} eindigt de samenwerking" in text(CHANGE, "duur")
