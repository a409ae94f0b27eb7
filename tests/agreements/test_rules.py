"""Every rule about an agreement against its own examples, and the promises that hold for all of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agreements.rules import BY_ID, RULES, AgreementRule, Outcome, Severity, blocking, check, open_findings
from agreements.rules.examples import ASKED, GLR, GOOD, UNFUNDED, internal
from leerroutes.rules import RULES as ROUTE_RULES
from leerroutes.rules.base import Example, Text
from leerroutes.rules.reporting import RULES as REPORTING_RULES

REFERENCE = Path(__file__).parents[2] / "leerroutes" / "reference"
NUMBERS = [*range(40, 52), *range(60, 65), *range(70, 82), *range(90, 94), *range(100, 104), *range(110, 113)]
LAW = {f"R-{number:03}" for number in NUMBERS} | {"S-040", "S-041"}
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id} {example.text.en}") for rule in RULES for example in rule.examples
]


def texts(rule: AgreementRule) -> Iterator[Text]:
    yield from (rule.sentence, rule.why)
    if rule.upheld_by:
        yield rule.upheld_by
    for example in rule.examples:
        yield example.text
        yield from (finding.message for finding in rule.findings(example.facts))


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_the_example_gives_what_it_promises(rule, example: Example):
    outcomes = [finding.outcome for finding in rule.findings(example.facts)]
    assert example.outcome in outcomes
    if example.outcome is not Outcome.NOT_MET:
        assert Outcome.NOT_MET not in outcomes


@pytest.mark.parametrize(
    "dossier", [GOOD, GLR, UNFUNDED, ASKED, internal(is_vsg=True)], ids=["good", "glr", "unfunded", "asked", "internal"]
)
def test_a_good_agreement_has_nothing_open(dossier):
    assert [(one.rule.id, one.message.nl) for one in open_findings(check(dossier))] == []


def test_the_law_is_complete():
    """Every rule of domain.md 2.4 to 2.9 and 4.1; the route's rooms have the rest, up to R-126."""
    assert {rule.id for rule in RULES if rule.id[0] in "RS"} == LAW
    assert {rule.id for rule in REPORTING_RULES} == {f"R-{number}" for number in range(120, 127)}
    ids = [rule.id for rule in (*ROUTE_RULES, *RULES, *REPORTING_RULES)]
    assert len(ids) == len(set(ids))
    assert list(BY_ID) == [rule.id for rule in RULES]


def test_every_mandatory_topic_has_rules():
    assert {f"C-{letter}1" for letter in "ABCDEFGHIJ"} <= set(BY_ID)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_checked_or_upheld_by_the_system(rule):
    assert (rule.check is None) == (rule.upheld_by is not None)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.check], ids=lambda rule: rule.id)
def test_a_rule_that_can_fail_shows_both_sides(rule):
    shown = {example.outcome for example in rule.examples}
    if rule.severity is Severity.INFO:
        assert shown == {Outcome.NOTE}
    else:
        assert shown >= {Outcome.MET, Outcome.NOT_MET}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_speaks_plainly_in_both_languages(rule):
    for text in texts(rule):
        for said in (text.nl, text.en):
            assert said.strip()
            assert "  " not in said
            assert said[0] == said[0].upper(), said
            assert not re.search(r"\d\.\d+[a-z]|\b10b\d+", said), said
    for why in (rule.why.nl, rule.why.en):
        assert len(re.findall(r"[.?!](?:\s|$)", why)) == 2, why


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_messages_are_short_sentences(rule):
    for example in rule.examples:
        for finding in rule.findings(example.facts):
            assert finding.message.nl.endswith((".", "?")), finding.message.nl
            assert finding.message.en.endswith((".", "?")), finding.message.en
            assert all(len(sentence.split()) <= 30 for sentence in re.split(r"[.?!:]\s", finding.message.nl))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_its_topics_are_in_the_concordance(rule):
    with (REFERENCE / "legal_references.csv").open(encoding="utf-8", newline="") as file:
        known = {row["topic"] for row in csv.DictReader(file) if not row["valid_until"]}
    assert set(rule.topics) <= known
    assert rule.topics or rule.id in {"R-078", "R-081", "R-093"}  # other acts, named in the rule itself


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_what_stops_an_agreement_says_where_to_look(rule, example):
    """A finding that people can mend names its article, so that the page leads there."""
    for finding in blocking(rule.findings(example.facts)):
        assert finding.clause or finding.rule.id in {"C-0", "S-040"} | set(), finding.message.nl


def test_another_situation_has_another_digest():
    few, fewer = (replace(GOOD, consultations=()), replace(ASKED, consultations=()))
    assert [one.sha256 for one in check(few)] != [one.sha256 for one in check(fewer)]
    assert [one.sha256 for one in check(GOOD)] == [one.sha256 for one in check(GOOD)]
