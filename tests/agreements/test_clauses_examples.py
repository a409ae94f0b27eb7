"""The example answers fill every agreement: no gap, no problem, whatever the parties and the route."""

import pytest

from agreements.clauses.examples import example_agreement
from agreements.clauses.library import load
from agreements.clauses.render import render_agreement
from tests.agreements.clause_cases import DA_VINCI, agreement, all_problems, line, route, tot

CASES = {
    "two boards, five years": agreement(route(line(5))),
    "three boards, six years": agreement(route(line(6)), parties=3),
    "four years, bbl": agreement(route(line(4, "BBL"), route_type="DLR")),
    "three years": agreement(route(line(3))),
    "geïntegreerd": agreement(route(line(4, level=2, leerweg="BB"), route_type="GLR"), parties=3),
    "no motivation yet": agreement(route(line(5, related_motivation=""))),
    "two programmes of one length": agreement(route(line(5, id=1), line(5, id=2))),
    "two routes": agreement(route(line(5)), route(line(4), route_type="GLR", id=8), parties=3),
    "three lines": tot(),
    "unfunded": agreement(funded=False),
    "no end date": agreement(ends_on=None),
    "no partner": agreement(partners=()),
}


@pytest.mark.parametrize("facts", CASES.values(), ids=CASES)
def test_the_examples_leave_nothing_open(facts):
    answers = example_agreement(load(), facts)
    assert all_problems(answers, facts) == []
    assert [gap for clause in render_agreement(load(), answers, facts) for gap in clause.gaps] == []


def test_a_board_with_both_kinds_of_school_is_filled_too():
    from dataclasses import replace

    facts = agreement()
    both = replace(facts, parties=(replace(DA_VINCI, side="both"), facts.parties[1]))
    assert all_problems(example_agreement(load(), both), both) == []
