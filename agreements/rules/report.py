"""The findings of a statutory check, put in the order in which people read a report. Always Dutch, as the law is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from leerroutes.reference_data import References, articles_for
from leerroutes.rules import Finding, Outcome
from leerroutes.rules.explained import Given, Said, reason_of


@dataclass(frozen=True)
class CheckRow:
    """One thing a rule said, with the articles of its day."""

    rule: str
    sentence: str
    message: str
    articles: str
    line: int | None = None
    said: Said | None = None


@dataclass
class CheckPart:
    """The check of one route, or of what the agreement says."""

    title: str
    blocking: list[CheckRow] = field(default_factory=list)
    warnings: list[CheckRow] = field(default_factory=list)
    met: list[CheckRow] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    """Rules that do not apply here, or only explain."""


def part_of(title: str, findings: Iterable[Finding], references: References, given: Given) -> CheckPart:
    """One row for each open finding; of a rule that is met everywhere one row, however many lines there are."""
    part, found = CheckPart(title), list(findings)
    unmet = {finding.rule.id for finding in found if finding.is_open}
    told: set[str] = set()
    for finding in found:
        row = _row(finding, references, given)
        if finding.is_open:
            (part.blocking if finding.blocks else part.warnings).append(row)
        elif finding.outcome is Outcome.MET and finding.rule.id not in unmet | told:
            told.add(finding.rule.id)
            part.met.append(row)
    part.other = list(dict.fromkeys(one.rule.id for one in found if one.rule.id not in unmet | told))
    return part


def _row(finding: Finding, references: References, given: Given) -> CheckRow:
    articles = dict.fromkeys(str(article) for article in articles_for(finding.rule, references))
    return CheckRow(
        rule=finding.rule.id,
        sentence=finding.rule.sentence.nl,
        message=finding.message.nl,
        articles=", ".join(articles),
        line=finding.line,
        said=reason_of(finding, given) if finding.warns else None,
    )
