"""Short ways to write a rule about an agreement: which article it asks, and what it says when nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from agreements.clauses.values import Scope
from leerroutes.rules.base import (
    Answer,
    Check,
    Example,
    Finding,
    Outcome,
    Rule,
    Severity,
    Text,
    fails,
    met,
    not_applicable,
    not_met,
    note,
    passes,
    skips,
    tells,
)

from .facts import Dossier

Judge = Callable[[Dossier, Scope], Iterable[Answer]]
AgreementRule = Rule[Dossier]

NO_ARTICLE = not_applicable("De overeenkomst heeft dit artikel niet.", "The agreement does not have this article.")
NOT_YET = not_applicable("Dit is nog niet ingevuld.", "This has not been filled in yet.")


def at(answer: Answer, scope: Scope) -> Answer:
    """Put the article and the route on an answer, so that people find where to look."""
    return replace(answer, clause=scope.clause.code, route_id=scope.route.id if scope.route else None)


def of_clause(code: str, judge: Judge, ok: Text, asks: str = "") -> Check[Dossier]:
    """Ask a question of an article, per route where it has an annex; no objection means that the rule is met.

    `asks` names the answer the question is about: while that is empty there is nothing to judge, and C-… says so.
    """

    def check(dossier: Dossier) -> Iterator[Answer]:
        scopes = dossier.scopes(code)
        for scope in scopes:
            yield from (at(answer, scope) for answer in _judged(dossier, scope))
        if not scopes:
            yield NO_ARTICLE

    def _judged(dossier: Dossier, scope: Scope) -> list[Answer]:
        if asks and not _filled(scope.data, asks):
            return [NOT_YET]
        return list(judge(dossier, scope)) or [Answer(Outcome.MET, ok)]

    return check


def _filled(data: Mapping[str, Any], name: str) -> bool:
    return data.get(name) not in (None, "", [], {})


def fixed_text(code: str, ok: Text, lost: Text) -> Check[Dossier]:
    """Met while the article is there in the words of the model; what own words say, only people can judge."""

    def check(dossier: Dossier) -> Iterator[Answer]:
        outcome = Outcome.MET if dossier.has_model_words(code) else Outcome.NOT_MET
        yield Answer(outcome, ok if outcome is Outcome.MET else lost, clause=code if dossier.scopes(code) else "")

    return check


def says(nl: str, en: str) -> Check[Dossier]:
    """A note that holds for every agreement."""
    return lambda dossier: (note(nl, en),)


__all__ = [
    "NOT_YET",
    "NO_ARTICLE",
    "AgreementRule",
    "Answer",
    "Check",
    "Dossier",
    "Example",
    "Finding",
    "Judge",
    "Outcome",
    "Rule",
    "Scope",
    "Severity",
    "Text",
    "at",
    "fails",
    "fixed_text",
    "met",
    "not_applicable",
    "not_met",
    "note",
    "of_clause",
    "passes",
    "says",
    "skips",
    "tells",
]
