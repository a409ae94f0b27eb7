"""The vmbo exam in the route: in which years, in whose hands, and what may lapse."""

from __future__ import annotations

from collections.abc import Iterator

from .base import (
    AgreementRule,
    Answer,
    Dossier,
    Scope,
    Severity,
    Text,
    at,
    fails,
    fixed_text,
    met,
    not_applicable,
    not_met,
    of_clause,
    passes,
    says,
    skips,
    tells,
)
from .examples import GLR, GOOD, answered, empty, keeping, own_words

LAST_VMBO_YEAR = 3
TABLE = "exam_parts"
"""The table of clause D that says what is examined in which year; vo or mbo decides who is responsible."""

NO_DLR = not_applicable("Een geïntegreerde route heeft geen eindexamen nodig.", "An integrated route needs no exam.")


def vmbo_exam_ends_in_time(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    for place, row in enumerate(scope.rows(TABLE), start=1):
        year = row.get("year")
        if row.get("kind") == "vo" and isinstance(year, int) and year > LAST_VMBO_YEAR:
            yield not_met(
                f"Rij {place}: een vmbo-examenonderdeel in leerjaar {year} is te laat. Het laatste jaar is 3.",
                f"Row {place}: a vmbo exam part in year {year} is too late. The last year is 3.",
                TABLE,
            )


PART = {"what": "Keuken", "kind": "vo", "sitting": "sitting_1"}


def parts(*listed: dict[str, object]) -> Dossier:
    return answered("D", exam_parts=list(listed))


R045 = AgreementRule(
    id="R-045",
    severity=Severity.BLOCK,
    sentence=Text(
        "Vmbo-examenonderdelen vallen in het eerste, tweede of derde jaar van de leerroute, niet later.",
        "Vmbo exam parts fall in the first, second or third year of the route, not later.",
    ),
    why=Text(
        "De wet laat besturen het vmbo-examen spreiden, maar niet eindeloos. Na jaar 3 telt alleen het mbo nog.",
        "The law lets boards spread the vmbo exam, but not endlessly. After year 3 only the mbo counts.",
    ),
    topics=("exam",),
    check=of_clause(
        "D",
        vmbo_exam_ends_in_time,
        Text("Het vmbo-examen is op tijd klaar.", "The vmbo exam is finished in time."),
        TABLE,
    ),
    examples=(
        passes("Examen in jaar 3", "Exam in year 3", parts({**PART, "year": 3})),
        fails("Examen in jaar 4", "Exam in year 4", parts({**PART, "year": 4})),
        passes("Een mbo-examen in jaar 4", "An mbo exam in year 4", parts({**PART, "year": 4, "kind": "mbo"})),
        skips("Geen onderdelen genoemd", "No parts named", parts()),
    ),
)

R046 = AgreementRule(
    id="R-046",
    severity=Severity.WARN,
    sentence=Text(
        "Resultaten van het centraal examen uit jaar 1 of 2 vervallen als de leerling niet overgaat. Dat staat in het "
        "PTA/OER, en ouders horen het vooraf.",
        "Results of the central exam from year 1 or 2 lapse if the pupil is not promoted. The PTA/OER says so, and "
        "parents hear it beforehand.",
    ),
    why=Text(
        "Vroeg examen doen is aantrekkelijk, maar niet zonder risico. Een leerling moet dat weten voordat hij kiest.",
        "Taking an exam early is attractive, but not without risk. A pupil must know that before choosing.",
    ),
    topics=("exam",),
    check=fixed_text(
        "examen",
        Text("Dit staat in de vaste tekst over de examens.", "This is in the fixed text about the exams."),
        Text(
            "Het artikel over de examens is in eigen woorden. Leg uit waar staat dat resultaten kunnen vervallen.",
            "The article about the exams is in own words. Explain where it says that results can lapse.",
        ),
    ),
    examples=(
        passes("De vaste tekst", "The fixed text", GOOD),
        fails("In eigen woorden", "In own words", own_words("examen")),
    ),
)


def exit_after_failing(dossier: Dossier) -> Iterator[Answer]:
    """A geïntegreerde route need not have a vmbo exam, so nobody need fail it."""
    for scope in dossier.scopes("F"):
        situations = {row.get("situation") for row in scope.rows("exits")}
        if scope.route is None or scope.route.route_type != "DLR":
            yield at(NO_DLR, scope)
        elif "failed_exam" in situations:
            yield at(met("Ook wie is afgewezen, kan verder.", "Who fails can go on too."), scope)
        elif situations:
            yield at(_no_exit(), scope)


def _no_exit() -> Answer:
    return not_met(
        "De situatie “afgewezen voor het eindexamen” ontbreekt. De wet verlangt daarvoor een overstapoptie.",
        "The situation “failed the final exam” is missing. The law asks for an exit option there.",
        "exits",
    )


R047 = AgreementRule(
    id="R-047",
    severity=Severity.BLOCK,
    sentence=Text(
        "Wie voor het vmbo-eindexamen is afgewezen, krijgt een overstapoptie.",
        "Whoever fails the vmbo exam gets an exit option.",
    ),
    why=Text(
        "Na het examen gaat de leerroute niet vanzelf verder. De wet wil dat er dan al een plan ligt.",
        "After the exam the route does not go on by itself. The law wants a plan to be there by then.",
    ),
    topics=("exam", "exit"),
    check=exit_after_failing,
    examples=(
        passes("Genoemd bij de overstapopties", "Named with the exit options", GOOD),
        fails("Niet genoemd", "Not named", keeping("F", "exits", lambda row: row.get("situation") != "failed_exam")),
        skips("Een geïntegreerde route", "An integrated route", GLR),
    ),
)


R048: AgreementRule = AgreementRule(
    id="R-048",
    severity=Severity.BLOCK,
    sentence=Text(
        "Is het vmbo-examen bij de overstap niet af, dan blijft de school verantwoordelijk: zij schrijft de kandidaat "
        "in en reikt het diploma uit.",
        "If the vmbo exam is unfinished at the switch, the school stays responsible: it enters the candidate and "
        "issues the diploma.",
    ),
    why=Text(
        "Alleen een school mag een vmbo-diploma geven. Dat verandert niet als de leerling intussen student is.",
        "Only a school may give a vmbo diploma. That does not change when the pupil has become a student.",
    ),
    topics=("exam", "responsibility"),
    upheld_by=Text(
        "Het formulier vraagt niet wie verantwoordelijk is: een vmbo-examen is altijd van de school.",
        "The form does not ask who is responsible: a vmbo exam always belongs to the school.",
    ),
)


def end_terms_are_covered(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    if scope.route is None or scope.route.route_type != "DLR":
        yield NO_DLR
    elif not str(scope.data.get("end_terms") or "").strip():
        yield not_met(
            "Beschrijf hoe alle eindtermen van het vmbo-examenprogramma aan bod komen.",
            "Describe how all end terms of the vmbo exam programme are covered.",
            "end_terms",
        )


R050 = AgreementRule(
    id="R-050",
    severity=Severity.WARN,
    sentence=Text(
        "In een doorlopende leerroute komen alle eindtermen van het vmbo-examenprogramma van het profiel aan bod.",
        "In a continuous route all end terms of the vmbo exam programme of the profile are covered.",
    ),
    why=Text(
        "Aan het eind heeft de leerling twee volwaardige diploma’s. Leerroutes kent de eindtermen niet en vraagt "
        "alleen hoe u ervoor zorgt.",
        "At the end the pupil has two full diplomas. Leerroutes does not know the end terms and only asks how you see "
        "to them.",
    ),
    topics=("exam",),
    check=of_clause("D", end_terms_are_covered, Text("De eindtermen zijn belegd.", "The end terms are covered.")),
    examples=(
        passes("Beschreven", "Described", GOOD),
        fails("Niet beschreven", "Not described", empty("D", "end_terms")),
        skips("Een geïntegreerde route", "An integrated route", GLR),
    ),
)

R051 = AgreementRule(
    id="R-051",
    severity=Severity.INFO,
    sentence=Text(
        "Het profielvak mag op het mbo of bij een bedrijf worden afgerond; de school blijft verantwoordelijk.",
        "The profile subject may be finished at the mbo or in a company; the school stays responsible.",
    ),
    why=Text(
        "Daar staan vaak de beste machines en de echte klanten. Waar de les is, zegt niets over wie het examen "
        "afneemt.",
        "The best machines and the real customers are often there. Where the lesson is says nothing about who holds "
        "the exam.",
    ),
    topics=("exam",),
    check=says(
        "Het profielvak mag buiten de school worden afgerond, onder haar verantwoordelijkheid.",
        "The profile subject may be finished outside the school, under its responsibility.",
    ),
    examples=(tells("Elke overeenkomst", "Every agreement", GOOD),),
)

RULES = (R045, R046, R047, R048, R050, R051)
