"""Every rule against its own examples, and the promises that hold for all of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from leerroutes.rules import BY_ID, RULES, Example, Outcome, Rule, Severity, Text, blocking, check, open_findings
from leerroutes.rules.examples import COOK, GOOD, NORMS, UNFUNDED, line, route
from leerroutes.rules.facts import NormFacts

REFERENCE = Path(__file__).parents[2] / "leerroutes" / "reference"
LAW = [f"R-{n:03}" for n in (*range(1, 18), *range(20, 23), *range(30, 36))]

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id} {example.text.en}") for rule in RULES for example in rule.examples
]


def rows(file: str) -> list[dict[str, str]]:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def texts(rule: Rule) -> Iterator[Text]:
    """Everything a rule can say, as far as its examples make it speak."""
    yield from (rule.sentence, rule.why)
    if rule.upheld_by:
        yield rule.upheld_by
    for example in rule.examples:
        yield example.text
        yield from (finding.message for finding in rule.findings(example.facts))


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_the_example_gives_what_it_promises(rule: Rule, example: Example) -> None:
    outcomes = [finding.outcome for finding in rule.findings(example.facts)]

    assert example.outcome in outcomes
    if example.outcome is not Outcome.NOT_MET:
        assert Outcome.NOT_MET not in outcomes


def test_the_good_route_has_nothing_open() -> None:
    assert open_findings(check(GOOD)) == []


def test_the_law_is_complete_and_in_order() -> None:
    assert [rule.id for rule in RULES] == LAW
    assert list(BY_ID) == LAW


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_checked_or_upheld_by_the_system(rule: Rule) -> None:
    assert (rule.check is None) == (rule.upheld_by is not None)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.check], ids=lambda rule: rule.id)
def test_a_rule_that_can_fail_shows_both_sides(rule: Rule) -> None:
    shown = {example.outcome for example in rule.examples}

    if Outcome.NOT_MET in shown:
        assert Outcome.MET in shown
    else:
        assert shown <= {Outcome.NOTE, Outcome.NOT_APPLICABLE}
        assert Outcome.NOTE in shown


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_speaks_both_languages(rule: Rule) -> None:
    for text in texts(rule):
        assert text.nl.strip()
        assert text.en.strip()
        assert "  " not in text.nl + text.en
        assert text.nl[0] == text.nl[0].upper()
        assert text.en[0] == text.en[0].upper()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_reason_is_two_sentences(rule: Rule) -> None:
    for why in (rule.why.nl, rule.why.en):
        assert len(re.findall(r"[.?!](?:\s|$)", why)) == 2, why


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_messages_are_short_sentences(rule: Rule) -> None:
    """Plain Dutch: no sentence of more than thirty words, and every message is a whole sentence."""
    for example in rule.examples:
        for finding in rule.findings(example.facts):
            assert finding.message.nl.endswith((".", "?"))
            assert finding.message.en.endswith((".", "?"))
            assert all(len(sentence.split()) <= 30 for sentence in re.split(r"[.?!:]\s", finding.message.nl))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_its_topics_are_in_the_concordance_today(rule: Rule) -> None:
    known = {row["topic"] for row in rows("legal_references.csv") if not row["valid_until"]}

    assert rule.topics
    assert set(rule.topics) <= known


def test_article_numbers_are_nowhere_in_the_rules() -> None:
    """The numbers moved twice: a rule names topics, the concordance knows the articles."""
    for rule in RULES:
        for text in texts(rule):
            assert not re.search(r"\d\.\d+[a-z]?|\b10b\d+", text.nl + text.en), text


def test_severities_are_those_of_the_domain() -> None:
    of = {severity: {rule.id for rule in RULES if rule.severity is severity} for severity in Severity}

    assert of[Severity.WARN] == {"R-009", "R-015", "R-030"}
    assert of[Severity.INFO] == {"R-003", "R-016", "R-022"}
    assert of[Severity.DATA] == {f"R-{n:03}" for n in (10, 12, 13, 14, 21, 32, 33, 34, 35)}


def test_a_warning_is_open_but_does_not_block() -> None:
    findings = check(line(related=False))

    assert [finding.rule.id for finding in open_findings(findings)] == ["R-009"]
    assert blocking(findings) == []


def test_fewer_hours_block_until_all_five_fields_are_there() -> None:
    fewer = replace(COOK, total_hours=3999)
    for field in COOK.below_norm.missing:
        assert "R-031" in {each.rule.id for each in blocking(check(route(lines=(fewer,))))}
        fewer = replace(fewer, below_norm=replace(fewer.below_norm, **{field: "Zie hoofdstuk 4"}))

    assert blocking(check(route(lines=(fewer,)))) == []


def test_a_finding_says_which_line_and_which_field() -> None:
    wrong = replace(COOK, number=7, duration_years=2, total_hours=2000, guided_hours=1400, bpv_hours=250)
    (finding,) = blocking(check(route(lines=(COOK, wrong))))

    assert (finding.rule.id, finding.line, finding.field) == ("R-020", 7, "duration_years")


def test_hours_do_not_apply_without_state_funding() -> None:
    no_hours = replace(UNFUNDED, lines=(replace(COOK, total_hours=0, guided_hours=0, bpv_hours=0),))

    assert open_findings(check(no_hours)) == []


def test_a_rule_holds_only_in_its_period() -> None:
    past = replace(BY_ID["R-001"], valid_from=date(2020, 8, 1), valid_until=date(2022, 7, 31))

    assert past.holds_on(date(2020, 8, 1))
    assert past.holds_on(date(2022, 7, 31))
    assert not past.holds_on(date(2020, 7, 31))
    assert not past.holds_on(date(2022, 8, 1))


def test_the_norms_in_the_examples_are_those_of_the_table() -> None:
    table = {
        (int(row["duration_years"]), row["learning_mode"]): NormFacts(
            total=int(row["total"]), guided=int(row["guided"]), bpv=int(row["bpv"])
        )
        for row in rows("hours_norms.csv")
    }

    assert table | NORMS == table


@pytest.mark.parametrize(("language", "words"), [("nl", "geen"), ("en", "no"), ("en-gb", "no"), ("fy", "geen")])
def test_a_text_follows_the_language_of_the_page(language: str, words: str) -> None:
    with translation.override(language):
        assert str(Text("geen", "no")) == words
