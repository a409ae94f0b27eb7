"""Warnings and the reasons people wrote for them. Pure: findings in, what was explained and what was not out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leerroutes.rules.base import Finding


@dataclass(frozen=True, slots=True)
class Said:
    """A written reason and who gave it."""

    reason: str
    by: str = ""


Given = Mapping[str, Said]
"""The digest of a finding → what was said about it."""


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning with its reason; none yet when `said` is None."""

    finding: Finding
    said: Said | None


def warned(findings: Iterable[Finding], given: Given) -> list[Warned]:
    """Every open warning. What the case itself says already (R-031) is its reason, and is not asked twice."""
    return [Warned(one, reason_of(one, given)) for one in findings if one.warns]


def reason_of(finding: Finding, given: Given) -> Said | None:
    return Said(finding.answer.reason) if finding.answer.reason.strip() else given.get(finding.sha256)


def unexplained(findings: Iterable[Finding], given: Given) -> list[Finding]:
    """The warnings that hold the case up until somebody writes why it goes on."""
    return [one.finding for one in warned(findings, given) if one.said is None]
