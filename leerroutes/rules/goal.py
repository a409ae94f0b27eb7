"""What a line leads to, and that every line stands on its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leerroutes.enums import Leerweg, MboLevel
from leerroutes.rules.base import (
    Answer,
    Rule,
    Severity,
    Text,
    fails,
    met,
    not_met,
    note,
    passes,
    per_line,
    tells,
)
from leerroutes.rules.examples import GOOD, line
from leerroutes.rules.facts import LineFacts, RouteFacts
from leerroutes.rules.words import LEVEL


def goal_is_named(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    if line.qualification_code:
        yield from _qualification_fits(facts.starts_on, line)
    elif line.domain_name:
        yield met(
            "De lijn noemt een domein. Een kwalificatie kiezen hoeft niet.",
            "The line names a domain. There is no need to choose a qualification.",
        )
    else:
        yield not_met(
            "De lijn noemt nog geen domein en geen kwalificatie. Kies een van de twee.",
            "The line names no domain and no qualification yet. Choose one of the two.",
            "qualification",
        )


def _qualification_fits(starts_on: date, line: LineFacts) -> Iterator[Answer]:
    name = f"{line.qualification_name} ({line.qualification_code})"
    problems = [*_wrong_level(name, line), *_not_recognised(name, starts_on, line)]
    yield from problems or [
        met(f"{name} is erkend op de startdatum.", f"{name} is recognised on the start date."),
        *_ends_later(name, line),
    ]


def _wrong_level(name: str, line: LineFacts) -> Iterator[Answer]:
    if line.qualification_level not in (None, line.level):
        real, chosen = LEVEL[line.qualification_level], LEVEL[line.level]
        yield not_met(
            f"{name} is {real.nl}, maar de lijn zegt {chosen.nl}. Pas het niveau of de kwalificatie aan.",
            f"{name} is {real.en}, but the line says {chosen.en}. Change the level or the qualification.",
            "level",
        )


def _not_recognised(name: str, starts_on: date, line: LineFacts) -> Iterator[Answer]:
    since, until = line.qualification_valid_from or starts_on, line.qualification_valid_until or starts_on
    if not since <= starts_on <= until:
        yield not_met(
            f"{name} is niet erkend op de startdatum {starts_on:%d-%m-%Y}. Kies de kwalificatie die dan geldt.",
            f"{name} is not recognised on the start date {starts_on:%d-%m-%Y}. Choose the one that is valid then.",
            "qualification",
        )


def _ends_later(name: str, line: LineFacts) -> Iterator[Answer]:
    if until := line.qualification_valid_until:
        yield note(
            f"De erkenning van {name} eindigt op {until:%d-%m-%Y}. Let op bij de laatste groep die begint.",
            f"The recognition of {name} ends on {until:%d-%m-%Y}. Mind the last group that starts.",
            "qualification",
        )


R010 = Rule(
    id="R-010",
    severity=Severity.DATA,
    sentence=Text(
        "Elke lijn noemt een domein of een kwalificatie. Een domein is genoeg; een kwalificatie moet op de "
        "startdatum erkend zijn.",
        "Every line names a domain or a qualification. A domain will do; a qualification must be "
        "recognised on the start date.",
    ),
    why=Text(
        "De wet vraagt om het domein of om de kwalificatie in de overeenkomst. Zo kan een leerling later "
        "kiezen welke kwalificatie binnen het domein het beste past.",
        "The law asks for the domain or for the qualification in the agreement. That way a pupil can "
        "choose later which qualification in the domain fits best.",
    ),
    topics=("agreement",),
    check=per_line(goal_is_named),
    examples=(
        passes("Kok (25180)", "Cook (25180)", GOOD),
        passes("Alleen een domein", "Only a domain", line(qualification_code="", qualification_name="")),
        fails("Geen van beide", "Neither", line(qualification_code="", qualification_name="", domain_name="")),
        fails(
            "Kok op een lijn naar mbo-3",
            "Cook on a line to level 3",
            line(leerweg=Leerweg.KB, level=MboLevel.VAK, nominal_years=(3,)),
        ),
        fails(
            "Een kwalificatie die niet meer erkend is",
            "A qualification that is no longer recognised",
            line(qualification_valid_until=date(2025, 7, 31)),
        ),
        tells(
            "Een kwalificatie die later afloopt",
            "A qualification that ends later",
            line(qualification_valid_until=date(2027, 7, 31)),
        ),
    ),
)


R012: Rule[RouteFacts] = Rule(
    id="R-012",
    severity=Severity.DATA,
    sentence=Text(
        "Een route kan meer profielen, leerwegen, kwalificaties en leertrajecten hebben. Elke combinatie "
        "is een eigen lijn en moet zelf kloppen.",
        "A route may have several profiles, tracks, qualifications and learning modes. Every combination "
        "is a line of its own and must be right by itself.",
    ),
    why=Text(
        "De wet noemt de combinatie van leerweg, profiel en mbo-opleiding steeds in het enkelvoud. Een "
        "goede lijn kan een verkeerde lijn dus niet goedmaken.",
        "The law speaks of the combination of track, profile and mbo programme in the singular. So a good "
        "line cannot make up for a wrong one.",
    ),
    topics=("definition",),
    upheld_by=Text(
        "Elke combinatie is een eigen lijn in het voorstel, en elke regel bekijkt elke lijn apart.",
        "Every combination is its own line in the proposal, and every rule looks at every line separately.",
    ),
)
