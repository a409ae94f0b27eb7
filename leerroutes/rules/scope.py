"""How far a route reaches: from vmbo year 3 to the mbo diploma, where, and what is not a route at all."""

from __future__ import annotations

from collections.abc import Iterator

from leerroutes.enums import TeachingLocation
from leerroutes.rules.base import (
    Answer,
    Rule,
    Severity,
    Text,
    fails,
    met,
    not_met,
    passes,
    per_line,
)
from leerroutes.rules.examples import GOOD, line, route
from leerroutes.rules.facts import LineFacts, RouteFacts

FIRST_VMBO_YEAR = 3


def starts_in_year_three(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    if line.first_year == FIRST_VMBO_YEAR:
        yield met("De lijn begint in leerjaar 3.", "The line starts in school year 3.")
    else:
        yield not_met(
            f"De lijn begint in leerjaar {line.first_year}. Een route begint altijd in leerjaar 3 van het vmbo.",
            f"The line starts in school year {line.first_year}. A route always starts in year 3 of the vmbo.",
            "first_year",
        )


R007 = Rule(
    id="R-007",
    severity=Severity.BLOCK,
    sentence=Text(
        "De route begint in leerjaar 3 van het vmbo.",
        "The route starts in year 3 of the vmbo.",
    ),
    why=Text(
        "De wet telt de route vanaf leerjaar 3 van het vmbo. Jaar 1 en 2 van de route zijn dus de vo-fase, "
        "en in jaar 3 begint de mbo-fase.",
        "The law counts the route from year 3 of the vmbo. So years 1 and 2 of the route are the school "
        "phase, and the mbo phase begins in year 3.",
    ),
    topics=("definition", "enrolment"),
    check=per_line(starts_in_year_three),
    examples=(
        passes("Begin in leerjaar 3", "Start in year 3", GOOD),
        fails("Begin in leerjaar 4", "Start in year 4", line(first_year=4)),
        fails("Begin in leerjaar 1", "Start in year 1", line(first_year=1)),
    ),
)


def taught_at_a_party(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    if line.location is None:
        yield not_met(
            "Kies waar de lessen zijn: op de school, bij de instelling of op allebei.",
            "Choose where the lessons are: at the school, at the institution or at both.",
            "location",
        )
    elif line.location == TeachingLocation.ELSEWHERE:
        yield not_met(
            "De lessen zijn op een andere plek. Dat mag alleen op een locatie van de school of van de instelling.",
            "The lessons are somewhere else. They must be at a location of the school or of the institution.",
            "location",
        )
    else:
        yield met(
            "De lessen zijn op een locatie van de school of de instelling.",
            "The lessons are at a location of the school or the institution.",
        )


R011 = Rule(
    id="R-011",
    severity=Severity.BLOCK,
    sentence=Text(
        "De lessen zijn op een locatie van de school, van de instelling of van allebei. Bpv is bij een "
        "erkend leerbedrijf.",
        "Teaching is at a location of the school, of the institution or of both. Work placement (bpv) is "
        "at a recognised company.",
    ),
    why=Text(
        "De school en de instelling zijn verantwoordelijk voor het onderwijs. Daarom moet het op hun eigen "
        "locatie gebeuren, en de bpv bij een bedrijf dat daarvoor erkend is.",
        "The school and the institution are responsible for the teaching. That is why it must be at a "
        "location of theirs, and the work placement at a company recognised for it.",
    ),
    topics=("programme",),
    check=per_line(taught_at_a_party),
    examples=(
        passes("Op school en op het roc", "At the school and at the college", GOOD),
        passes("Alles op school", "All at the school", line(location=TeachingLocation.SCHOOL)),
        fails("Ergens anders", "Somewhere else", line(location=TeachingLocation.ELSEWHERE)),
        fails("Nog niet gekozen", "Not chosen yet", line(location=None)),
    ),
)


def covers_whole_route(facts: RouteFacts) -> Iterator[Answer]:
    if facts.covers_whole_route:
        yield met("De samenwerking loopt tot en met het mbo-diploma.", "The cooperation runs up to the mbo diploma.")
    else:
        yield not_met(
            "De samenwerking stopt eerder. Zij moet de hele route omvatten, tot en met het mbo-diploma.",
            "The cooperation stops earlier. It must cover the whole route, up to and including the mbo diploma.",
            "covers_whole_route",
        )


R017 = Rule(
    id="R-017",
    severity=Severity.BLOCK,
    sentence=Text(
        "De samenwerking loopt over de hele route, tot en met het mbo-diploma, ook bij mbo-4.",
        "The cooperation covers the whole route, up to and including the mbo diploma, also for mbo level 4.",
    ),
    why=Text(
        "Een route is één programma van leerjaar 3 tot het mbo-diploma. Wie halverwege stopt met "
        "samenwerken, geeft de leerling niet wat de route belooft.",
        "A route is one programme from school year 3 to the mbo diploma. Partners who stop halfway do not "
        "give the young person what the route promises.",
    ),
    topics=("definition", "agreement"),
    check=covers_whole_route,
    examples=(
        passes("Tot en met het diploma", "Up to the diploma", GOOD),
        fails("Alleen de eerste twee jaar", "Only the first two years", route(covers_whole_route=False)),
    ),
)
