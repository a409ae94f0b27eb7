"""The cases: what is proposed. Hours are the norm of R-030 unless the case shows something else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

MOTIVATION = "Voorbeeldgegevens. "


@dataclass(frozen=True)
class Line:
    school: str
    leerweg: str
    profile: str
    mbo: str
    level: str
    code: str
    years: int
    hours: tuple[int, int, int]
    nominal: int
    mode: str = "BOL"
    related_motivation: str = ""
    below_norm: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A route to be; `boards` in the order in which they act, the proposing board first."""

    slug: str
    name: str
    boards: tuple[str, ...]
    lines: tuple[Line, ...]
    motivation: str
    start_year: int = 2026
    route_type: str = "DLR"
    partners: tuple[tuple[str, str], ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    alongside: Case | None = None
    """Another route in the same agreement, of other boards: together they make a framework agreement."""
    amendment: str = ""
    """What changes, as soon as the agreement is in force: a second agreement takes its place."""
    legal_basis: str = ""
    """On what an internal regulation rests: the boards of such a case are one."""


TOT_HOURS = {5: (5000, 3500, 900), 6: (6000, 4050, 1350)}

TOT = Case(
    "tot",
    "Talentontwikkeling Techniek (TOT)",
    ("uilenhof", "insula", "davinci"),
    tuple(
        Line(
            school,
            "TL",
            "tl_techniek",
            "99ZC",
            "midden",
            code,
            years,
            TOT_HOURS[years],
            nominal,
            related_motivation=why,
        )
        for school in ("99ZA", "99ZB")
        for code, years, nominal, why in (
            ("25919", 6, 4, ""),
            (
                "25870",
                5,
                3,
                "Bouw en infra sluit aan op TL techniek: constructie en tekenen staan in beide programma's.",
            ),
            ("27016", 5, 3, "Het technische profiel omvat digitale techniek; de opleiding bouwt daarop voort."),
        )
    ),
    MOTIVATION
    + "Leerlingen die techniek willen, ronden het vmbo versneld af en oriënteren zich vanaf leerjaar 3 een dag per "
    "week op het mbo. Zo verdwijnt het zomerlek en stappen zij goed voorbereid over.",
    partners=(("hbo", "Hogeschool Rotterdam"),),
)

PERRON_LINES = (
    ("zw", "25960", 2, ""),
    ("hbr", "25180", 2, ""),
    ("eo", "25808", 2, ""),
    ("mt", "25668", 2, ""),
    ("pie", "25894", 2, ""),
    ("eo", "25774", 2, ""),
    ("mt", "25774", 2, ""),
)

PERRON = Case(
    "perron",
    "Vakmanschapsroute Het Perron",
    ("perron", "a12"),
    tuple(
        Line("99ZD", "BB", profile, "99ZE", "basis", code, 4, (4000, 2950, 450), nominal, related_motivation=why)
        for profile, code, nominal, why in PERRON_LINES
    ),
    MOTIVATION + "Jongeren blijven vier jaar in een vertrouwde omgeving, met één team van vmbo- en mbo-docenten. "
    "Dat voorkomt uitval in de overstap naar een grote, onbekende school.",
)

PAIR = Case(
    "pair",
    "Economie en ondernemen naar junior accountmanager",
    ("spinoza", "rijnland"),
    (Line("99ZF", "KB", "eo", "99ZG", "midden", "25877", 5, (5000, 3500, 900), 3),),
    MOTIVATION + "Vmbo en mbo zitten in hetzelfde gebouw; de route is verkort tot vijf jaar.",
)

INTERN = Case(
    "intern",
    "Vakmanschapsroute zorg en welzijn, binnen één bestuur",
    ("cog",),
    (Line("99ZK", "BB", "zw", "99ZL", "basis", "25960", 4, (4000, 2950, 450), 2),),
    MOTIVATION + "School en instelling vallen onder hetzelfde bestuur; een interne regeling is genoeg.",
    legal_basis="School en instelling vallen onder dezelfde rechtspersoon (voorbeeldgegeven); de vraagbaak van het "
    "programma Sterk beroepsonderwijs noemt dat voldoende.",
)

TOT_INSULA = replace(TOT, slug="", name="TOT Insula", boards=("davinci", "insula"), lines=TOT.lines[3:4], partners=())

FRAMEWORK = replace(
    TOT,
    slug="raam",
    name="TOT Uilenhof",
    boards=("davinci", "uilenhof"),
    lines=TOT.lines[:1],
    partners=(),
    alongside=TOT_INSULA,
)

AMENDED = replace(
    PAIR,
    slug="wijziging",
    name="Economie en ondernemen, met een addendum",
    amendment="De stuurgroep wordt eigenaar van de jaarlijkse evaluatie (voorbeeldgegeven).",
)

CASES = {case.slug: case for case in (TOT, PERRON, PAIR, INTERN, FRAMEWORK, AMENDED)}
