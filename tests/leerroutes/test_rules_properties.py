"""What must hold for any proposal, however odd."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from leerroutes.enums import LearningMode, Leerweg, MboLevel, RouteType, TeachingLocation
from leerroutes.rules import Finding, Outcome, Severity, blocking, check, open_findings
from leerroutes.rules.examples import NORMS
from leerroutes.rules.facts import BelowNormFacts, BoardFacts, InstitutionFacts, LineFacts, RouteFacts

ids = st.integers(1, 4)
words = st.text(max_size=12)
days = st.dates(date(2018, 1, 1), date(2035, 12, 31))
slugs = st.sampled_from(["hbr", "pie", "dp", "tl_techniek", "", "?"])
hours = st.integers(0, 7000)

lines = st.builds(
    LineFacts,
    number=st.integers(1, 99),
    establishment=words,
    offers=st.frozensets(st.tuples(st.sampled_from(Leerweg.values), slugs), max_size=4),
    vo_institution_id=ids,
    mbo_institution_id=ids,
    leerweg=st.sampled_from(Leerweg),
    profile=slugs,
    profile_name=words,
    profile_leerwegen=st.frozensets(st.sampled_from(Leerweg)),
    level=st.sampled_from(MboLevel),
    domain_name=words,
    qualification_code=st.sampled_from(["", "25180"]),
    qualification_name=words,
    qualification_level=st.none() | st.sampled_from(MboLevel),
    qualification_years=st.lists(st.integers(1, 4), max_size=2).map(tuple),
    qualification_valid_from=st.none() | days,
    qualification_valid_until=st.none() | days,
    nominal_years=st.lists(st.integers(0, 6), max_size=3).map(tuple),
    related=st.booleans(),
    related_motivation=words,
    learning_mode=st.sampled_from(LearningMode),
    location=st.none() | st.sampled_from(TeachingLocation),
    first_year=st.integers(0, 6),
    duration_years=st.integers(0, 9),
    total_hours=hours,
    guided_hours=hours,
    bpv_hours=hours,
    below_norm=st.builds(BelowNormFacts, justification=words, schoolplan=words),
)

institutions = st.builds(
    InstitutionFacts,
    id=ids,
    name=words,
    kind=st.sampled_from(["vo", "mbo"]),
    board_id=ids,
    board_name=words,
    funded=st.booleans(),
    is_vso=st.booleans(),
)

routes = st.builds(
    RouteFacts,
    name=words,
    route_type=st.sampled_from(RouteType),
    starts_on=days,
    institutions=st.lists(institutions, max_size=4).map(tuple),
    boards=st.lists(st.builds(BoardFacts, id=ids, name=words), max_size=4).map(tuple),
    lines=st.lists(lines, max_size=3).map(tuple),
    norms=st.sampled_from([NORMS, {}]),
    motivation=words,
    covers_whole_route=st.booleans(),
    has_leerwerktraject=st.booleans(),
    leerwerktraject_agreement=words,
)


def said(findings: list[Finding]) -> set[tuple[str, int | None, str, str]]:
    return {(each.rule.id, each.line, each.field, each.message.nl) for each in findings}


@given(routes)
def test_checking_never_raises_and_always_answers(facts: RouteFacts) -> None:
    findings = check(facts)

    assert {finding.rule.id for finding in findings} >= {"R-001", "R-002", "R-004", "R-006", "R-020", "R-031"}
    assert all(finding.message.nl and finding.message.en for finding in findings)
    assert all(finding.line in {None, *(line.number for line in facts.lines)} for finding in findings)


@given(routes)
def test_only_law_and_data_block(facts: RouteFacts) -> None:
    for finding in blocking(check(facts)):
        assert finding.outcome is Outcome.NOT_MET
        assert finding.severity in (Severity.BLOCK, Severity.DATA)


@given(routes, lines, lines)
def test_what_blocks_stays_when_another_line_is_added(facts: RouteFacts, first: LineFacts, other: LineFacts) -> None:
    """R-012: a line is judged on its own, so nothing a line is guilty of is made good by another."""
    one = replace(facts, lines=(*facts.lines, first))
    two = replace(one, lines=(*one.lines, other))

    assert said(blocking(check(one))) <= said(blocking(check(two)))


@given(routes)
def test_the_same_facts_give_the_same_findings(facts: RouteFacts) -> None:
    assert said(open_findings(check(facts))) == said(open_findings(check(facts)))
