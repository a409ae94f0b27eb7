"""The least number of hours over the whole route, and when fewer are allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leerroutes.enums import LearningMode
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
from leerroutes.rules.examples import ACCOUNTED_FOR, GOOD, UNFUNDED, line
from leerroutes.rules.facts import LineFacts, NormFacts, RouteFacts
from leerroutes.rules.words import all_of

HOURS = {
    "total_hours": Text("uren in totaal", "hours in all"),
    "guided_hours": Text("begeleide uren", "guided hours"),
    "bpv_hours": Text("uren bpv", "work placement hours"),
}

BELOW_NORM = {
    "justification": Text("een onderbouwing", "a justification"),
    "evidence": Text("bewijs dat de kwaliteit goed is", "evidence that the quality is good"),
    "schoolplan": Text("de plaats in het schoolplan", "the place in the school plan"),
    "schoolgids": Text("de plaats in de schoolgids", "the place in the school guide"),
    "bestuursverslag": Text("de plaats in het bestuursverslag", "the place in the annual board report"),
}

UNFUNDED_SCHOOL = not_applicable(
    "De urennorm geldt niet voor een school zonder geld van het Rijk (R-013).",
    "The hours norm does not apply to a school without state funding (R-013).",
)
NO_NORM = not_applicable(
    "Voor deze duur staat er geen urennorm in de tabel.", "The table has no hours norm for this duration."
)


def shortfalls(line: LineFacts, norm: NormFacts) -> dict[str, tuple[int, int]]:
    """Field → (planned hours, norm), only for what is too low."""
    pairs = {
        "total_hours": (line.total_hours, norm.total),
        "guided_hours": (line.guided_hours, norm.guided),
        "bpv_hours": (line.bpv_hours, norm.bpv),
    }
    return {field: (planned, least) for field, (planned, least) in pairs.items() if planned < least}


def hours_reach_norm(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    norm = facts.norm_for(line)
    if facts.is_unfunded(line):
        yield UNFUNDED_SCHOOL
    elif norm is None:
        yield NO_NORM
    elif low := shortfalls(line, norm):
        yield from (_too_low(line, field, planned, least) for field, (planned, least) in low.items())
    else:
        yield met(
            f"De uren halen de norm voor {line.duration_years} jaar {line.learning_mode.value}.",
            f"The hours reach the norm for {line.duration_years} years {line.learning_mode.value}.",
        )


def _too_low(line: LineFacts, field: str, planned: int, least: int) -> Answer:
    """Its reason is the account of R-031, once that is complete."""
    kind, account = HOURS[field], line.below_norm
    answer = not_met(
        f"Er zijn {planned} {kind.nl} gepland. De norm voor {line.duration_years} jaar "
        f"{line.learning_mode.value} is {least}: dat is {least - planned} te weinig.",
        f"{planned} {kind.en} are planned. The norm for {line.duration_years} years "
        f"{line.learning_mode.value} is {least}: that is {least - planned} too few.",
        field,
    )
    return answer if account.missing else replace(answer, reason=account.justification)


R030 = Rule(
    id="R-030",
    severity=Severity.WARN,
    sentence=Text(
        "De uren in totaal, de begeleide uren en de uren bpv halen elk de norm voor de duur en voor BOL of BBL.",
        "The hours in all, the guided hours and the work placement hours each reach the norm for the "
        "duration and for BOL or BBL.",
    ),
    why=Text(
        "De wet heeft één urennorm voor de hele route, zodat besturen de uren vrij over de jaren kunnen "
        "verdelen. Minder uren mag alleen met een verantwoording (R-031).",
        "The law has one norm for the whole route, so that boards are free to spread the hours over the "
        "years. Fewer hours are allowed only if they are accounted for (R-031).",
    ),
    topics=("hours-bol", "hours-bbl"),
    check=per_line(hours_reach_norm),
    examples=(
        passes("Precies de norm voor 4 jaar BOL", "Exactly the norm for 4 years BOL", GOOD),
        fails("Eén begeleid uur te weinig", "One guided hour too few", line(guided_hours=2949)),
        fails("BOL-uren in een BBL-route", "BOL hours in a BBL route", line(learning_mode=LearningMode.BBL)),
        skips("Zonder geld van het Rijk", "Without state funding", UNFUNDED),
        skips("Een duur zonder norm", "A duration without a norm", line(duration_years=7)),
    ),
)


def fewer_hours_accounted_for(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    norm = facts.norm_for(line)
    if facts.is_unfunded(line):
        yield UNFUNDED_SCHOOL
    elif norm is None:
        yield NO_NORM
    elif not shortfalls(line, norm):
        yield not_applicable("De uren halen de norm.", "The hours reach the norm.")
    elif line.below_norm.missing:
        yield _not_accounted_for(line)
    else:
        yield met(
            "Er zijn minder uren, en dat is verantwoord.",
            "There are fewer hours, and they are accounted for.",
        )


def _not_accounted_for(line: LineFacts) -> Answer:
    missing = all_of([BELOW_NORM[field] for field in line.below_norm.missing])
    return not_met(
        f"Er zijn minder uren dan de norm. Dat mag alleen met een verantwoording. Dit ontbreekt nog: {missing.nl}.",
        f"There are fewer hours than the norm. That must be accounted for. Still missing: {missing.en}.",
        line.below_norm.missing[0],
    )


R031 = Rule(
    id="R-031",
    severity=Severity.BLOCK,
    sentence=Text(
        "Minder uren dan de norm mag alleen als de besturen dat samen besluiten en laten zien dat de "
        "kwaliteit goed is. Zij verantwoorden het in schoolplan, schoolgids en bestuursverslag.",
        "Fewer hours than the norm are allowed only if the boards decide so together and show that the "
        "quality is good. They account for it in the school plan, the school guide and the annual board "
        "report.",
    ),
    why=Text(
        "De wet geeft ruimte, maar wil dat ouders, leerlingen en inspectie kunnen zien waarom het minder "
        "is. Daarom zijn er vijf dingen nodig voordat het voorstel verder kan.",
        "The law leaves room, but wants parents, pupils and the inspectorate to see why there is less. "
        "That is why five things are needed before the proposal can go on.",
    ),
    topics=("hours-bol", "hours-bbl"),
    check=per_line(fewer_hours_accounted_for),
    examples=(
        skips("De norm gehaald", "The norm is reached", GOOD),
        passes(
            "Minder uren, verantwoord",
            "Fewer hours, accounted for",
            line(total_hours=3800, below_norm=ACCOUNTED_FOR),
        ),
        fails("Minder uren, niet verantwoord", "Fewer hours, not accounted for", line(total_hours=3800)),
        skips("Zonder geld van het Rijk", "Without state funding", UNFUNDED),
    ),
)
