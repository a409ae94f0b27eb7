"""Keep why a case goes on although a rule warns. Called by other services, in their transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Manager, Model

from accounts.actors import Actor
from audit.services import record

from ..models.reason import LONGEST_REASON, WrittenReason
from ..rules import Finding
from ..rules.explained import Given, unexplained

R = TypeVar("R", bound=WrittenReason)


def keep_reasons(
    case: Model,
    kept: Manager[R],
    findings: Iterable[Finding],
    *,
    code: str,
    given: Given,
    actor: Actor,
    reasons: Mapping[str, str],
) -> list[Finding]:
    """Store what was written for each warning that needs it, and tell the trail. Returns those left without."""
    left = []
    for finding in unexplained(findings, given):
        reason = reasons.get(finding.sha256, "").strip()[:LONGEST_REASON]
        if not reason:
            left.append(finding)
            continue
        kept.create(
            rule=finding.rule.id,
            message=finding.message.nl,
            sha256=finding.sha256,
            reason=reason,
            board=actor.board,
            given_by=actor.user,
        )
        record(code, actor=actor, case=case, reason=reason, rule=finding.rule.id, warning=finding.message.nl)
    return left
