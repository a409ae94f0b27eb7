"""Team competence: only where subjects or sectors cross, and then complete (topic d)."""

from __future__ import annotations

from collections.abc import Iterator

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
    skips,
)
from .examples import GOOD, answered, first_row, rows

TEAM_PARTS = {"vo_cross", "combination"}
BASES = {"vo", "mbo"}


def only_crossing_parts(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    for place, row in enumerate(scope.rows("programme"), start=1):
        if row.get("team") == "yes" and row.get("kind") not in TEAM_PARTS:
            yield not_met(
                f"Rij {place}: teambevoegdheid kan alleen bij een vakoverstijgend of gecombineerd onderdeel.",
                f"Row {place}: team competence is only possible for a cross-subject or combined part.",
                "programme",
            )


R060 = AgreementRule(
    id="R-060",
    severity=Severity.BLOCK,
    sentence=Text(
        "Een team kan alleen gezamenlijk bevoegd zijn voor onderdelen die vakken of sectoren overstijgen.",
        "A team can be jointly competent only for parts that cross subjects or sectors.",
    ),
    why=Text(
        "Voor een gewoon vak gelden de gewone regels: een bevoegde docent. De ruimte is er voor onderdelen waarvoor "
        "geen losse bevoegdheid bestaat.",
        "For an ordinary subject the ordinary rules hold: a qualified teacher. The room is there for parts for which "
        "no single qualification exists.",
    ),
    topics=("team",),
    check=of_clause(
        "D",
        only_crossing_parts,
        Text("Het team geeft alleen zulke onderdelen.", "The team only teaches such parts."),
        "programme",
    ),
    examples=(
        passes("Team bij combinaties", "Team for combinations", GOOD),
        fails(
            "Team bij een gewoon vak",
            "Team for an ordinary subject",
            first_row("D", "programme", kind="vo", team="yes"),
        ),
    ),
)


def everybody_has_a_basis(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    for place, row in enumerate(scope.rows("team"), start=1):
        if row.get("basis") not in BASES:
            yield not_met(
                f"Rij {place}: kies waarop de bevoegdheid rust: een vak in het vo, of de eisen voor het mbo.",
                f"Row {place}: choose what the competence rests on: a vo subject, or the requirements for the mbo.",
                "team",
            )


R061 = AgreementRule(
    id="R-061",
    severity=Severity.BLOCK,
    sentence=Text(
        "Elk teamlid is bevoegd voor ten minste één vak in het onderdeel, of voldoet aan de eisen voor docenten in "
        "het mbo.",
        "Each member is qualified for at least one subject in the part, or meets the requirements for mbo teachers.",
    ),
    why=Text(
        "Samen bevoegd betekent niet dat het zonder bevoegdheid kan. Leerroutes bewaart geen diploma’s van personen; "
        "elke werkgever zegt per onderdeel waarop de bevoegdheid rust.",
        "Jointly competent does not mean without competence. Leerroutes keeps no diplomas of persons; each employer "
        "says per part what the competence rests on.",
    ),
    topics=("team",),
    check=of_clause(
        "D",
        everybody_has_a_basis,
        Text("Overal staat waarop de bevoegdheid rust.", "Everywhere it says what the competence rests on."),
        "team",
    ),
    examples=(
        passes("Vo en mbo samen", "Vo and mbo together", GOOD),
        fails("Geen bevoegdheid gekozen", "No competence chosen", first_row("D", "team", basis="")),
    ),
)


def team_covers_its_parts(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    used = list(dict.fromkeys(_name(row) for row in scope.rows("programme") if row.get("team") == "yes"))
    covered = {_name(row) for row in scope.rows("team") if str(row.get("coverage") or "").strip()}
    if not used:
        yield not_applicable("Er is geen teambevoegdheid.", "There is no team competence.")
    for part in used:
        if part not in covered:
            yield not_met(
                f"Het docententeam is bevoegd bij “{part}”. Beschrijf hoe het daar alle vakken dekt.",
                f"The team is competent for “{part}”. Describe how it covers all subjects there.",
                "team",
            )


def _name(row: object) -> str:
    value = row.get("part") if isinstance(row, dict) else ""
    return " ".join(str(value or "").split())


R062 = AgreementRule(
    id="R-062",
    severity=Severity.BLOCK,
    sentence=Text(
        "Samen dekt het team alle vakken en onderdelen waarvoor het gezamenlijk bevoegd is.",
        "Together the team covers all subjects and parts for which it is jointly competent.",
    ),
    why=Text(
        "Een leerling mag op elk vak les verwachten van iemand die het beheerst. De overeenkomst laat per onderdeel "
        "zien hoe dat is geregeld.",
        "For every subject a pupil may expect someone who masters it. The agreement shows for each part how that is "
        "settled.",
    ),
    topics=("team",),
    check=of_clause(
        "D",
        team_covers_its_parts,
        Text("Bij elk teamonderdeel staat de dekking.", "Each team part shows its coverage."),
        "programme",
    ),
    examples=(
        passes("Elk teamonderdeel gedekt", "Every team part covered", GOOD),
        fails("Geen dekking beschreven", "No coverage described", answered("D", team=[])),
        skips(
            "Zonder teambevoegdheid",
            "Without team competence",
            rows("D", "programme", lambda found: [{**row, "team": "no"} for row in found]),
        ),
    ),
)

R063: AgreementRule = AgreementRule(
    id="R-063",
    severity=Severity.DATA,
    sentence=Text(
        "Elk teamlid staat in voor de kwaliteit van het deel waarvoor hij of zij bekwaam is.",
        "Each member answers for the quality of the part for which he or she is competent.",
    ),
    why=Text(
        "In een team mag verantwoordelijkheid niet verdwijnen. Voor elk deel is er iemand aan te spreken.",
        "In a team responsibility must not disappear. For each part there is somebody to address.",
    ),
    topics=("team",),
    upheld_by=Text(
        "Dit staat in de vaste tekst van de vier pijlers.", "This is in the fixed text of the four pillars."
    ),
)

R064: AgreementRule = AgreementRule(
    id="R-064",
    severity=Severity.DATA,
    sentence=Text(
        "De overeenkomst noemt per onderdeel welke bekwaamheden er zijn; bekwaamheidsdossiers blijven bij de "
        "werkgever.",
        "The agreement names the competences per part; the competence files stay with the employer.",
    ),
    why=Text(
        "Diploma’s van docenten zijn persoonsgegevens en horen niet in een overeenkomst. De werkgever bewaart ze en "
        "laat ze aan de inspectie zien.",
        "Diplomas of teachers are personal data and do not belong in an agreement. The employer keeps them and shows "
        "them to the inspectorate.",
    ),
    topics=("competence-file",),
    upheld_by=Text(
        "Het formulier vraagt bevoegdheden en functies per onderdeel, en geen namen of diploma’s.",
        "The form asks for competences and functions per part, and for no names or diplomas.",
    ),
)

RULES = (R060, R061, R062, R063, R064)
