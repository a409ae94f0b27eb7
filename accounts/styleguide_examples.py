"""What the style guide shows: people, boards and a case, all made up.

In Dutch and without gettext, because this is content and not interface.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any


@dataclass(frozen=True)
class Example:
    """Stands in for a person or a board."""

    name: str
    pk: int = 1
    email: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class ExampleActor:
    user: Example
    board: Example


DAVINCI = Example("Stichting Da Vinci College", 1)
CVO = Example("CVO-AV", 2)
INSULA = Example("Stichting Insula College", 3)
EXAMPLE_ACTOR = ExampleActor(Example("Noor van den Berg", email="noor.vandenberg@example.org"), DAVINCI)


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment in November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def item(term: str, value: str, **more: str) -> dict[str, str]:
    return {"term": term, "value": value, **more}


def finding(outcome: str, sentence: str, article: str, reason: str = "") -> dict[str, str]:
    return {"outcome": outcome, "sentence": sentence, "reason": reason, "article": article}


FINDINGS = [
    finding("met", "Een vmbo-school en een mbo-instelling verzorgen de route samen.", "WVO 2020, artikel 2.107a lid 1"),
    finding("met", "De combinatie TL met mbo-4 is toegestaan.", "WVO 2020, artikel 2.107a lid 3"),
    finding(
        "not_met",
        "De duur past bij de opleiding.",
        "WVO 2020, artikel 2.107g · WEB, artikel 9.1.9",
        "Technicus engineering duurt vier jaar. De route duurt dan 5 of 6 jaar; jullie vulden 7 in.",
    ),
    finding(
        "warning",
        "De onderwijstijd haalt de norm.",
        "WVO 2020, artikel 2.107h lid 1",
        "6000 klokuren is de norm bij 6 jaar; jullie plannen 5840. Leg uit waarom de kwaliteit voldoende is.",
    ),
    finding("not_applicable", "De regels voor een bbl-leerweg.", "WVO 2020, artikel 2.107i", "Alle lijnen zijn bol."),
]
STEPS = [
    {"label": "Voorstel", "state": "done", "note": "12 oktober"},
    {"label": "Goedgekeurd", "state": "done", "note": "3 november"},
    {"label": "Overeenkomst", "state": "done", "note": "10 november"},
    {"label": "Medezeggenschap", "state": "current", "note": "2 van 5 organen klaar"},
    {"label": "Bestuursbesluit", "state": "next"},
    {"label": "Ondertekening", "state": "next"},
    {"label": "Registratie in RIO", "state": "next"},
    {"label": "Lopend", "state": "next", "note": "vanaf 1 augustus 2027"},
]
PARTIES = [
    {
        "name": str(DAVINCI),
        "note": "Farid el Amrani, 3 november 2026",
        "state": "approved",
        "state_label": "Goedgekeurd",
    },
    {"name": str(CVO), "note": "Marjolein Quispel, 2 november 2026", "state": "approved", "state_label": "Goedgekeurd"},
    {"name": str(INSULA), "note": "wacht op Jan-Willem IJsselstein", "state": "waiting", "state_label": "Wacht"},
]
EVENTS = [
    {
        "when": at(20, 14, 5),
        "what": "Medezeggenschapsraad gaf positief advies",
        "who": "Sanne Huizinga",
        "board": str(CVO),
    },
    {
        "when": at(17, 9, 30),
        "what": "Overeenkomst aangepast",
        "who": "Noor van den Berg",
        "board": str(DAVINCI),
        "reason": "Afspraak uit het directieoverleg van 16 november verwerkt.",
        "changes": [
            {"label": "Opzegtermijn", "before": "6 maanden", "after": "12 maanden, tegen 31 juli"},
            {"label": "Contactpersoon Insula College", "before": "", "after": "Güliz Özdemir"},
        ],
    },
    {"when": at(3, 16, 42), "what": "Voorstel goedgekeurd", "who": "Farid el Amrani", "board": str(DAVINCI)},
    {"when": at(1, 0, 0), "what": "Herinnering verstuurd aan 1 bestuur", "who": "Leerroutes", "board": ""},
]
TASKS = [
    {
        "title": "Beslis over het voorstel",
        "about": "TOT – Talentontwikkeling Techniek (TL naar mbo-4)",
        "board": str(DAVINCI),
        "since": at(9),
        "due": date(2026, 11, 20),
        "due_state": "late",
    },
    {
        "title": "Leg de uitkomst van de ondernemingsraad vast",
        "about": "Overeenkomst Drechtsteden Zorg 2027-2032",
        "board": str(DAVINCI),
        "since": at(18),
        "due": date(2026, 11, 27),
        "due_state": "soon",
    },
    {
        "title": "Registreer de route in RIO",
        "about": "Junior accountmanager (TL naar mbo-4)",
        "board": str(DAVINCI),
        "since": at(20),
        "due": date(2027, 6, 30),
    },
]
FACTS = [
    item("Soort", "Doorlopende leerroute"),
    item("Leerweg en niveau", "Theoretische leerweg naar mbo-4"),
    item("Start", "1 augustus 2027", note="schooljaar 2027-2028"),
    item("Duur", "6 jaar, vanaf vmbo leerjaar 3"),
    item("Partner", "Hogeschool Rotterdam", note="geen partij bij de overeenkomst"),
]
STATES = [
    ("draft", "Concept"), ("submitted", "Ingediend"), ("approved", "Goedgekeurd"), ("contracted", "Overeengekomen"),
    ("reported", "Gemeld"), ("running", "Lopend"), ("winding_down", "Afbouw"), ("ended", "Beëindigd"),
    ("returned", "Teruggestuurd"), ("rejected", "Afgewezen"), ("withdrawn", "Ingetrokken"), ("suspended", "Opgeschort"),
    ("complete", "Compleet"), ("consultation", "Medezeggenschap"), ("decision", "Bestuursbesluit"),
    ("out_for_signature", "Ter ondertekening"), ("signed", "Ondertekend"), ("in_force", "Van kracht"),
    ("planned", "Gepland"), ("confirmed", "Bevestigd"),
]  # fmt: skip
COLUMNS = [
    {"label": "Vestiging"},
    {"label": "Leerweg en profiel"},
    {"label": "Kwalificatie"},
    {"label": "Duur", "numeric": True},
    {"label": "Stand"},
]


def line(school: str, profile: str, qualification: str, years: int, state: str, label: str) -> list[dict[str, Any]]:
    return [
        {"text": school},
        {"text": profile, "label": "Leerweg en profiel"},
        {"text": qualification, "label": "Kwalificatie"},
        {"text": f"{years} jaar", "label": "Duur", "numeric": True},
        {"text": label, "label": "Stand", "state": state},
    ]


ROWS = [
    line("De Uilenhof, Gorinchem", "TL, techniek", "Technicus engineering (25919)", 6, "approved", "Voldoet"),
    line("Insula College, Dordrecht", "TL, techniek", "ICT system engineer (27016)", 5, "approved", "Voldoet"),
    line(
        "Insula College, Dordrecht",
        "TL, techniek",
        "Middenkaderfunctionaris bouw (25870)",
        7,
        "blocked",
        "Voldoet niet",
    ),
]
DIGEST = "9f86 d081 884c 7d65 9a2f eaa0 c55a d015 a3bf 4f1b 2b0b 822c d15d 6c15 b0f0 0a08"
