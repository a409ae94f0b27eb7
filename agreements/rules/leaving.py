"""Leaving early: the exit options (topic f)."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.clauses.values import TOGETHER

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
from .examples import GLR, GOOD, empty, keeping
from .programme import years_of

CAUSES = {
    "level_too_high": Text("niveau te hoog", "level too high"),
    "level_too_low": Text("niveau te laag", "level too low"),
    "other_programme": Text("andere opleiding gewenst", "other programme wanted"),
    "moving": Text("verhuizing", "moving house"),
    "not_promoted": Text("niet bevorderd", "not promoted"),
    "route_stops": Text("de leerroute stopt", "the route stops"),
}
"""R-103; “failed the exam” is a duty of its own (R-047)."""


def there_is_a_way_out(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    if not scope.rows("exits"):
        yield not_met("Er is nog geen enkele overstapoptie.", "There is not a single exit option yet.", "exits")
    if not str(scope.data.get("judgement") or "").strip():
        yield not_met(
            "Beschrijf hoe school en instelling samen vaststellen welk niveau is bereikt.",
            "Describe how school and institution establish together which level was reached.",
            "judgement",
        )


R100 = AgreementRule(
    id="R-100",
    severity=Severity.BLOCK,
    sentence=Text(
        "Wie eerder stopt, kan een vmbo- of mbo-diploma halen dat past bij leeftijd en bereikt niveau. Over dat niveau "
        "oordelen de besturen samen.",
        "Whoever stops early can get a vmbo or mbo diploma that fits age and level reached. The boards judge that "
        "level together.",
    ),
    why=Text(
        "Wie in een leerroute stapt, laat de gewone weg los. De besturen zorgen dus samen voor een weg terug of "
        "vooruit.",
        "Whoever enters a route lets go of the ordinary way. So the boards together provide a way back or forward.",
    ),
    topics=("exit",),
    check=of_clause("F", there_is_a_way_out, Text("Er zijn overstapopties.", "There are exit options.")),
    examples=(
        passes("Opties en een gezamenlijk oordeel", "Options and a joint judgement", GOOD),
        fails("Niets ingevuld", "Nothing filled in", empty("F", "exits", "judgement")),
    ),
)

R101: AgreementRule = AgreementRule(
    id="R-101",
    severity=Severity.DATA,
    sentence=Text(
        "Wie overstapt naar een mbo-opleiding van dezelfde instelling, hoeft niet opnieuw te worden toegelaten.",
        "Whoever switches to an mbo programme of the same institution need not be admitted again.",
    ),
    why=Text(
        "De instelling kent deze student al. Een nieuwe procedure zou alleen tijd kosten.",
        "The institution already knows this student. A new procedure would only cost time.",
    ),
    topics=("exit",),
    upheld_by=Text("Dit staat in de vaste tekst van artikel F.", "This is in the fixed text of article F."),
)

R102: AgreementRule = AgreementRule(
    id="R-102",
    severity=Severity.DATA,
    sentence=Text(
        "De plicht om een overstapoptie te bieden geldt niet na een definitieve verwijdering.",
        "The duty to offer an exit option does not hold after a definitive removal.",
    ),
    why=Text(
        "Voor verwijdering gelden eigen regels, met eigen bescherming. Die gaan voor.",
        "Removal has rules of its own, with their own protection. Those come first.",
    ),
    topics=("exit", "removal"),
    upheld_by=Text("Dit staat in de vaste tekst van artikel F.", "This is in the fixed text of article F."),
)


def usual_causes_are_covered(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    named = {row.get("situation") for row in scope.rows("exits")}
    missing = [cause for name, cause in CAUSES.items() if name not in named]
    if missing:
        yield not_met(
            f"Voor deze situaties is er geen overstapoptie: {'; '.join(cause.nl for cause in missing)}.",
            f"There is no exit option for: {'; '.join(cause.en for cause in missing)}.",
            "exits",
        )


R103 = AgreementRule(
    id="R-103",
    severity=Severity.WARN,
    sentence=Text(
        "De overstapopties gaan over de gewone oorzaken: verhuizing, niveau te hoog of te laag, andere wens, niet "
        "bevorderd, en een leerroute die stopt.",
        "The exit options cover the usual causes: moving house, level too high or low, another wish, not promoted, "
        "and a route that stops.",
    ),
    why=Text(
        "Deze oorzaken komen bij bijna elke leerroute voor. Mist er een, dan kan dat een goede reden hebben; schrijf "
        "die op.",
        "These causes occur in nearly every route. If one is missing there may be a good reason; write it down.",
    ),
    topics=("exit",),
    check=of_clause(
        "F", usual_causes_are_covered, Text("De gewone oorzaken staan erin.", "The usual causes are in it."), "exits"
    ),
    examples=(
        passes("Alle oorzaken", "All causes", GOOD),
        fails(
            "Verhuizing ontbreekt",
            "Moving house is missing",
            keeping("F", "exits", lambda row: row.get("situation") != "moving"),
        ),
    ),
)


def exits_for_every_year(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    years = {str(row.get("year")) for row in scope.rows("exits")}
    for year in years_of(scope) if TOGETHER not in years else ():
        if str(year) not in years:
            yield not_met(
                f"Voor leerjaar {year} is er nog geen overstapoptie.",
                f"There is no exit option for year {year} yet.",
                "exits",
            )


C_F2 = AgreementRule(
    id="C-F2",
    severity=Severity.BLOCK,
    sentence=Text("Elk jaar heeft ten minste één overstapoptie.", "Every year has at least one exit option."),
    why=Text(
        "Stoppen kan op elk moment. Wat past, verschilt per jaar.",
        "One can stop at any moment. What fits differs per year.",
    ),
    topics=("agreement", "exit"),
    check=of_clause(
        "F", exits_for_every_year, Text("Elk jaar heeft een overstapoptie.", "Every year has an exit option."), "exits"
    ),
    examples=(
        passes("Elk jaar", "Every year", GOOD),
        passes("Ook in een geïntegreerde route", "In an integrated route too", GLR),
        fails(
            "Alleen jaar 1 tot en met 3",
            "Only years 1 to 3",
            keeping("F", "exits", lambda row: row.get("year") in ("1", "2", "3")),
        ),
    ),
)

RULES = (C_F2, R100, R101, R102, R103)
