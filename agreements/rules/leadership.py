"""Who leads the route, who answers for what, and where a complaint goes (topics b and c)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .base import (
    AgreementRule,
    Answer,
    Dossier,
    Scope,
    Severity,
    Text,
    fails,
    fixed_text,
    not_applicable,
    not_met,
    of_clause,
    passes,
    skips,
)
from .examples import GOOD, UNFUNDED, answered, own_words

EXAM_WORDS = ("examen", "diploma")


def no_exam_powers_given(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    for party in scope.facts.parties:
        said = scope.text_of_board("powers", party.board_id).lower()
        if any(word in said for word in EXAM_WORDS):
            yield not_met(
                f"De bevoegdheden van {party.name} noemen examens of diploma’s. Kijk na of die bij de school en de "
                "instelling blijven.",
                f"The powers of {party.name} mention exams or diplomas. Check that those stay with the school and the "
                "institution.",
                "powers",
            )


C_B2 = AgreementRule(
    id="C-B2",
    severity=Severity.WARN,
    sentence=Text(
        "Besturen geven geen bevoegdheden over examens en diploma’s aan de leiding van de leerroute.",
        "Boards give no powers over exams and diplomas to the leadership of the route.",
    ),
    why=Text(
        "De wet wijst de organen aan die over examens en diploma’s gaan (R-090 en R-091). Leerroutes herkent alleen "
        "de woorden; wat ze betekenen, beoordeelt u zelf.",
        "The law names the bodies that decide on exams and diplomas (R-090 and R-091). Leerroutes only recognises the "
        "words; you judge what they mean.",
    ),
    topics=("responsibility", "agreement"),
    check=of_clause(
        "B",
        no_exam_powers_given,
        Text("De bevoegdheden gaan niet over examens of diploma’s.", "The powers are not about exams or diplomas."),
        "powers",
    ),
    examples=(
        passes("Rooster en inzet", "Timetable and deployment", GOOD),
        fails(
            "De leiding stelt examens vast",
            "The leadership sets exams",
            answered("B", powers={"1": "- stelt de examens vast", "2": "- stelt het rooster vast"}),
        ),
    ),
)


def reports_every_year(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    frequency = scope.data.get("frequency")
    if isinstance(frequency, int) and frequency < 1:
        yield not_met(
            "De leiding rapporteert ten minste één keer per schooljaar.",
            "The leadership reports at least once in a school year.",
            "frequency",
        )


C_C2 = AgreementRule(
    id="C-C2",
    severity=Severity.BLOCK,
    sentence=Text(
        "De leiding brengt ten minste één keer per schooljaar verslag uit.",
        "The leadership reports at least once in a school year.",
    ),
    why=Text(
        "Een bestuur legt zelf elk jaar verantwoording af. Daarvoor heeft het een verslag over de leerroute nodig.",
        "A board itself accounts for its work every year. For that it needs a report about the route.",
    ),
    topics=("agreement",),
    check=of_clause(
        "C", reports_every_year, Text("Er is elk jaar een verslag.", "There is a report every year."), "frequency"
    ),
    examples=(
        passes("Drie keer per jaar", "Three times a year", GOOD),
        fails("Nooit", "Never", answered("C", frequency=0)),
    ),
)


def _stays_put(dossier: Dossier) -> bool:
    return dossier.has_model_words("pijlers") or dossier.has_model_words("examen")


def school_answers_for_vo(dossier: Dossier) -> Iterator[Answer]:
    yield from _answers_for(dossier, "de school", "the school", "vmbo")


def institution_answers_for_mbo(dossier: Dossier) -> Iterator[Answer]:
    yield from _answers_for(dossier, "de instelling", "the institution", "mbo")


def _answers_for(dossier: Dossier, nl: str, en: str, part: str) -> Iterator[Answer]:
    ok = fixed_text(
        "pijlers" if dossier.has_model_words("pijlers") else "examen",
        Text(
            f"De vaste tekst zegt dat {nl} verantwoordelijk is voor het {part}-deel.",
            f"The fixed text says that {en} is responsible for the {part} part.",
        ),
        Text(
            f"Nergens staat nog in vaste tekst dat {nl} verantwoordelijk is voor het {part}-deel. Neem bij de pijlers "
            "of bij de examens weer de modeltekst.",
            f"Nowhere does the fixed text say that {en} is responsible for the {part} part. Take the model text again "
            "for the pillars or for the exams.",
        ),
    )
    yield from ok(dossier)


def _without_both() -> Dossier:
    one, other = own_words("pijlers"), own_words("examen")
    return replace(one, answers={**one.answers, ("examen", None): other.answers["examen", None]})


R090 = AgreementRule(
    id="R-090",
    severity=Severity.BLOCK,
    sentence=Text(
        "De school is voor de hele leerroute verantwoordelijk voor de vo-onderdelen, het vmbo-examen en het "
        "vmbo-diploma.",
        "For the whole route the school is responsible for the vo parts, the vmbo exam and the vmbo diploma.",
    ),
    why=Text(
        "Een leerling moet altijd weten bij wie hij terechtkan. Daarom kunnen besturen dit niet anders verdelen, ook "
        "niet als de les bij de ander is.",
        "A pupil must always know whom to turn to. That is why boards cannot divide this differently, even if the "
        "lesson is at the other’s place.",
    ),
    topics=("responsibility", "exam"),
    check=school_answers_for_vo,
    examples=(
        passes("De vaste tekst", "The fixed text", GOOD),
        passes("Alleen de pijlers in de modeltekst", "Only the pillars in the model text", own_words("examen")),
        fails("Allebei in eigen woorden", "Both in own words", _without_both()),
    ),
)

R091 = AgreementRule(
    id="R-091",
    severity=Severity.BLOCK,
    sentence=Text(
        "De instelling is voor de hele leerroute verantwoordelijk voor de mbo-onderdelen met de bpv, het mbo-examen "
        "en het mbo-diploma.",
        "For the whole route the institution is responsible for the mbo parts with the work placement, the mbo exam "
        "and the mbo diploma.",
    ),
    why=Text(
        "Een mbo-diploma is overal evenveel waard, omdat één instelling ervoor instaat. Besturen kunnen dat niet "
        "anders verdelen.",
        "An mbo diploma is worth the same everywhere because one institution vouches for it. Boards cannot divide "
        "that differently.",
    ),
    topics=("responsibility",),
    check=institution_answers_for_mbo,
    examples=(
        passes("De vaste tekst", "The fixed text", GOOD),
        fails("Pijlers en examens in eigen woorden", "Pillars and exams in own words", _without_both()),
    ),
)


def complaints_reach_the_partner(dossier: Dossier) -> Iterator[Answer]:
    if not dossier.facts.funded:
        yield not_applicable(
            "Voor besturen zonder geld van het Rijk geldt deze regel niet (R-013).",
            "This rule does not hold for boards without state funding (R-013).",
        )
        return
    check = fixed_text(
        "klachten",
        Text(
            "De klachtenregeling van elk bestuur geldt ook voor de partner.",
            "Each board’s complaints procedure also covers the partner.",
        ),
        Text(
            "Nergens staat nog in vaste tekst dat de klachtenregeling ook voor de partner geldt. Leg uit waar u dat "
            "dan regelt.",
            "Nowhere does the fixed text say that the complaints procedure covers the partner. Explain where you "
            "settle that instead.",
        ),
    )
    yield from check(dossier)


R080 = AgreementRule(
    id="R-080",
    severity=Severity.WARN,
    sentence=Text(
        "De klachtenregeling van elk bestuur geldt ook voor wat de partner in de leerroute doet. De voorzitter van de "
        "commissie werkt niet bij de partner.",
        "Each board’s complaints procedure also covers what the partner does in the route. The chair of the committee "
        "does not work for the partner.",
    ),
    why=Text(
        "Een leerling of ouder mag niet van het kastje naar de muur gaan. Daarom geldt één regeling voor de hele "
        "leerroute.",
        "A pupil or parent must not be sent from pillar to post. That is why one procedure holds for the whole route.",
    ),
    topics=("responsibility",),
    check=complaints_reach_the_partner,
    examples=(
        passes("De vaste tekst", "The fixed text", GOOD),
        fails("In eigen woorden", "In own words", own_words("klachten")),
        skips("Zonder geld van het Rijk", "Without state funding", UNFUNDED),
    ),
)

RULES = (C_B2, C_C2, R080, R090, R091)
