"""An agreement that meets every rule, and short ways to bend it. The rules' examples are made from it.

Names, dates and numbers are invented; the answers are the example answers of the clause library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from agreements.clauses import library
from agreements.clauses.context import (
    AgreementFacts,
    InstitutionFacts,
    LineTextFacts,
    PartyFacts,
    RouteTextFacts,
)
from agreements.clauses.examples import example_agreement
from agreements.clauses.wording import WORDING, OwnLid, stored_wording

from .facts import ConsultationFacts, Dossier, Row

SHELF = library.load(library.CURRENT)

SCHOOL = PartyFacts(
    board_id=1,
    name="Stichting De Wilg",
    legal_form="stichting",
    seat="Rivierstad",
    kvk="99000001",
    number="90001",
    side="vo",
    institutions=(InstitutionFacts("De Wilg vmbo", "99ZX", "vo"),),
    representative_function="bestuurder",
)
MBO = PartyFacts(
    board_id=2,
    name="Stichting ROC Rivierstad",
    legal_form="stichting",
    seat="Rivierstad",
    kvk="99000002",
    number="90002",
    side="mbo",
    institutions=(InstitutionFacts("ROC Rivierstad", "99ZY", "mbo"),),
    representative_function="voorzitter van het college van bestuur",
)
COOK = LineTextFacts(
    establishment="De Wilg vmbo, Kade 1",
    place="Rivierstad",
    leerweg="BB",
    profile="Horeca, bakkerij en recreatie",
    mbo_institution="ROC Rivierstad",
    level=2,
    domain="Horeca en bakkerij",
    qualification="Kok",
    code="25180",
    learning_mode="BOL",
    duration_years=4,
    total=4000,
    guided=2950,
    bpv=450,
    related_motivation="De keukenlessen van het profiel zijn de basis van de opleiding Kok.",
    id=101,
)
ROUTE = RouteTextFacts(
    id=11,
    number="LR-2026-0011",
    name="Route koken en gastvrijheid",
    route_type="DLR",
    starts_on=date(2026, 8, 1),
    lines=(COOK,),
    boards=(SCHOOL.board_id, MBO.board_id),
)
FACTS = AgreementFacts(
    number="SOK-00011",
    title="Route koken en gastvrijheid",
    starts_on=date(2026, 8, 1),
    ends_on=date(2034, 7, 31),
    parties=(SCHOOL, MBO),
    routes=(ROUTE,),
    law=dict.fromkeys(SHELF.topics, "de wet"),
)


def case(facts: AgreementFacts, **changes: Any) -> Dossier:
    """An agreement about these facts, with every question answered."""
    answers = example_agreement(SHELF, facts)
    return replace(Dossier(facts=facts, shelf=SHELF, answers=answers), **changes)


GOOD = case(FACTS)
GLR = case(replace(FACTS, routes=(replace(ROUTE, route_type="GLR"),)))
UNFUNDED = case(replace(FACTS, funded=False))
ASKED = replace(
    GOOD,
    state="decision",
    consultations=(
        ConsultationFacts(board_id=1, body="medezeggenschapsraad", right="advice", outcome="positive"),
        ConsultationFacts(board_id=2, body="ondernemingsraad", right="advice", outcome="positive"),
    ),
)


def about(**changes: Any) -> Dossier:
    """The good agreement with another fact, its answers fitted to that."""
    return case(replace(FACTS, **changes))


def route(**changes: Any) -> Dossier:
    """The good agreement with something else about its only route."""
    return about(routes=(replace(ROUTE, **changes),))


def line(**changes: Any) -> Dossier:
    """The good agreement with something else on the only line of its route."""
    return route(lines=(replace(COOK, **changes),))


def internal(**changes: Any) -> Dossier:
    """An interne regeling of one board with a school and an institution."""
    board = replace(SCHOOL, side="both", institutions=(*SCHOOL.institutions, *MBO.institutions))
    whole = replace(ROUTE, boards=(SCHOOL.board_id,))
    return case(replace(FACTS, instrument="internal", parties=(board,), routes=(whole,), **changes))


def answered(code: str, dossier: Dossier = GOOD, /, **answers: Any) -> Dossier:
    """The same agreement with other answers in one article."""
    key = (code, ROUTE.id if SHELF[code].scope == "route" else None)
    return replace(dossier, answers={**dossier.answers, key: {**dossier.answers[key], **answers}})


def empty(code: str, *names: str) -> Dossier:
    """The good agreement with nothing filled in for these questions."""
    return answered(code, **dict.fromkeys(names))


def rows(code: str, name: str, change: Callable[[list[dict[str, Any]]], list[Row]], of: Dossier = GOOD) -> Dossier:
    """The same agreement with other rows in a table."""
    key = (code, ROUTE.id if SHELF[code].scope == "route" else None)
    return answered(code, of, **{name: change([dict(row) for row in of.answers[key].get(name, [])])})


def keeping(code: str, name: str, wanted: Callable[[Row], bool], of: Dossier = GOOD) -> Dossier:
    """The same agreement with only these rows of a table."""
    return rows(code, name, lambda found: [row for row in found if wanted(row)], of)


def first_row(code: str, name: str, of: Dossier = GOOD, /, **cells: Any) -> Dossier:
    """The same agreement with other cells in the first row of a table."""
    return rows(code, name, lambda found: [{**found[0], **cells}, *found[1:]], of)


def own_words(code: str) -> Dossier:
    """The good agreement in which the boards put an article in their own words."""
    return answered(code, **{WORDING: stored_wording([OwnLid("Partijen regelen dit samen.")])})
