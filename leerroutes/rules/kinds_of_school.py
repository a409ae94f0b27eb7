"""Schools for which something else holds: without state funding, and for special education (vso)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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
    per_line,
    skips,
    tells,
)
from leerroutes.rules.examples import GOOD, MBO, SCHOOL, UNFUNDED, UNFUNDED_MBO, UNFUNDED_SCHOOL, schools
from leerroutes.rules.facts import LineFacts, RouteFacts


def unfunded_together(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    institution = facts.institution(line.mbo_institution_id)
    institution_funded = institution is None or institution.funded
    match (facts.is_unfunded(line), institution_funded):
        case (False, True):
            yield not_applicable("De school krijgt geld van het Rijk.", "The school is funded by the state.")
        case (False, False):
            yield note(
                "De school krijgt geld van het Rijk en de mbo-instelling niet. Laat uitzoeken of dit mag.",
                "The school is funded by the state and the mbo institution is not. Have somebody find out "
                "whether this is allowed.",
                "mbo_institution",
            )
        case (True, True):
            yield not_met(
                "De school krijgt geen geld van het Rijk en de mbo-instelling wel. Kies een mbo-instelling "
                "die ook geen geld van het Rijk krijgt.",
                "The school is not funded by the state and the mbo institution is. Choose an mbo institution "
                "that is not funded either.",
                "mbo_institution",
            )
        case _:
            yield met(
                "School en instelling krijgen allebei geen geld van het Rijk. De urennormen gelden niet.",
                "School and institution are both not funded by the state. The hours norms do not apply.",
            )


R013 = Rule(
    id="R-013",
    severity=Severity.DATA,
    sentence=Text(
        "Een school zonder geld van het Rijk mag alleen een route geven met een mbo-instelling zonder geld "
        "van het Rijk. Dan gelden de regels over geld en uren niet.",
        "A school without state funding may give a route only with an mbo institution without state "
        "funding. The rules on funding and hours then do not apply.",
    ),
    why=Text(
        "De wet heeft voor deze scholen een apart artikel. Dat artikel zegt met wie het mag en welke "
        "regels over geld, uren en klachten dan niet gelden.",
        "The law has a separate article for these schools. It says with whom they may work, and which "
        "rules on funding, hours and complaints then do not apply.",
    ),
    topics=("unfunded",),
    check=per_line(unfunded_together),
    examples=(
        skips("Een gewone school", "An ordinary school", GOOD),
        passes("Allebei zonder geld van het Rijk", "Both without state funding", UNFUNDED),
        fails(
            "Een school zonder geld van het Rijk met een gewoon roc",
            "A school without state funding with an ordinary college",
            schools(UNFUNDED_SCHOOL, MBO),
        ),
        tells(
            "Een gewone school met een instelling zonder geld van het Rijk",
            "An ordinary school with an institution without state funding",
            schools(SCHOOL, UNFUNDED_MBO),
        ),
    ),
)


def vso_may_take_part(facts: RouteFacts) -> Iterator[Answer]:
    special = [each for each in facts.institutions if each.is_vso]
    for each in special:
        yield note(
            f"{each.name} is een school voor vso. Die mag meedoen als de leerlingen daar voor een vmbo-diploma leren.",
            f"{each.name} is a school for special education (vso). It may take part if its pupils study for "
            "a vmbo diploma.",
            "institutions",
        )
    if not special:
        yield not_applicable("Er doet geen vso-school mee.", "No school for special education takes part.")


R014 = Rule(
    id="R-014",
    severity=Severity.DATA,
    sentence=Text(
        "Een vso-school die vmbo-leerlingen op een diploma voorbereidt, mag een DLR en een GLR geven met een "
        "mbo-instelling.",
        "A school for special education (vso) that prepares pupils for a vmbo diploma may give a DLR and a "
        "GLR with an mbo institution.",
    ),
    why=Text(
        "Ook in het vso halen leerlingen een vmbo-diploma. De wet laat daarom dezelfde routes toe, in eigen artikelen.",
        "Pupils in special education take a vmbo diploma too. That is why the law allows the same routes, in "
        "articles of their own.",
    ),
    topics=("vso",),
    check=vso_may_take_part,
    examples=(
        skips("Een gewone school", "An ordinary school", GOOD),
        tells(
            "Een vso-school met een roc",
            "A school for special education with a college",
            schools(replace(SCHOOL, is_vso=True), MBO),
        ),
    ),
)
