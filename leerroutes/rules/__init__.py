"""The statutory rules of a route, R-001 to R-035: each written once, for the guard, the checklist and the rules page.

    findings = check(facts)
    if blocking(findings): ...

`docs/rules.md` tells where each rule lives. Articles are not here: the numbers moved twice, so a rule names
topics and `leerroutes.reference_data` finds the articles of a day.
"""

from __future__ import annotations

from leerroutes.rules import (
    beside,
    combinations,
    counting_hours,
    duration,
    goal,
    hours,
    kinds_of_school,
    offer,
    parties,
    scope,
)
from leerroutes.rules.base import (
    Answer,
    Example,
    Finding,
    Outcome,
    Rule,
    Severity,
    Text,
    blocking,
    check_all,
    open_findings,
)
from leerroutes.rules.facts import (
    BelowNormFacts,
    BoardFacts,
    InstitutionFacts,
    LineFacts,
    NormFacts,
    RouteFacts,
)

RULES: tuple[Rule[RouteFacts], ...] = (
    parties.R001,
    parties.R002,
    parties.R003,
    combinations.R004,
    combinations.R005,
    combinations.R006,
    scope.R007,
    offer.R008,
    offer.R009,
    goal.R010,
    scope.R011,
    goal.R012,
    kinds_of_school.R013,
    kinds_of_school.R014,
    beside.R015,
    beside.R016,
    scope.R017,
    duration.R020,
    duration.R021,
    duration.R022,
    hours.R030,
    hours.R031,
    counting_hours.R032,
    counting_hours.R033,
    counting_hours.R034,
    counting_hours.R035,
)

BY_ID = {rule.id: rule for rule in RULES}


def check(facts: RouteFacts) -> list[Finding]:
    """Every rule in force on the start date, in the order of the law; per rule in the order of the lines."""
    return check_all(RULES, facts, facts.starts_on)


__all__ = [
    "BY_ID",
    "RULES",
    "Answer",
    "BelowNormFacts",
    "BoardFacts",
    "Example",
    "Finding",
    "InstitutionFacts",
    "LineFacts",
    "NormFacts",
    "Outcome",
    "Rule",
    "RouteFacts",
    "Severity",
    "Text",
    "blocking",
    "check",
    "check_all",
    "open_findings",
]
