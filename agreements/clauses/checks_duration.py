"""Checks on time: the years of the agreement, and the steps of a dispute."""

from collections.abc import Iterator

from .problems import Problem, problem
from .values import Scope

BINDING_STEPS = {"arbitration", "court"}


def ends_with_a_school_year(scope: Scope) -> Iterator[Problem]:
    """Domain 3.1 I: a natural end is 31 July, so that no year is cut in two."""
    ends = scope.facts.ends_on
    if ends is not None and (ends.month, ends.day) != (7, 31):
        yield from problem(
            scope,
            "ends_on",
            "De overeenkomst eindigt niet op 31 juli. Kies als einddatum de laatste dag van een schooljaar.",
            "The agreement does not end on 31 July. Choose the last day of a school year as the end date.",
        )


def ends_after_it_starts(scope: Scope) -> Iterator[Problem]:
    starts, ends = scope.facts.starts_on, scope.facts.ends_on
    if starts and ends and ends <= starts:
        yield from problem(
            scope,
            "ends_on",
            "De einddatum ligt niet na de begindatum.",
            "The end date is not after the start date.",
        )


def internal_rule_ends_well(scope: Scope) -> Iterator[Problem]:
    """An internal regulation has no article on its end that could ask this."""
    if scope.facts.instrument == "internal":
        yield from ends_with_a_school_year(scope)
        yield from ends_after_it_starts(scope)


def dispute_has_two_steps(scope: Scope) -> Iterator[Problem]:
    if len(scope.rows("steps")) == 1:
        yield from problem(
            scope,
            "steps",
            "Eén stap is te weinig: begin met overleg en eindig met arbitrage of de rechter.",
            "One step is not enough: begin with talks and end with arbitration or the court.",
        )


def dispute_ends_binding(scope: Scope) -> Iterator[Problem]:
    rows = scope.rows("steps")
    if rows and rows[-1].get("step") not in BINDING_STEPS:
        yield from problem(
            scope,
            "steps",
            "De laatste stap is niet bindend. Eindig met arbitrage of met de bevoegde rechter.",
            "The last step is not binding. End with arbitration or the competent court.",
        )


CHECKS = {
    "ends_with_a_school_year": ends_with_a_school_year,
    "ends_after_it_starts": ends_after_it_starts,
    "internal_rule_ends_well": internal_rule_ends_well,
    "dispute_has_two_steps": dispute_has_two_steps,
    "dispute_ends_binding": dispute_ends_binding,
}
