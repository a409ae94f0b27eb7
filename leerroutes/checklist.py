"""Findings as people read them: one row per finding, with the articles that held on the day the route starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from .reference_data import References, articles_for, references_on
from .rules import Finding, Outcome, RouteFacts, check


class Item(NamedTuple):
    """A row of `components/checklist.html`."""

    rule: str
    outcome: str
    sentence: str
    reason: str
    article: str
    line: int | None
    blocks: bool
    is_open: bool
    url: str = ""
    link: str = ""


def checklist_of(facts: RouteFacts) -> list[Item]:
    """Every finding about facts that may not be stored yet: what somebody is typing."""
    return list(items(check(facts), references_on(facts.starts_on)))


def items(findings: Iterable[Finding], references: References) -> Iterator[Item]:
    for finding in findings:
        yield Item(
            rule=finding.rule.id,
            outcome=_tone(finding),
            sentence=_where(finding) + str(finding.rule.sentence),
            reason=str(finding.message),
            article=_source(finding, references),
            line=finding.line,
            blocks=finding.blocks,
            is_open=finding.is_open,
            url=reverse(finding.rule.place[0]) if finding.rule.place else "",
            link=str(finding.rule.place[1]) if finding.rule.place else "",
        )


def _tone(finding: Finding) -> str:
    if finding.outcome is Outcome.NOT_MET:
        return "not_met" if finding.blocks else "warning"
    return "met" if finding.outcome is Outcome.MET else "not_applicable"


def _where(finding: Finding) -> str:
    return _("Line %(number)s: ") % {"number": finding.line} if finding.line else ""


def _source(finding: Finding, references: References) -> str:
    articles = ", ".join(str(reference) for reference in articles_for(finding.rule, references))
    return f"{finding.rule.id} · {articles}" if articles else finding.rule.id
