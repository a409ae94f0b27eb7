"""Made-up agreements for the clause tests."""

from dataclasses import replace
from datetime import date
from functools import cache

from agreements.clauses.context import (
    AgreementFacts,
    InstitutionFacts,
    LineTextFacts,
    PartnerFacts,
    PartyFacts,
    RouteTextFacts,
)
from agreements.clauses.library import load
from agreements.rules import Dossier, blocking, check

HOURS = {  # duration: BOL total, guided, bpv; BBL total, guided, bpv
    3: ((3000, 2400, 250), (2850, 2200, 610)),
    4: ((4000, 2950, 450), (3700, 2400, 1220)),
    5: ((5000, 3500, 900), (4550, 2600, 1830)),
    6: ((6000, 4050, 1350), (5400, 2800, 2300)),
}
LAW = {topic: f"artikel 2.{topic} WVO 2020 en artikel 9.{topic} WEB" for topic in load().topics}

DA_VINCI = PartyFacts(
    1, "Stichting Regionaal Opleidingencentrum Drechtsteden", "stichting", "Dordrecht", "99000001", "90001", "mbo",
    (InstitutionFacts("Da Vinci College", "99ZA", "mbo"),), "voorzitter van het college van bestuur",
)  # fmt: skip
INSULA = PartyFacts(
    2, "Stichting voor Christelijk Voortgezet Onderwijs Dordrecht", "stichting", "Dordrecht", "99000002", "90002", "vo",
    (InstitutionFacts("Insula College", "99ZB", "vo"),), "bestuurder",
)  # fmt: skip
UILENHOF = PartyFacts(
    3, "Stichting CVO-AV", "stichting", "Gorinchem", "99000003", "90003", "vo",
    (InstitutionFacts("De Uilenhof", "99ZC", "vo"),), "voorzitter van het college van bestuur",
)  # fmt: skip


def line(years: int, mode: str = "BOL", **more: object) -> LineTextFacts:
    total, guided, bpv = HOURS[years][mode == "BBL"]
    made = LineTextFacts(
        establishment="Insula College Leerpark", place="Dordrecht", leerweg="TL", profile="techniek",
        mbo_institution="Da Vinci College", level=4, domain="Techniek en procesindustrie",
        qualification="Technicus engineering", code="25919", learning_mode=mode, duration_years=years,
        total=total, guided=guided, bpv=bpv, related_motivation="Bouwt voort op de techniekvakken.", id=10 + years,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def route(*lines: LineTextFacts, route_type: str = "DLR", id: int = 7) -> RouteTextFacts:
    name = "Talentontwikkeling Techniek" if route_type == "DLR" else "Vakroute Zorg"
    return RouteTextFacts(id, f"LR-2027-000{id}", name, route_type, date(2027, 8, 1), lines)


def agreement(*routes: RouteTextFacts, parties: int = 2, **more: object) -> AgreementFacts:
    made = AgreementFacts(
        number="SOK-2027-0001",
        title="Samenwerkingsovereenkomst Talentontwikkeling Techniek",
        starts_on=date(2027, 8, 1),
        ends_on=date(2035, 7, 31),
        parties=(DA_VINCI, INSULA, UILENHOF)[:parties],
        routes=routes or (route(line(5)),),
        law=LAW,
        partners=(PartnerFacts("Hogeschool Rotterdam", "hogeschool"),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


@cache
def tot() -> AgreementFacts:
    """Three boards, theoretische leerweg to mbo-4, three programmes of different length."""
    return agreement(
        route(
            line(6, id=1),
            line(5, id=2, qualification="Middenkaderfunctionaris bouw", code="25870", domain="Bouw en infra"),
            line(
                5,
                id=3,
                qualification="ICT system engineer",
                code="27016",
                domain="Informatie- en communicatietechnologie",
            ),
        ),
        parties=3,
    )


def all_problems(answers, facts: AgreementFacts):
    """Everything that blocks an agreement with these answers."""
    return blocking(check(Dossier(facts=facts, shelf=load(), answers=answers)))


def problems(clause, data, facts: AgreementFacts, place: RouteTextFacts | None = None):
    """What blocks in this article, were these its answers and nothing else filled in."""
    here = (clause.code, place.id if place else None)
    return [one for one in all_problems({here: data}, facts) if (one.clause, one.route_id) == here]
