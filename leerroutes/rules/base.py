"""What a rule is: one sentence of law, the reason behind it, and a pure function from facts to answers.

A rule is written once. The same object guards the transition, explains the blocked button, fills the
checklist beside the form and is printed on the public rules page. Its examples are its tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.utils.translation import get_language

from leerroutes.rules.facts import LineFacts, RouteFacts


class Severity(StrEnum):
    """How heavily a rule weighs when it is not met."""

    BLOCK = "block"  # the law forbids it: the proposal stays where it is
    DATA = "data"  # the facts are incomplete or contradict each other: also stops, because nothing can be judged
    WARN = "warn"  # allowed with a reason; a person decides
    INFO = "info"  # good to know


class Outcome(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages, together in the source so that they cannot drift apart."""

    nl: str
    en: str

    def __str__(self) -> str:
        """The active language; Dutch when that is not English, because the law is Dutch."""
        return self.en if (get_language() or "nl").startswith("en") else self.nl


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check says about a route, or about one line of it."""

    outcome: Outcome
    message: Text
    field: str = ""
    line: int | None = None


Check = Callable[[RouteFacts], Iterable[Answer]]


@dataclass(frozen=True, slots=True)
class Example:
    """A case a person can recognise, with the outcome the rule must give."""

    text: Text
    facts: RouteFacts
    outcome: Outcome


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule of `docs/rules.md`. It has a check, or it says how the system upholds it by its very shape."""

    id: str
    severity: Severity
    sentence: Text
    why: Text
    topics: tuple[str, ...]
    check: Check | None = None
    upheld_by: Text | None = None
    examples: tuple[Example, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    place: tuple[str, Text] | None = None
    """The name of the address where this is done, and what a link to it says."""

    def holds_on(self, day: date) -> bool:
        """Whether the law contained this rule on that day; both ends count."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)

    def findings(self, facts: RouteFacts) -> Iterator[Finding]:
        """Everything this rule has to say about these facts."""
        for answer in self.check(facts) if self.check else ():
            yield Finding(self, answer.outcome, answer.message, answer.line, answer.field)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's verdict. `line` is the number people see; `field` names the form field to look at."""

    rule: Rule
    outcome: Outcome
    message: Text
    line: int | None = None
    field: str = ""

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def is_open(self) -> bool:
        """Somebody still has to do something about it."""
        return self.outcome is Outcome.NOT_MET

    @property
    def blocks(self) -> bool:
        """The proposal cannot go on before this is solved."""
        return self.is_open and self.severity in (Severity.BLOCK, Severity.DATA)

    def __str__(self) -> str:
        return str(self.message)


def met(nl: str, en: str, field: str = "") -> Answer:
    return Answer(Outcome.MET, Text(nl, en), field)


def not_met(nl: str, en: str, field: str = "") -> Answer:
    return Answer(Outcome.NOT_MET, Text(nl, en), field)


def not_applicable(nl: str, en: str) -> Answer:
    return Answer(Outcome.NOT_APPLICABLE, Text(nl, en))


def note(nl: str, en: str, field: str = "") -> Answer:
    return Answer(Outcome.NOTE, Text(nl, en), field)


NO_LINES = not_applicable("Er is nog geen lijn om te controleren.", "There is no line to check yet.")


def per_line(judge: Callable[[RouteFacts, LineFacts], Iterable[Answer]]) -> Check:
    """Ask a question of every line on its own, and put its number on the answers (R-012)."""

    def check(facts: RouteFacts) -> Iterator[Answer]:
        for line in facts.lines:
            yield from (replace(answer, line=line.number) for answer in judge(facts, line))
        if not facts.lines:
            yield NO_LINES

    return check


def passes(nl: str, en: str, facts: RouteFacts) -> Example:
    return Example(Text(nl, en), facts, Outcome.MET)


def fails(nl: str, en: str, facts: RouteFacts) -> Example:
    return Example(Text(nl, en), facts, Outcome.NOT_MET)


def skips(nl: str, en: str, facts: RouteFacts) -> Example:
    return Example(Text(nl, en), facts, Outcome.NOT_APPLICABLE)


def tells(nl: str, en: str, facts: RouteFacts) -> Example:
    return Example(Text(nl, en), facts, Outcome.NOTE)
