"""What may stand beside a route: a learning-working track, and cooperation that is not a route."""

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
    note,
    passes,
    skips,
    tells,
)
from leerroutes.rules.examples import GOOD, route
from leerroutes.rules.facts import RouteFacts


def separate_work_agreement(facts: RouteFacts) -> Iterator[Answer]:
    if not facts.has_leerwerktraject:
        yield not_applicable("Er is geen leer-werktraject.", "There is no learning-working track.")
    elif facts.leerwerktraject_agreement.strip():
        yield met(
            "Het leer-werktraject heeft een eigen overeenkomst.",
            "The learning-working track has its own agreement.",
        )
    else:
        yield not_met(
            "Het leer-werktraject heeft een eigen overeenkomst nodig. Vul in waar die te vinden is.",
            "The learning-working track needs an agreement of its own. Fill in where it can be found.",
            "leerwerktraject_agreement",
        )


R015 = Rule(
    id="R-015",
    severity=Severity.WARN,
    sentence=Text(
        "Een leer-werktraject kan samengaan met een DLR, maar heeft een eigen overeenkomst nodig.",
        "A learning-working track (leer-werktraject) can go together with a DLR, but needs an agreement of its own.",
    ),
    why=Text(
        "Een leer-werktraject is een variant van BB met eigen regels in de wet. De overeenkomst van de "
        "route regelt dat niet.",
        "A learning-working track is a variant of BB with its own rules in the law. The agreement of the "
        "route does not cover it.",
    ),
    topics=("leerwerktraject",),
    check=separate_work_agreement,
    examples=(
        skips("Zonder leer-werktraject", "Without a learning-working track", GOOD),
        passes(
            "Met een eigen overeenkomst",
            "With an agreement of its own",
            route(has_leerwerktraject=True, leerwerktraject_agreement="Overeenkomst leer-werktraject 2026"),
        ),
        fails("Zonder eigen overeenkomst", "Without one", route(has_leerwerktraject=True)),
    ),
)


def lighter_cooperation(facts: RouteFacts) -> Iterator[Answer]:
    yield note(
        "Werkt u lichter samen, bijvoorbeeld met een keuzedeel? Dan is het geen route en hoeft deze procedure niet.",
        "Is your cooperation lighter, for example one elective? Then it is not a route and this procedure "
        "is not needed.",
    )


R016 = Rule(
    id="R-016",
    severity=Severity.INFO,
    sentence=Text(
        "Lichtere samenwerking, zoals een keuzedeel uit het mbo, is geen route en vraagt geen overeenkomst.",
        "Lighter cooperation, such as an mbo elective, is not a route and needs no agreement.",
    ),
    why=Text(
        "Alleen een route tot en met een mbo-diploma valt onder deze regels. Voor andere samenwerking mag "
        "u dezelfde vorm gebruiken, maar dat hoeft niet.",
        "Only a route up to an mbo diploma falls under these rules. For other cooperation you may use the "
        "same form, but you need not.",
    ),
    topics=("definition", "agreement"),
    check=lighter_cooperation,
    examples=(tells("Elke route", "Every route", GOOD),),
    place=("leerroutes:cooperations", Text("Lichtere samenwerking vastleggen", "Record lighter cooperation")),
)
