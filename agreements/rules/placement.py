"""What each route offers, and who may be placed in it (topic a, and the integrated route)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .base import (
    AgreementRule,
    Answer,
    Dossier,
    Scope,
    Severity,
    Text,
    fails,
    not_applicable,
    not_met,
    of_clause,
    passes,
    says,
    skips,
    tells,
)
from .examples import GLR, GOOD, answered, line, route
from .term import last_intake


def lines_are_complete(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    lines = scope.route.lines if scope.route else ()
    if not lines:
        yield not_met("De leerroute heeft nog geen enkele lijn.", "The route has not a single line yet.", "lines")
    for place, one in enumerate(lines, start=1):
        if not (one.profile and one.leerweg and (one.qualification or one.domain)):
            yield not_met(
                f"Lijn {place} mist een leerweg, een profiel, of een domein of kwalificatie.",
                f"Line {place} lacks a leerweg, a profile, or a domain or qualification.",
                "lines",
            )


C_A2 = AgreementRule(
    id="C-A2",
    severity=Severity.BLOCK,
    sentence=Text(
        "Elke leerroute heeft ten minste één lijn, met leerweg, profiel, en een domein of een kwalificatie.",
        "Every route has at least one line, with leerweg, profile, and a domain or a qualification.",
    ),
    why=Text(
        "Dit is de kern van de leerroute: van welk vmbo naar welk mbo. De regels voor het voorstel (R-004 en verder) "
        "kijken of het mag.",
        "This is the core of the route: from which vmbo to which mbo. The rules for the proposal (R-004 and on) see "
        "whether it is allowed.",
    ),
    topics=("agreement", "definition"),
    check=of_clause("A", lines_are_complete, Text("Elke lijn is compleet.", "Every line is complete.")),
    examples=(
        passes("BB koken naar Kok", "BB cooking to Cook", GOOD),
        passes("Alleen een domein", "Only a domain", line(qualification="", code="")),
        fails("Geen lijnen", "No lines", route(lines=())),
        fails("Geen domein en geen kwalificatie", "No domain and no qualification", line(qualification="", domain="")),
    ),
)


def recognised_long_enough(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    intake = last_intake(dossier) or dossier.facts.starts_on
    for one in scope.route.lines if scope.route else ():
        until = one.qualification_until
        if until and intake and until < intake:
            yield not_met(
                f"De erkenning van {one.qualification} eindigt op {until:%d-%m-%Y}, voordat de laatste groep begint.",
                f"The recognition of {one.qualification} ends on {until:%d-%m-%Y}, before the last group starts.",
                "lines",
            )


C_A3 = AgreementRule(
    id="C-A3",
    severity=Severity.WARN,
    sentence=Text(
        "De kwalificatie is nog erkend als de laatste groep begint.",
        "The qualification is still recognised when the last group starts.",
    ),
    why=Text(
        "Kwalificaties worden vervangen, vaak door een die erop lijkt. Weet u al waarheen, schrijf dat dan op.",
        "Qualifications are replaced, often by a similar one. If you know by which, write that down.",
    ),
    topics=("agreement", "levels"),
    check=of_clause(
        "A",
        recognised_long_enough,
        Text("De kwalificaties zijn lang genoeg erkend.", "The qualifications are recognised long enough."),
    ),
    examples=(
        passes("Geen einddatum", "No end date", GOOD),
        fails("Erkend tot 2028", "Recognised until 2028", line(qualification_until=date(2028, 7, 31))),
    ),
)


def placement_is_described(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    if scope.route is None or scope.route.route_type != "GLR":
        yield not_applicable("Dit geldt voor een geïntegreerde route.", "This holds for an integrated route.")
    elif not str(scope.data.get("consultation") or "").strip():
        yield not_met(
            "Beschrijf hoe u vóór plaatsing overlegt met leerling, ouders en het andere bestuur.",
            "Describe how you consult pupil, parents and the other board before placement.",
            "consultation",
        )


R110 = AgreementRule(
    id="R-110",
    severity=Severity.WARN,
    sentence=Text(
        "Plaatsing in een geïntegreerde route gebeurt per leerling, na overleg met leerling en ouders en met het "
        "mbo-bestuur.",
        "Placement in an integrated route is decided per pupil, after consulting pupil and parents and the mbo board.",
    ),
    why=Text(
        "Een leerling ziet hier misschien af van een vmbo-diploma. Dat besluit neemt niemand alleen.",
        "A pupil may give up a vmbo diploma here. Nobody takes that decision alone.",
    ),
    topics=("glr",),
    check=of_clause("A", placement_is_described, Text("Het overleg is beschreven.", "The consultation is described.")),
    examples=(
        skips("Een doorlopende route", "A continuous route", GOOD),
        passes("Beschreven", "Described", GLR),
        fails("Niet beschreven", "Not described", answered("A", GLR, consultation="")),
    ),
)

R111: AgreementRule = AgreementRule(
    id="R-111",
    severity=Severity.BLOCK,
    sentence=Text(
        "Voor een geïntegreerde route gelden dezelfde regels: overeenkomst, melding, programma, uren, examen en "
        "overstap.",
        "The same rules hold for an integrated route: agreement, report, programme, hours, exam and exit.",
    ),
    why=Text(
        "De variant verschilt alleen in het vmbo-examen. Alle zekerheden voor de leerling blijven.",
        "The variant differs only in the vmbo exam. All certainties for the pupil remain.",
    ),
    topics=("glr",),
    upheld_by=Text(
        "Elke regel geldt voor beide soorten leerroutes, tenzij hij zelf iets anders zegt.",
        "Every rule holds for both kinds of routes, unless it says otherwise itself.",
    ),
)

R112 = AgreementRule(
    id="R-112",
    severity=Severity.INFO,
    sentence=Text(
        "In een geïntegreerde route mag een leerling ook halverwege het jaar beginnen, als alles klaarligt.",
        "In an integrated route a pupil may also start halfway through the year, if everything is ready.",
    ),
    why=Text(
        "Soms blijkt pas tijdens het jaar dat deze weg beter past. Melding, overeenkomst, programma en "
        "overstapopties moeten er dan al zijn.",
        "Sometimes it only turns out during the year that this way fits better. Report, agreement, programme and exit "
        "options must be there by then.",
    ),
    topics=("glr",),
    check=says(
        "In een geïntegreerde route kan een leerling ook tijdens het jaar beginnen.",
        "In an integrated route a pupil can also start during the year.",
    ),
    examples=(tells("Elke overeenkomst", "Every agreement", GLR),),
)

RULES = (C_A2, C_A3, R110, R111, R112)
