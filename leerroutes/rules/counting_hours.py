"""How hours are counted, and which norms do not count here."""

from __future__ import annotations

from collections.abc import Iterator

from leerroutes.rules.base import (
    Answer,
    Rule,
    Severity,
    Text,
    fails,
    met,
    not_applicable,
    not_met,
    passes,
    per_line,
    skips,
)
from leerroutes.rules.examples import GOOD, UNFUNDED, line, route
from leerroutes.rules.facts import LineFacts, RouteFacts
from leerroutes.rules.hours import UNFUNDED_SCHOOL
from leerroutes.rules.lengths import ALL_DURATIONS

R032: Rule[RouteFacts] = Rule(
    id="R-032",
    severity=Severity.DATA,
    sentence=Text(
        "Begeleide uren mogen ook lesuren van de vo-school zijn, in jaar 1, 2 en 3 van de route.",
        "Guided hours may also be lessons at the school, in years 1, 2 and 3 of the route.",
    ),
    why=Text(
        "Begeleide uren zijn een begrip uit het mbo. In een route tellen de lesuren van het vmbo daarin "
        "mee, omdat het één programma is.",
        "Guided hours are a concept of the mbo. In a route the lessons of the vmbo count towards them, "
        "because it is one programme.",
    ),
    topics=("hours-bol", "hours-bbl"),
    upheld_by=Text(
        "Het voorstel vraagt één aantal begeleide uren over de hele route en maakt geen verschil tussen vo en mbo.",
        "The proposal asks for one number of guided hours over the whole route, and does not tell school from mbo.",
    ),
)


def hours_add_up(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    together = line.guided_hours + line.bpv_hours
    if together <= line.total_hours:
        rest = line.total_hours - together
        yield met(
            f"De uren tellen op. Er is {rest} uur over voor eigen werk.",
            f"The hours add up. {rest} hours are left for independent work.",
        )
    else:
        yield not_met(
            f"Begeleide uren en bpv zijn samen {together} uur. Dat is meer dan het totaal van {line.total_hours} uur.",
            f"Guided hours and work placement are {together} hours together. That is more than the total of "
            f"{line.total_hours} hours.",
            "total_hours",
        )


R033 = Rule(
    id="R-033",
    severity=Severity.DATA,
    sentence=Text(
        "Begeleide uren en uren bpv zijn samen niet meer dan het totaal. De rest is vrij in te vullen.",
        "Guided hours and work placement hours together are no more than the total. The rest is free to fill in.",
    ),
    why=Text(
        "Het totaal is alles bij elkaar: lessen, bpv en eigen werk. Een deel kan nooit meer zijn dan het geheel.",
        "The total is everything together: lessons, work placement and independent work. A part can never "
        "be more than the whole.",
    ),
    topics=("hours-bol", "hours-bbl"),
    check=per_line(hours_add_up),
    examples=(
        passes("2950 en 450 in 4000 uur", "2950 and 450 in 4000 hours", GOOD),
        fails("3600 en 450 in 4000 uur", "3600 and 450 in 4000 hours", line(guided_hours=3600)),
    ),
)

R034: Rule[RouteFacts] = Rule(
    id="R-034",
    severity=Severity.DATA,
    sentence=Text(
        "De gewone urennormen per jaar van vo en mbo gelden niet in een route.",
        "The ordinary yearly hours norms of school and mbo do not apply in a route.",
    ),
    why=Text(
        "De wet zet die normen voor een route opzij en geeft er één norm voor de hele route voor terug. Zo "
        "kan het ene jaar zwaarder zijn dan het andere.",
        "The law sets those norms aside for a route and gives one norm for the whole route instead. That "
        "way one year may be heavier than another.",
    ),
    topics=("hours-bol", "hours-bbl", "hours-ordinary"),
    upheld_by=Text(
        "Er is geen controle per jaar: alleen de uren over de hele route tellen.",
        "There is no check per year: only the hours over the whole route count.",
    ),
)


def norm_is_in_force(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    if facts.is_unfunded(line):
        yield UNFUNDED_SCHOOL
    elif facts.norm_for(line):
        yield met(
            "Er is een urennorm die op de startdatum geldt.",
            "There is an hours norm in force on the start date.",
        )
    elif line.duration_years in ALL_DURATIONS:
        yield not_met(
            f"Voor {line.duration_years} jaar {line.learning_mode.value} is geen urennorm bekend op "
            f"{facts.starts_on:%d-%m-%Y}. Controleer de startdatum, of vraag de beheerder om de normen aan "
            "te vullen.",
            f"No hours norm for {line.duration_years} years {line.learning_mode.value} is known on "
            f"{facts.starts_on:%d-%m-%Y}. Check the start date, or ask the administrator to complete the "
            "norms.",
            "duration_years",
        )
    else:
        yield not_applicable("Deze duur bestaat niet (R-020).", "This duration does not exist (R-020).")


R035 = Rule(
    id="R-035",
    severity=Severity.DATA,
    sentence=Text(
        "De urennorm is die van de startdatum. Verandert de wet, dan komt er een nieuwe norm met een eigen begindatum.",
        "The hours norm is the one of the start date. If the law changes, a new norm is added with its own first day.",
    ),
    why=Text(
        "Normen veranderen en een lopende route mag daardoor niet opeens fout worden. Daarom hoort bij "
        "elke norm de periode waarin die geldt.",
        "Norms change, and that must not suddenly make a running route wrong. That is why every norm comes "
        "with the period in which it holds.",
    ),
    topics=("hours-bol", "hours-bbl"),
    check=per_line(norm_is_in_force),
    examples=(
        passes("De norm voor 4 jaar BOL", "The norm for 4 years BOL", GOOD),
        fails("Geen norm op de startdatum", "No norm on the start date", route(norms={})),
        skips("Zonder geld van het Rijk", "Without state funding", UNFUNDED),
        skips("Een duur die niet bestaat", "A duration that does not exist", line(duration_years=7)),
    ),
)
