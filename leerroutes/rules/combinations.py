"""Which vmbo track may lead to which mbo level. The heart of the law's definition of a route."""

from __future__ import annotations

from collections.abc import Iterator

from leerroutes.enums import Leerweg, MboLevel, RouteType
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
from leerroutes.rules.examples import GOOD, GOOD_GLR, glr_line, line, route
from leerroutes.rules.facts import LineFacts, RouteFacts
from leerroutes.rules.words import LEERWEG, LEVEL, capital, either

DLR_COMBINATIONS = {
    Leerweg.BB: (MboLevel.BASIS,),
    Leerweg.KB: (MboLevel.VAK, MboLevel.MIDDEN),
    Leerweg.GL: (MboLevel.MIDDEN,),
    Leerweg.TL: (MboLevel.MIDDEN,),
}
"""The whole table of a DLR (R-004). What is not here does not exist."""

GLR_COMBINATION = (Leerweg.BB, MboLevel.BASIS)
"""The only GLR there is (R-006)."""

ROUTE_LEVELS = (MboLevel.BASIS, MboLevel.VAK, MboLevel.MIDDEN)

A_LINE_FIRST = not_met(
    "Er staat nog geen lijn in de route. Voeg een lijn toe met een leerweg en een mbo-niveau.",
    "There is no line in the route yet. Add a line with a vmbo track and an mbo level.",
    "lines",
)


def dlr_combinations(facts: RouteFacts) -> Iterator[Answer]:
    if facts.route_type != RouteType.DLR:
        yield not_applicable("Deze regel geldt voor een DLR. Dit is een GLR.", "This is for a DLR. This is a GLR.")
    elif not facts.lines:
        yield A_LINE_FIRST
    else:
        yield from per_line(_dlr_combination)(facts)


