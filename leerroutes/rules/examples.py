"""A route that meets every rule, and short ways to bend it. The rules' examples are made from it.

Names, dates and numbers are invented; the codes and hours are those of the reference tables.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from leerroutes.enums import LearningMode, Leerweg, MboLevel, ProfileKind, RouteType, TeachingLocation
from leerroutes.rules.facts import (
    BelowNormFacts,
    BoardFacts,
    InstitutionFacts,
    LineFacts,
    NormFacts,
    RouteFacts,
)

SCHOOL_BOARD = BoardFacts(id=1, name="Stichting De Wilg")
MBO_BOARD = BoardFacts(id=2, name="Stichting ROC Rivierstad")

SCHOOL = InstitutionFacts(id=11, name="De Wilg vmbo", kind="vo", board_id=SCHOOL_BOARD.id, board_name=SCHOOL_BOARD.name)
MBO = InstitutionFacts(id=21, name="ROC Rivierstad", kind="mbo", board_id=MBO_BOARD.id, board_name=MBO_BOARD.name)

NORMS = {
    (2, "BOL"): NormFacts(total=2000, guided=1400, bpv=250),
    (4, "BOL"): NormFacts(total=4000, guided=2950, bpv=450),
    (4, "BBL"): NormFacts(total=3700, guided=2400, bpv=1220),
    (5, "BOL"): NormFacts(total=5000, guided=3500, bpv=900),
}

ACCOUNTED_FOR = BelowNormFacts(
    justification="Kleine groepen en veel begeleiding op de werkvloer.",
    evidence="Evaluatie met leerlingen, ouders en leerbedrijven",
    schoolplan="Schoolplan, hoofdstuk 4",
    schoolgids="Schoolgids, bladzijde 18",
    bestuursverslag="Bestuursverslag, paragraaf 2.3",
)

COOK = LineFacts(
    number=1,
    establishment="De Wilg vmbo, Kade 1",
    offers=frozenset({("BB", "hbr"), ("KB", "hbr"), ("GL", "hbr"), ("TL", "tl_economie")}),
    vo_institution_id=SCHOOL.id,
    mbo_institution_id=MBO.id,
    leerweg=Leerweg.BB,
    profile="hbr",
    profile_name="Horeca, bakkerij en recreatie",
    profile_leerwegen=ProfileKind.VBO.leerwegen,
    level=MboLevel.BASIS,
    domain_name="Horeca en bakkerij",
    qualification_code="25180",
    qualification_name="Kok",
    qualification_level=MboLevel.BASIS,
    qualification_years=(2,),
    qualification_valid_from=date(2020, 8, 1),
    nominal_years=(2,),
    related=True,
    learning_mode=LearningMode.BOL,
    location=TeachingLocation.BOTH,
    duration_years=4,
    total_hours=4000,
    guided_hours=2950,
    bpv_hours=450,
)

GOOD = RouteFacts(
    name="Route koken en gastvrijheid",
    route_type=RouteType.DLR,
    starts_on=date(2026, 8, 1),
    institutions=(SCHOOL, MBO),
    boards=(SCHOOL_BOARD, MBO_BOARD),
    lines=(COOK,),
    norms=NORMS,
    motivation="In de regio zijn veel koks nodig.",
    covers_whole_route=True,
)

GOOD_GLR = replace(GOOD, route_type=RouteType.GLR)


def route(**changes: Any) -> RouteFacts:
    """The good route with something else about the route itself."""
    return replace(GOOD, **changes)


def line(**changes: Any) -> RouteFacts:
    """The good route with something else on its only line."""
    return replace(GOOD, lines=(replace(COOK, **changes),))


def glr_line(**changes: Any) -> RouteFacts:
    """The good integrated route (GLR) with something else on its only line."""
    return replace(GOOD_GLR, lines=(replace(COOK, **changes),))


def schools(*institutions: InstitutionFacts) -> RouteFacts:
    """The good route, given by other schools."""
    return replace(GOOD, institutions=institutions)


UNFUNDED_SCHOOL = replace(SCHOOL, funded=False)
UNFUNDED_MBO = replace(MBO, funded=False)
UNFUNDED = schools(UNFUNDED_SCHOOL, UNFUNDED_MBO)
