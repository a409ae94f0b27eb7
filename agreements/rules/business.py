"""Companies and work placements (topic g)."""

from __future__ import annotations

from collections.abc import Iterator

from .base import AgreementRule, Answer, Dossier, Scope, Severity, Text, fails, not_met, of_clause, passes
from .examples import GOOD, answered, empty


def business_is_named(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    plan = str(scope.data.get("recruitment") or "").strip()
    if not (scope.rows("companies") or scope.facts.partners or plan):
        yield not_met(
            "Noem ten minste één bedrijf of organisatie, of beschrijf hoe partijen bedrijven gaan werven.",
            "Name at least one company or organisation, or describe how companies will be recruited.",
            "companies",
        )


C_G2 = AgreementRule(
    id="C-G2",
    severity=Severity.BLOCK,
    sentence=Text(
        "Er doet ten minste één bedrijf of netwerk mee, of er is een plan om te werven.",
        "At least one company or network takes part, or there is a plan to recruit.",
    ),
    why=Text(
        "Een vorm van samenwerking zonder bedrijf is een voornemen. Daarom vraagt Leerroutes een naam of een plan.",
        "A form of cooperation without a company is an intention. That is why Leerroutes asks for a name or a plan.",
    ),
    topics=("agreement",),
    check=of_clause("G", business_is_named, Text("Er doen bedrijven mee.", "Companies take part.")),
    examples=(
        passes("Twee bedrijven", "Two companies", GOOD),
        passes("Alleen een plan", "Only a plan", answered("G", companies=[], recruitment="Wij werven in het najaar.")),
        fails("Niemand", "Nobody", answered("G", companies=[], recruitment="")),
    ),
)


def placements_are_arranged(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    if not str(scope.data.get("placements") or "").strip():
        yield not_met(
            "Beschrijf hoe elke deelnemer een plaats bij een erkend leerbedrijf vindt.",
            "Describe how every participant finds a place in a recognised company.",
            "placements",
        )


R092 = AgreementRule(
    id="R-092",
    severity=Severity.WARN,
    sentence=Text(
        "De bpv is bij een erkend leerbedrijf, met een praktijkovereenkomst en het bpv-protocol. Zij kan het hele "
        "jaar, ook in de zomer.",
        "The work placement is in a recognised company, with a placement contract and the protocol. It can be all "
        "year, in summer too.",
    ),
    why=Text(
        "Zonder plaats bij een erkend leerbedrijf is er geen mbo-diploma. SBB beoordeelt leerbedrijven ten minste "
        "elke vier jaar opnieuw.",
        "Without a place in a recognised company there is no mbo diploma. SBB assesses companies anew at least every "
        "four years.",
    ),
    topics=("bpv",),
    check=of_clause("G", placements_are_arranged, Text("De bpv-plaatsen zijn geregeld.", "Placements are arranged.")),
    examples=(
        passes("Geregeld", "Arranged", GOOD),
        fails("Niet beschreven", "Not described", empty("G", "placements")),
    ),
)

R093: AgreementRule = AgreementRule(
    id="R-093",
    severity=Severity.WARN,
    sentence=Text(
        "Voor werk door jongeren onder de 16 gelden de grenzen van de Arbeidstijdenwet.",
        "Work by those under 16 is limited by the act on working hours (Arbeidstijdenwet).",
    ),
    why=Text(
        "In jaar 1 van de leerroute zijn veel leerlingen 14 of 15. Leerroutes bewaart geen gegevens van leerlingen en "
        "kan dit dus niet controleren.",
        "In year 1 of the route many pupils are 14 or 15. Leerroutes keeps no data of pupils, so it cannot check this.",
    ),
    topics=(),
    upheld_by=Text(
        "De vaste tekst van artikel D verwijst naar de regels voor veilig werken, ook voor wie jonger is dan 18.",
        "The fixed text of article D refers to the rules for safe work, also for those under 18.",
    ),
)

RULES = (C_G2, R092, R093)
