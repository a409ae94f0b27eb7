"""What a rule is: one sentence of law, the reason behind it, and a pure function from facts to answers.

A rule is written once. The same object guards the transition, explains the blocked button, fills the
checklist beside the form and is printed on the public rules page. Its examples are its tests.

A rule is generic over the facts it looks at: a proposal (`leerroutes.rules.facts`), the registrations of a route
(`leerroutes.rules.reporting`), or what an agreement says (`agreements.rules.facts`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Generic, TypeVar

from django.utils.translation import get_language

from leerroutes.rules.facts import LineFacts, RouteFacts

F = TypeVar("F")
"""The facts a rule looks at."""


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
    """What a check says about the facts, or about one line, article or route of them.

    `reason` is what people already wrote about a warning in the case itself: then nobody asks for it twice.
    """

    outcome: Outcome
    message: Text
    field: str = ""
    line: int | None = None
    clause: str = ""
    route_id: int | None = None
    reason: str = ""


Check = Callable[[F], Iterable[Answer]]


@dataclass(frozen=True)
class Example(Generic[F]):
    """A case a person can recognise, with the outcome the rule must give."""

    text: Text
    facts: F
    outcome: Outcome


@dataclass(frozen=True, eq=False)
class Rule(Generic[F]):
    """One rule of `docs/rules.md`. It has a check, or it says how the system upholds it by its very shape."""

    id: str
    severity: Severity
    sentence: Text
    why: Text
    topics: tuple[str, ...]
    check: Check[F] | None = None
    upheld_by: Text | None = None
    examples: tuple[Example[F], ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    place: tuple[str, Text] | None = None
    """The name of the address where this is done, and what a link to it says."""

    def holds_on(self, day: date) -> bool:
        """Whether the law contained this rule on that day; both ends count."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)

    def findings(self, facts: F) -> Iterator[Finding]:
        """Everything this rule has to say about these facts."""
        for answer in self.check(facts) if self.check else ():
            yield Finding(self, answer)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's verdict. `line` is the number people see; `field` names the form field to look at."""

    rule: Rule[Any]
    answer: Answer

    @property
    def outcome(self) -> Outcome:
        return self.answer.outcome

    @property
    def message(self) -> Text:
        return self.answer.message

    @property
    def line(self) -> int | None:
        return self.answer.line

    @property
    def field(self) -> str:
        return self.answer.field

    @property
    def clause(self) -> str:
        """The code of the article of an agreement this is about."""
        return self.answer.clause

    @property
    def route_id(self) -> int | None:
        """The route, when an agreement says something about each of its routes."""
        return self.answer.route_id

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def is_open(self) -> bool:
        """Somebody still has to do something about it."""
        return self.outcome is Outcome.NOT_MET

    @property
    def blocks(self) -> bool:
        """The case cannot go on before this is solved."""
        return self.is_open and self.severity in (Severity.BLOCK, Severity.DATA)

    @property
    def warns(self) -> bool:
        """The case goes on only with a written reason."""
        return self.is_open and self.severity is Severity.WARN

    @property
    def sha256(self) -> str:
        """Of what it says, and about what: a reason belongs to exactly this situation, another one asks again."""
        about = (self.rule.id, self.line, self.clause, self.route_id, self.message.nl)
        return sha256(repr(about).encode()).hexdigest()

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


def per_line(judge: Callable[[RouteFacts, LineFacts], Iterable[Answer]]) -> Check[RouteFacts]:
    """Ask a question of every line on its own, and put its number on the answers (R-012)."""

    def check(facts: RouteFacts) -> Iterator[Answer]:
        for line in facts.lines:
            yield from (replace(answer, line=line.number) for answer in judge(facts, line))
        if not facts.lines:
            yield NO_LINES

    return check


def passes(nl: str, en: str, facts: F) -> Example[F]:
    return Example(Text(nl, en), facts, Outcome.MET)


def fails(nl: str, en: str, facts: F) -> Example[F]:
    return Example(Text(nl, en), facts, Outcome.NOT_MET)


def skips(nl: str, en: str, facts: F) -> Example[F]:
    return Example(Text(nl, en), facts, Outcome.NOT_APPLICABLE)


def tells(nl: str, en: str, facts: F) -> Example[F]:
    return Example(Text(nl, en), facts, Outcome.NOTE)


def check_all(rules: Iterable[Rule[F]], facts: F, day: date) -> list[Finding]:
    """What every rule in force on that day says, in the order of the rules."""
    return [finding for rule in rules if rule.holds_on(day) for finding in rule.findings(facts)]


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """What must be solved before the case can go on."""
    return [finding for finding in findings if finding.blocks]


def open_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Everything that is not met: what blocks, and what asks for a reason."""
    return [finding for finding in findings if finding.is_open]
