"""Findings as people read them: one row per finding, with the articles that held on the day the route starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from .reference_data import References, articles_for, references_on
from .rules import Finding, Outcome, RouteFacts, check
from .rules.explained import Given, Said, reason_of

NOTHING_SAID: Given = MappingProxyType({})


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
    said: Said | None = None
    """Why people go on although this warns."""


def checklist_of(facts: RouteFacts, given: Given = NOTHING_SAID) -> list[Item]:
    """Every finding about facts that may not be stored yet: what somebody is typing."""
    return list(items(check(facts), references_on(facts.starts_on), given))


def items(findings: Iterable[Finding], references: References, given: Given = NOTHING_SAID) -> Iterator[Item]:
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
            said=reason_of(finding, given) if finding.warns else None,
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


def as_data(findings: Iterable[Finding], references: References, given: Given = NOTHING_SAID) -> list[dict[str, Any]]:
    """The same findings for other programs; words in the language of whoever asks."""
    return [_data(finding, references, given) for finding in findings]


def _data(finding: Finding, references: References, given: Given) -> dict[str, Any]:
    said = reason_of(finding, given) if finding.warns else None
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "outcome": finding.outcome.value,
        "blocks": finding.blocks,
        "sentence": str(finding.rule.sentence),
        "message": str(finding.message),
        "articles": list(dict.fromkeys(str(article) for article in articles_for(finding.rule, references))),
        "line": finding.line,
        "clause": finding.clause or None,
        "route": finding.route_id,
        "field": finding.field or None,
        "reason": {"text": said.reason, "by": said.by} if said else None,
    }
