"""What each board brings in, and the hours that add up to those of the route (topic d)."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.clauses.totals import add_up, hours_of, rows_of_line

from .base import (
    AgreementRule,
    Answer,
    Dossier,
    Scope,
    Severity,
    Text,
    fails,
    not_met,
    of_clause,
    passes,
)
from .examples import GOOD, answered, first_row, keeping

HOUR_KINDS = {
    "guided": Text("begeleide uren", "guided hours"),
    "bpv": Text("bpv-uren", "placement hours"),
    "total": Text("uren in totaal", "hours in total"),
}


def every_party_contributes(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    given = {row.get("board") for name in ("staff", "facilities") for row in scope.rows(name)}
    for party in scope.facts.parties_of(scope.route) if given else ():
        if str(party.board_id) not in given:
            yield not_met(
                f"{party.name} brengt nog niets in. Noem personeel of voorzieningen.",
                f"{party.name} contributes nothing yet. Name staff or facilities.",
                "facilities",
            )


C_D2 = AgreementRule(
    id="C-D2",
    severity=Severity.BLOCK,
    sentence=Text("Elk bestuur brengt personeel of voorzieningen in.", "Every board contributes staff or facilities."),
    why=Text(
        "Een leerroute geeft u samen. Een bestuur dat niets inbrengt, is geen partner maar een klant.",
        "You give a route together. A board that contributes nothing is not a partner but a customer.",
    ),
    topics=("agreement",),
    check=of_clause(
        "D", every_party_contributes, Text("Elk bestuur brengt iets in.", "Every board contributes."), "staff"
    ),
    examples=(
        passes("Allebei", "Both", GOOD),
        fails(
            "Alleen de instelling",
            "Only the institution",
            answered(
                "D",
                keeping("D", "staff", lambda row: row.get("board") == "2"),
                facilities=[{"board": "2", "what": "Keuken", "available": "Altijd", "costs": "Geen"}],
            ),
        ),
    ),
)


def hours_add_up(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    """For every line: the parts together are the hours of the line, no more and no less."""
    lines = scope.route.line_refs() if scope.route else {}
    for place, (ref, line) in enumerate(lines.items(), start=1):
        planned = add_up(hours_of(row) for row in rows_of_line(scope.rows("programme"), ref))
        for kind, words in HOUR_KINDS.items():
            if getattr(planned, kind) != getattr(line, kind):
                yield _differs(place, words, getattr(planned, kind), getattr(line, kind))


def _differs(line: int, kind: Text, found: int, wanted: int) -> Answer:
    return not_met(
        f"Lijn {line}: het programma telt {found} {kind.nl}, maar de leerroute heeft er {wanted}.",
        f"Line {line}: the programme has {found} {kind.en}, but the route has {wanted}.",
        "programme",
    )


C_D3 = AgreementRule(
    id="C-D3",
    severity=Severity.DATA,
    sentence=Text(
        "De uren van alle onderdelen samen zijn de uren van de leerroute: begeleid, bpv en in totaal, per lijn.",
        "The hours of all parts together are the hours of the route: guided, placement and in total, per line.",
    ),
    why=Text(
        "De directeuren keurden een aantal uren goed. Het programma waar de besturen voor tekenen, moet dat aantal "
        "hebben.",
        "The directors approved a number of hours. The programme that the boards sign for must have that number.",
    ),
    topics=("programme", "hours-bol", "hours-bbl"),
    check=of_clause("D", hours_add_up, Text("De uren kloppen.", "The hours add up."), "programme"),
    examples=(
        passes("Precies de uren van de leerroute", "Exactly the hours of the route", GOOD),
        fails(
            "Eén onderdeel heeft te weinig uren", "One part has too few hours", first_row("D", "programme", guided=1)
        ),
    ),
)

RULES = (C_D2, C_D3)
