"""Whoever judges a model reads its conditions in words, and sees no name that only the program knows."""

from __future__ import annotations

import re

import pytest

from agreements.clauses import conditions_read, library
from agreements.clauses.context import FACTS
from agreements.clauses.described import described
from agreements.clauses.shapes import KINDS, Field
from agreements.clauses.tokens import BLOCK_TOKENS, FACT_TOKENS
from agreements.clauses.words import Words

PLAN = Field("plan", "yesno", Words("Plan", "Plan"), Words("", ""))


def test_every_fact_and_every_kind_has_words() -> None:
    assert (conditions_read.FACTS.keys(), conditions_read.KINDS.keys()) == (FACTS.keys(), KINDS)
    assert conditions_read.PLACES.keys() == FACT_TOKENS | BLOCK_TOKENS


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("fact:bol & plan", "er een bol-opleiding is en “Plan”: ja"),
        ("!fact:bol & !plan", "er geen bol-opleiding is en “Plan”: nee"),
        ("plan=no", "“Plan”: nee"),
        ("plan!=yes", "“Plan”: niet ja"),
        ("!other", "other niet ingevuld is"),
    ],
)
def test_conditions_read_as_words(when: str, said: str) -> None:
    assert conditions_read.in_words(when, {"plan": PLAN}) == said


def test_no_article_that_ships_shows_a_name_of_the_program() -> None:
    told = "\n".join(text for clause in library.load().clauses for text in described(clause, {}).values())
    assert not re.findall(r"fact:\w+|per_board|yesno|[a-z]+_[a-z]+(?==)", told)
