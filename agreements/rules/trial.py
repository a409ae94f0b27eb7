"""Before a version is published: can its articles be written out, checked and asked, empty and filled?

Proofreading reads the files; this uses them, with a made-up agreement, so that no page of a real one breaks later.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from agreements.clauses import library
from agreements.clauses.context import AgreementFacts, LineTextFacts, PartyFacts, RouteTextFacts
from agreements.clauses.examples import example_agreement
from agreements.clauses.forms import ClauseForm
from agreements.clauses.proofreading import Complaint
from agreements.clauses.render import render_clause
from agreements.clauses.shapes import Clause, Library
from agreements.clauses.words import Words

from . import check
from .facts import Dossier

Answers = Mapping[str, Any]
FIRST_DAY = date(2027, 8, 1)


def complaints(shelf: Library) -> Iterator[Complaint]:
    """Articles that cannot be used, by code."""
    facts = _facts(shelf)
    known = example_agreement(library.load(), facts)
    for clause in shelf.clauses:
        for route in facts.routes if clause.scope == "route" else (None,):
            try:
                for answers in ({}, known.get((clause.code, route.id if route else None), {})):
                    _use(clause, answers, facts, route, shelf)
            except Exception as error:  # whatever breaks here would break a page of every agreement
                yield Complaint(
                    clause.code,
                    Words(f"dit artikel is niet te gebruiken: {error!r}", f"this article cannot be used: {error!r}"),
                )


def _use(clause: Clause, answers: Answers, facts: AgreementFacts, route: RouteTextFacts | None, shelf: Library) -> None:
    render_clause(clause, answers, facts, route, shelf)
    here = (clause.code, route.id if route else None)
    check(Dossier(facts=facts, shelf=Library(shelf.version, (clause,)), answers={here: answers}))
    list(ClauseForm(clause, facts, initial=answers, route=route).parts())


def _facts(shelf: Library) -> AgreementFacts:
    parties = (_party(1, "Schoolbestuur", "vo"), _party(2, "Mbo-bestuur", "mbo"))
    routes = (_route(1, "DLR", "BOL"), _route(2, "GLR", "BBL"))
    law = dict.fromkeys(shelf.topics | library.load().topics, "artikel 1 van de wet")
    return AgreementFacts("SOK-00000", "Proef", FIRST_DAY, None, parties, routes, law)


def _party(number: int, name: str, side: Any) -> PartyFacts:
    return PartyFacts(number, name, "stichting", "Ede", "99000000", "99000", side, (), "bestuurder")


def _route(number: int, kind: str, mode: str) -> RouteTextFacts:
    line = LineTextFacts(
        "School", "Ede", "BB", "profiel", "Instelling", 2, "domein", "kwalificatie", "25180", mode, 4, 4000, 2950, 450
    )
    return RouteTextFacts(number, f"LR-{number}", f"Route {number}", kind, FIRST_DAY, (line,))
