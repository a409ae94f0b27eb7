"""Reporting the route to the minister: R-120 to R-126. The facts are the registrations in RIO, one per institution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from leerroutes.rules.base import (
    Answer,
    Finding,
    Rule,
    Severity,
    Text,
    check_all,
    fails,
    met,
    not_applicable,
    not_met,
    note,
    passes,
    skips,
    tells,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationFacts:
    """An institution of the route, and the day RIO confirmed its registration, if it did."""

    institution: str
    board: str
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingFacts:
    """Every institution of the route, and whether the boards are bound by an agreement."""

    starts_on: date
    institutions: tuple[RegistrationFacts, ...]
    in_force: bool = True


ReportingRule = Rule[ReportingFacts]

SCHOOL = RegistrationFacts(institution="De Wilg vmbo", board="Stichting De Wilg", confirmed_on=date(2026, 3, 2))
MBO = RegistrationFacts(institution="ROC Rivierstad", board="Stichting ROC Rivierstad", confirmed_on=date(2026, 3, 9))
REPORTED = ReportingFacts(starts_on=date(2026, 8, 1), institutions=(SCHOOL, MBO))
HALF = replace(REPORTED, institutions=(SCHOOL, replace(MBO, confirmed_on=None)))
NOBODY = replace(REPORTED, institutions=tuple(replace(one, confirmed_on=None) for one in (SCHOOL, MBO)))


def boards_report_together(facts: ReportingFacts) -> Iterator[Answer]:
    silent = {one.board for one in facts.institutions if one.confirmed_on is None}
    if not facts.in_force:
        yield not_applicable("Er is nog geen overeenkomst van kracht.", "No agreement is in force yet.")
        return
    for board in sorted(silent):
        yield not_met(f"{board} heeft de leerroute nog niet gemeld.", f"{board} has not reported the route yet.")
    if not silent:
        yield met("Alle besturen hebben gemeld.", "All boards reported.")


R120 = ReportingRule(
    id="R-120",
    severity=Severity.BLOCK,
    sentence=Text(
        "De besturen melden de leerroute samen aan de minister voordat zij begint.",
        "The boards report the route to the minister together before it starts.",
    ),
    why=Text(
        "Voor een leerroute is geen toestemming nodig, wel een melding. Zo weet de overheid waar leerlingen onder "
        "andere regels vallen.",
        "A route needs no permission, but it does need a report. That way the state knows where pupils fall under "
        "other rules.",
    ),
    topics=("melding",),
    check=boards_report_together,
    examples=(
        passes("Allebei gemeld", "Both reported", REPORTED),
        fails("Alleen de school", "Only the school", HALF),
        skips("Nog geen overeenkomst", "No agreement yet", replace(REPORTED, in_force=False)),
    ),
)


def every_institution_registers(facts: ReportingFacts) -> Iterator[Answer]:
    missing = [one.institution for one in facts.institutions if one.confirmed_on is None]
    for name in missing:
        yield not_met(
            f"De registratie van {name} in RIO is nog niet bevestigd.",
            f"The registration of {name} in RIO is not confirmed yet.",
        )
    if not missing:
        yield met("Elke registratie in RIO is bevestigd.", "Every registration in RIO is confirmed.")


R121 = ReportingRule(
    id="R-121",
    severity=Severity.BLOCK,
    sentence=Text(
        "Elke school en elke instelling registreert de leerroute zelf in RIO, en elke registratie is bevestigd.",
        "Every school and every institution registers the route in RIO itself, and every registration is confirmed.",
    ),
    why=Text(
        "RIO is in de praktijk de melding. Eén melding voor twee scholen samen bestaat niet.",
        "In practice RIO is the report. One report for two schools together does not exist.",
    ),
    topics=("melding",),
    check=every_institution_registers,
    examples=(
        passes("Allebei bevestigd", "Both confirmed", REPORTED),
        fails("Eén nog niet bevestigd", "One not confirmed yet", HALF),
        fails("Nog niets gedaan", "Nothing done yet", NOBODY),
    ),
)

R122: ReportingRule = ReportingRule(
    id="R-122",
    severity=Severity.DATA,
    sentence=Text(
        "RIO kent één aangeboden opleiding per aanbieder, locatie en leertraject, met het kenmerk DLR_VMBO_MBO of "
        "GLR_VMBO_MBO.",
        "RIO has one offered programme per provider, location and learning track, with the mark DLR_VMBO_MBO or "
        "GLR_VMBO_MBO.",
    ),
    why=Text(
        "Aan dit kenmerk ziet DUO dat het om een leerroute gaat. Vergeet het ook bij het mbo-aanbod niet.",
        "By this mark DUO sees that it is a route. Do not forget it with the mbo offer.",
    ),
    topics=("melding",),
    upheld_by=Text(
        "Leerroutes levert niets aan RIO; de registratiepagina noemt het kenmerk.",
        "Leerroutes delivers nothing to RIO; the page of the registration names the mark.",
    ),
)


def reported_by_the_measuring_moment(facts: ReportingFacts) -> Iterator[Answer]:
    moment = date(facts.starts_on.year, 10, 15)
    late = [one for one in facts.institutions if one.confirmed_on and one.confirmed_on > moment]
    yield from (
        note(
            f"{one.institution} registreerde na 15 oktober, het meetmoment van OCW. Dat mag; de leerroute telt dan "
            "later mee.",
            f"{one.institution} registered after 15 October, when OCW measures. That is allowed; the route counts "
            "later.",
        )
        for one in late
    )
    if not late:
        yield note("15 oktober is een meetmoment, geen uiterste dag.", "15 October is for measuring, not a deadline.")


R123 = ReportingRule(
    id="R-123",
    severity=Severity.INFO,
    sentence=Text(
        "15 oktober is het meetmoment van OCW. Melden kan het hele jaar.",
        "15 October is when OCW measures. Reporting is possible all year.",
    ),
    why=Text(
        "OCW telt dan hoeveel leerroutes er zijn. Wie later meldt, is niet te laat maar telt dat jaar niet mee.",
        "OCW then counts how many routes there are. Who reports later is not too late but does not count that year.",
    ),
    topics=("melding",),
    check=reported_by_the_measuring_moment,
    examples=(
        tells("In maart", "In March", REPORTED),
        tells(
            "In november",
            "In November",
            replace(REPORTED, institutions=(replace(SCHOOL, confirmed_on=date(2026, 11, 2)), MBO)),
        ),
    ),
)

R124: ReportingRule = ReportingRule(
    id="R-124",
    severity=Severity.INFO,
    sentence=Text(
        "Er is geen aparte inschrijfcode: leerlingen staan op hun gewone leerweg en profiel.",
        "There is no special enrolment code: pupils are registered on their ordinary leerweg and profile.",
    ),
    why=Text(
        "Soort leerroute en fase levert de leerlingadministratie apart aan ROD. In Leerroutes staan geen leerlingen.",
        "The pupil administration delivers kind of route and phase to ROD separately. Leerroutes holds no pupils.",
    ),
    topics=("enrolment",),
    upheld_by=Text("Leerroutes bewaart geen gegevens van leerlingen.", "Leerroutes keeps no data of pupils."),
)

R125: ReportingRule = ReportingRule(
    id="R-125",
    severity=Severity.BLOCK,
    sentence=Text(
        "Zonder melding mogen besturen de ruimte van de wet niet gebruiken: team, één onderwijstijd, gespreid examen.",
        "Without a report boards may not use the room of the law: team, one teaching time, spread exam.",
    ),
    why=Text(
        "De ruimte hoort bij een echte leerroute. De melding laat zien dat het er een is.",
        "The room belongs to a real route. The report shows that it is one.",
    ),
    topics=("melding", "team"),
    upheld_by=Text(
        "Een leerroute gaat niet lopen voordat elke registratie is bevestigd (R-121).",
        "A route does not run before every registration is confirmed (R-121).",
    ),
)

R126: ReportingRule = ReportingRule(
    id="R-126",
    severity=Severity.INFO,
    sentence=Text(
        "ROD kent de waarde DLP, terwijl DUO en SBB over DLR en GLR spreken. Controleer dit voordat u gegevens levert.",
        "ROD has the value DLP, while DUO and SBB speak of DLR and GLR. Check this before you deliver data.",
    ),
    why=Text(
        "De bronnen spreken elkaar tegen. Leerroutes levert daarom niets aan ROD.",
        "The sources contradict each other. That is why Leerroutes delivers nothing to ROD.",
    ),
    topics=("enrolment",),
    upheld_by=Text("Er is geen levering aan ROD.", "There is no delivery to ROD."),
)

RULES: tuple[ReportingRule, ...] = (R120, R121, R122, R123, R124, R125, R126)


def check(facts: ReportingFacts) -> list[Finding]:
    """What stands between the route and running."""
    return check_all(RULES, facts, facts.starts_on)
