"""The rules about what an agreement says: R-040 to R-112, S-040, S-041 and every demand on the articles (C-…).

    findings = check(dossier)
    if blocking(findings): ...

The rules about a proposal are in `leerroutes.rules`, those about its report in `leerroutes.rules.reporting`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from leerroutes.rules.base import Finding, Outcome, Severity, Text, blocking, check_all, open_findings

from . import (
    business,
    contributions,
    enrolment,
    exams,
    funding,
    leadership,
    leaving,
    participation,
    placement,
    programme,
    team,
    term,
    topics,
    whole,
)
from .base import AgreementRule
from .facts import ConsultationFacts, Dossier

CHAPTERS: dict[Text, tuple[AgreementRule, ...]] = {
    Text("De tien onderwerpen", "The ten topics"): (*topics.RULES, *whole.RULES),
    Text("Wat de leerroute biedt", "What the route offers"): placement.RULES,
    Text("Leiding, verantwoordelijkheid en klachten", "Leadership, responsibility, complaints"): leadership.RULES,
    Text("Programma", "Programme"): (*contributions.RULES, *programme.RULES),
    Text("Examens", "Exams"): exams.RULES,
    Text("Docententeam", "Teaching team"): team.RULES,
    Text("Inschrijving en verzuim", "Enrolment and attendance"): enrolment.RULES,
    Text("Bekostiging", "Funding"): funding.RULES,
    Text("Eerder stoppen", "Leaving early"): leaving.RULES,
    Text("Bedrijven en bpv", "Business and work placement"): business.RULES,
    Text("Geschillen en einde", "Disputes and the end"): term.RULES,
    Text("Medezeggenschap", "Participation"): participation.RULES,
}
"""Every rule under its subject, in the order in which an agreement is read."""

RULES: tuple[AgreementRule, ...] = tuple(rule for rules in CHAPTERS.values() for rule in rules)
BY_ID = {rule.id: rule for rule in RULES}


def check(dossier: Dossier) -> list[Finding]:
    """Every rule in force on the day the agreement starts, in the order of the subjects."""
    return check_all(RULES, dossier, dossier.facts.starts_on or date.max)


def in_text_order(dossier: Dossier, findings: Iterable[Finding]) -> list[Finding]:
    """The order in which people read and mend: article by article, route by route."""
    places = {clause.code: place for place, clause in enumerate(dossier.clauses)}
    routes = {route.id: place for place, route in enumerate(dossier.facts.routes)}
    last = len(places)
    return sorted(findings, key=lambda one: (places.get(one.clause, last), routes.get(one.route_id or 0, 0)))


__all__ = [
    "BY_ID",
    "CHAPTERS",
    "RULES",
    "AgreementRule",
    "ConsultationFacts",
    "Dossier",
    "Finding",
    "Outcome",
    "Severity",
    "blocking",
    "check",
    "in_text_order",
    "open_findings",
]