def _dlr_combination(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    chosen, allowed = LEVEL[line.level], either([LEVEL[each] for each in DLR_COMBINATIONS[line.leerweg]])
    track = LEERWEG[line.leerweg]
    if line.level not in ROUTE_LEVELS:
        yield not_applicable(
            f"{capital(chosen.nl)} kan in geen enkele route (R-005).", f"No route has {chosen.en} (R-005)."
        )
    elif line.level in DLR_COMBINATIONS[line.leerweg]:
        yield met(
            f"{capital(track.nl)} met {chosen.nl} mag.",
            f"{capital(track.en)} with {chosen.en} is allowed.",
            "level",
        )
    else:
        yield not_met(
            f"{capital(track.nl)} kan alleen met {allowed.nl}. Gekozen is {chosen.nl}.",
            f"{capital(track.en)} goes only with {allowed.en}. You chose {chosen.en}.",
            "level",
        )


R004 = Rule(
    id="R-004",
    severity=Severity.BLOCK,
    sentence=Text(
        "Een DLR bestaat alleen in deze combinaties: BB met mbo-2, KB met mbo-3, en KB, GL of TL met mbo-4 "
        "(middenkaderopleiding).",
        "A DLR exists only in these combinations: BB with mbo level 2, KB with level 3, and KB, GL or TL "
        "with level 4 (middle management programme).",
    ),
    why=Text(
        "De wet noemt precies welke combinaties een doorlopende leerroute zijn, en alle andere zijn dat "
        "niet. Beleidsteksten uit 2018 noemden ook KB met mbo-2, maar dat is niet in de wet gekomen en de "
        "wet gaat voor.",
        "The law lists exactly which combinations are a continuous route, and all others are not. Policy "
        "texts of 2018 also named KB with mbo level 2, but that did not become law and the law comes first.",
    ),
    topics=("definition",),
    check=dlr_combinations,
    examples=(
        passes("BB met mbo-2", "BB with mbo level 2", GOOD),
        passes("KB met mbo-4", "KB with mbo level 4", line(leerweg=Leerweg.KB, level=MboLevel.MIDDEN)),
        fails("KB met mbo-2", "KB with mbo level 2", line(leerweg=Leerweg.KB)),
        fails("GL met mbo-3", "GL with mbo level 3", line(leerweg=Leerweg.GL, level=MboLevel.VAK)),
        fails("Een route zonder lijnen", "A route without lines", route(lines=())),
        skips("Een GLR", "A GLR", GOOD_GLR),
    ),
)


def level_of_a_route(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    chosen = LEVEL[line.level]
    if line.level in ROUTE_LEVELS:
        yield met(f"{capital(chosen.nl)} kan in een route.", f"A route may lead to {chosen.en}.", "level")
    else:
        yield not_met(
            f"{capital(chosen.nl)} kan in geen enkele route. Kies mbo-2, mbo-3 of een middenkaderopleiding (mbo-4).",
            f"No route may lead to {chosen.en}. Choose mbo level 2, level 3, or a middle management "
            "programme (level 4).",
            "level",
        )


R005 = Rule(
    id="R-005",
    severity=Severity.BLOCK,
    sentence=Text(
        "De entreeopleiding (mbo-1) en de specialistenopleiding zijn nooit deel van een route.",
        "The entry programme (mbo level 1) and the specialist programme are never part of a route.",
    ),
    why=Text(
        "De wet noemt voor een route alleen de basisberoepsopleiding, de vakopleiding en de "
        "middenkaderopleiding. De andere twee soorten staan er niet bij en kunnen dus niet.",
        "For a route the law names only the basic vocational, the professional and the middle management "
        "programme. The other two kinds are not in it, so they cannot be chosen.",
    ),
    topics=("definition", "levels"),
    check=per_line(level_of_a_route),
    examples=(
        passes("Mbo-2", "Mbo level 2", GOOD),
        fails("BB met entree", "BB with the entry programme", line(level=MboLevel.ENTREE)),
        fails(
            "TL met een specialistenopleiding",
            "TL with a specialist programme",
            line(leerweg=Leerweg.TL, level=MboLevel.SPECIALIST),
        ),
    ),
)


def glr_combination(facts: RouteFacts) -> Iterator[Answer]:
    if facts.route_type != RouteType.GLR:
        yield not_applicable("Deze regel geldt voor een GLR. Dit is een DLR.", "This is for a GLR. This is a DLR.")
    elif not facts.lines:
        yield A_LINE_FIRST
    else:
        yield from per_line(_only_glr)(facts)


def _only_glr(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    if (line.leerweg, line.level) == GLR_COMBINATION:
        yield met("BB met mbo-2 mag in een GLR.", "BB with mbo level 2 is allowed in a GLR.", "level")
        return
    track, level = LEERWEG[line.leerweg], LEVEL[line.level]
    yield not_met(
        f"Een GLR bestaat alleen van BB naar mbo-2. Gekozen is {track.nl} met {level.nl}.",
        f"A GLR exists only from BB to mbo level 2. You chose {track.en} with {level.en}.",
        "level" if line.leerweg == Leerweg.BB else "leerweg",
    )


R006 = Rule(
    id="R-006",
    severity=Severity.BLOCK,
    sentence=Text(
        "Een GLR bestaat alleen van BB op een school voor vbo naar mbo-2.",
        "A GLR exists only from BB at a school for vbo to mbo level 2.",
    ),
    why=Text(
        "In een GLR mag het vmbo-examen helemaal of deels vervallen. De wet staat dat alleen toe van BB op "
        "een school voor vbo naar mbo-2.",
        "In a GLR the vmbo examination may be left out, in part or in full. The law allows this only from "
        "BB at a school for vbo to mbo level 2.",
    ),
    topics=("glr",),
    check=glr_combination,
    examples=(
        passes("GLR van BB naar mbo-2", "GLR from BB to mbo level 2", GOOD_GLR),
        fails("GLR van KB", "GLR from KB", glr_line(leerweg=Leerweg.KB)),
        fails("GLR naar mbo-3", "GLR to mbo level 3", glr_line(level=MboLevel.VAK)),
        skips("Een DLR", "A DLR", GOOD),
    ),
)
