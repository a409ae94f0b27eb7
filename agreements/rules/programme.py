"""The programme of each route: every year, every part, every hour (topic d)."""

from __future__ import annotations

from collections.abc import Iterator

from .base import (
    NOT_YET,
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
from .examples import GLR, GOOD, first_row, keeping

VO_KINDS = {"vo", "vo_cross", "combination"}


def years_of(scope: Scope) -> range:
    return range(1, (scope.route.years if scope.route else 0) + 1)


def programme_per_year(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    years = {row.get("year") for row in scope.rows("programme")}
    for year in years_of(scope):
        if year not in years:
            yield not_met(
                f"Leerjaar {year} heeft nog geen enkel programmaonderdeel.",
                f"Year {year} has no programme part yet.",
                "programme",
            )
    yield from _beyond(scope)
    yield from _shares(scope)


def _beyond(scope: Scope) -> Iterator[Answer]:
    """A part or an exam in a year that its line does not have."""
    lines = scope.route.line_refs() if scope.route else {}
    for table in ("programme", "exam_parts"):
        for place, row in enumerate(scope.rows(table), start=1):
            line, year = lines.get(str(row.get("line"))), row.get("year")
            last = line.duration_years if line else len(years_of(scope))
            if isinstance(year, int) and year > last:
                yield not_met(
                    f"Rij {place}: leerjaar {year} is er niet. De leerroute duurt daar {last} jaar.",
                    f"Row {place}: there is no year {year}. The route takes {last} years there.",
                    table,
                )


def _shares(scope: Scope) -> Iterator[Answer]:
    for place, row in enumerate(scope.rows("programme"), start=1):
        share = row.get("vo_share")
        if row.get("kind") == "combination" and isinstance(share, int) and not 0 < share < 100:
            yield not_met(
                f"Rij {place}: een combinatie is deels vo en deels mbo; geef een aandeel tussen 1 en 99 procent.",
                f"Row {place}: a combination is partly vo and partly mbo; give a share between 1 and 99 percent.",
                "programme",
            )


R040 = AgreementRule(
    id="R-040",
    severity=Severity.BLOCK,
    sentence=Text(
        "De besturen beschrijven het programma voor de hele leerroute en per jaar. Elk onderdeel is vo, "
        "vakoverstijgend vo, mbo of een combinatie, en dan met het aandeel vo.",
        "The boards describe the programme for the whole route and per year. Each part is vo, cross-subject vo, mbo "
        "or a combination, and then with the share of vo.",
    ),
    why=Text(
        "Zo weet een leerling wat hij wanneer krijgt, en wie daarvoor instaat. Het soort onderdeel bepaalt ook wie "
        "het mag geven.",
        "That way a pupil knows what comes when, and who answers for it. The kind of part also decides who may teach "
        "it.",
    ),
    topics=("programme",),
    check=of_clause(
        "D",
        programme_per_year,
        Text("Elk jaar heeft een programma.", "Every year has a programme."),
        "programme",
    ),
    examples=(
        passes("Vier jaar, elk met onderdelen", "Four years, each with parts", GOOD),
        fails("Jaar 4 ontbreekt", "Year 4 is missing", keeping("D", "programme", lambda row: row.get("year") != 4)),
        fails("Een onderdeel in jaar 6 van 4", "A part in year 6 of 4", first_row("D", "programme", year=6)),
        fails("Een examen in jaar 6 van 4", "An exam in year 6 of 4", first_row("D", "exam_parts", year=6)),
        fails(
            "Een combinatie die helemaal vo is",
            "A combination that is all vo",
            first_row("D", "programme", kind="combination", vo_share=100),
        ),
    ),
)


def team_is_stated(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    for place, row in enumerate(scope.rows("programme"), start=1):
        if row.get("team") not in ("yes", "no"):
            yield not_met(
                f"Rij {place}: geef aan of het docententeam hier gezamenlijk bevoegd is.",
                f"Row {place}: say whether the team is jointly competent here.",
                "programme",
            )


R041 = AgreementRule(
    id="R-041",
    severity=Severity.BLOCK,
    sentence=Text(
        "De beschrijving zegt bij welke onderdelen een team gezamenlijk bevoegd is.",
        "The description says for which parts a team is jointly competent.",
    ),
    why=Text(
        "Teambevoegdheid is een uitzondering op de gewone regels voor docenten. Dus moet bij elk onderdeel duidelijk "
        "zijn of u er gebruik van maakt.",
        "Team competence is an exception to the ordinary rules for teachers. So for each part it must be clear "
        "whether you use it.",
    ),
    topics=("programme", "team"),
    check=of_clause(
        "D",
        team_is_stated,
        Text("Bij elk onderdeel staat of het team bevoegd is.", "Each part says whether the team is competent."),
        "programme",
    ),
    examples=(
        passes("Overal ja of nee", "Yes or no everywhere", GOOD),
        fails("Niet gezegd", "Not said", first_row("D", "programme", team="")),
    ),
)

R042 = AgreementRule(
    id="R-042",
    severity=Severity.INFO,
    sentence=Text(
        "In de praktijk staan programma en examens van een leerroute in één document: het PTA/OER.",
        "In practice the programme and the exams of a route are in one document: the PTA/OER.",
    ),
    why=Text(
        "De wet vraagt één beschrijving van school en instelling samen. Twee losse documenten spreken elkaar al gauw "
        "tegen.",
        "The law asks for one description by school and institution together. Two separate documents soon contradict "
        "each other.",
    ),
    topics=("programme",),
    check=says("Maak samen één PTA/OER.", "Make one PTA/OER together."),
    examples=(tells("Elke overeenkomst", "Every agreement", GOOD),),
)

R043: AgreementRule = AgreementRule(
    id="R-043",
    severity=Severity.DATA,
    sentence=Text(
        "Onderdelen en examens van het mbo mogen al vanaf het eerste jaar, zonder inschrijving in het mbo.",
        "Parts and exams of the mbo are allowed from the first year on, without enrolment at the mbo.",
    ),
    why=Text(
        "De leerroute is één geheel en hoeft niet te wachten op jaar 3. Een leerling kan zo al vroeg iets van het "
        "mbo afronden.",
        "The route is one whole and need not wait for year 3. That way a pupil can finish something of the mbo early.",
    ),
    topics=("programme",),
    upheld_by=Text(
        "Het programma neemt mbo-onderdelen in elk jaar aan.", "The programme accepts mbo parts in every year."
    ),
)

R044: AgreementRule = AgreementRule(
    id="R-044",
    severity=Severity.DATA,
    sentence=Text(
        "Onderdelen van het vo mogen ook nog in het derde jaar, voor wie dan al student is.",
        "Parts of the vo are still allowed in the third year, for those who are students by then.",
    ),
    why=Text(
        "Zo kan het vmbo-examen worden gespreid. Wie dan nog een vak moet doen, hoeft niet terug naar het vmbo.",
        "That way the vmbo exam can be spread. Whoever still has a subject to do need not go back to the vmbo.",
    ),
    topics=("programme",),
    upheld_by=Text(
        "Het programma neemt vo-onderdelen in elk jaar aan.", "The programme accepts vo parts in every year."
    ),
)


def vmbo_content_is_taught(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    if scope.route is None or scope.route.route_type != "GLR":
        yield not_applicable("Dit geldt voor een geïntegreerde route.", "This holds for an integrated route.")
    elif not scope.rows("programme"):
        yield NOT_YET
    elif not any(row.get("kind") in VO_KINDS for row in scope.rows("programme")):
        yield not_met(
            "Het programma heeft geen enkel onderdeel van het vo. Ook zonder vmbo-examen krijgt een leerling de "
            "inhoud van het vmbo.",
            "The programme has not a single vo part. Even without a vmbo exam a pupil gets the content of the vmbo.",
            "programme",
        )


R049 = AgreementRule(
    id="R-049",
    severity=Severity.DATA,
    sentence=Text(
        "In een geïntegreerde route hoeft de school geen eindexamen BB aan te bieden, maar de inhoud van het vmbo "
        "krijgt een leerling wel.",
        "In an integrated route the school need not offer the BB exam, but a pupil does get the content of the vmbo.",
    ),
    why=Text(
        "De geïntegreerde route is er voor wie het examen een te hoge drempel is. Die leerling heeft wel recht op de "
        "kennis van het vmbo.",
        "The integrated route is for those for whom the exam is too high a hurdle. Such a pupil still has a right to "
        "the knowledge of the vmbo.",
    ),
    topics=("glr",),
    check=of_clause(
        "D",
        vmbo_content_is_taught,
        Text("Het programma heeft onderdelen van het vo.", "The programme has vo parts."),
    ),
    examples=(
        skips("Een doorlopende route", "A continuous route", GOOD),
        passes("Een geïntegreerde route met vo", "An integrated route with vo", GLR),
        fails(
            "Alleen mbo",
            "Only mbo",
            keeping("D", "programme", lambda row: row.get("kind") == "mbo", GLR),
        ),
    ),
)


RULES = (R040, R041, R042, R043, R044, R049)
