"""How many years a route may take, counted from vmbo year 3."""

from __future__ import annotations

from collections.abc import Iterator

from leerroutes.enums import Leerweg, MboLevel
from leerroutes.rules.base import (
    Answer,
    Rule,
    Severity,
    Text,
    fails,
    met,
    not_applicable,
    not_met,
    note,
    passes,
    per_line,
    skips,
    tells,
)
from leerroutes.rules.examples import GOOD, line
from leerroutes.rules.facts import LineFacts, RouteFacts
from leerroutes.rules.lengths import allowed_durations, possible_lengths
from leerroutes.rules.words import LEVEL, capital, either


def duration_fits(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    allowed = allowed_durations(line.level, line.nominal_years)
    if allowed is None:
        yield not_applicable(
            "De duur is nog niet te controleren: eerst moet de mbo-opleiding kloppen.",
            "The duration cannot be checked yet: the mbo programme must be right first.",
        )
        return
    least, most = allowed
    if least <= line.duration_years <= most:
        yield met(
            f"{line.duration_years} jaar mag: de grens is {least} tot en met {most} jaar.",
            f"{line.duration_years} years is allowed: the limits are {least} to {most} years.",
        )
    else:
        yield not_met(
            f"De route duurt {line.duration_years} jaar. Voor deze opleiding moet dat {least} tot en met "
            f"{most} jaar zijn, geteld vanaf leerjaar 3 van het vmbo.",
            f"The route takes {line.duration_years} years. For this programme it must be {least} to {most} "
            "years, counted from year 3 of the vmbo.",
            "duration_years",
        )


R020 = Rule(
    id="R-020",
    severity=Severity.BLOCK,
    sentence=Text(
        "De duur van de route ligt tussen het minimum en het maximum voor de mbo-opleiding, geteld vanaf leerjaar 3.",
        "The route takes no less and no more years than the law sets for the mbo programme, counted from year 3.",
    ),
    why=Text(
        "De route is korter dan vmbo en mbo na elkaar, of even lang, omdat de twee in elkaar passen. De "
        "wet zegt per opleiding hoe kort en hoe lang.",
        "The route is shorter than vmbo and mbo one after the other, or just as long, because the two fit "
        "together. The law says for each programme how short and how long.",
    ),
    topics=("duration",),
    check=per_line(duration_fits),
    examples=(
        passes("Tweejarige mbo-2 in 4 jaar", "Two-year level 2 in 4 years", GOOD),
        fails("Tweejarige mbo-2 in 2 jaar", "Two-year level 2 in 2 years", line(duration_years=2)),
        fails("Een route van 7 jaar", "A route of 7 years", line(duration_years=7)),
        skips("Een opleiding die niet in een route kan", "A programme no route has", line(level=MboLevel.ENTREE)),
    ),
)


def length_is_known(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    possible = possible_lengths(line.level)
    if not possible:
        yield not_applicable("Deze opleiding kan niet in een route.", "This programme cannot be in a route.")
    elif not line.nominal_years and not line.qualification_code:
        yield note(
            "De lijn noemt alleen een domein. Daarom geldt de ruimste duur van dit niveau.",
            "The line names only a domain. So the widest duration of this level applies.",
            "nominal_years",
        )
    elif line.nominal_years and set(line.nominal_years) <= set(possible):
        yield from _known_length(line)
    else:
        yield _wrong_length(line, possible)


def _known_length(line: LineFacts) -> Iterator[Answer]:
    yield met("De lengte van de mbo-opleiding is bekend.", "The length of the mbo programme is known.")
    if len(line.nominal_years) > 1:
        yield note(
            "De mbo-opleiding kan verschillende lengtes hebben. Kies er een, dan weet iedereen welke duur geldt.",
            "The mbo programme comes in several lengths. Choose one, so that everybody knows which duration applies.",
            "nominal_years",
        )

    yield from _differs_from_table(line)


def _differs_from_table(line: LineFacts) -> Iterator[Answer]:
    """Only a remark: our table of lengths is not a source of law."""
    if line.qualification_years and not set(line.nominal_years) <= set(line.qualification_years):
        usual = either([Text(str(years), str(years)) for years in line.qualification_years])
        yield note(
            f"In onze tabel duurt {line.qualification_name} {usual.nl} jaar. Controleer de gekozen lengte.",
            f"In our table {line.qualification_name} takes {usual.en} years. Check the length you chose.",
            "nominal_years",
        )


def _wrong_length(line: LineFacts, possible: tuple[int, ...]) -> Answer:
    lengths, level = either([Text(str(years), str(years)) for years in possible]), LEVEL[line.level]
    return not_met(
        f"{capital(level.nl)} duurt {lengths.nl} jaar. Vul de lengte van de mbo-opleiding in.",
        f"{capital(level.en)} takes {lengths.en} years. Fill in the length of the mbo programme.",
        "nominal_years",
    )


R021 = Rule(
    id="R-021",
    severity=Severity.DATA,
    sentence=Text(
        "Bij een kwalificatie staat hoeveel jaar de mbo-opleiding zelf duurt. Daaruit volgt de duur van de route.",
        "A qualification comes with the length in years of the mbo programme itself. The duration of the "
        "route follows from it.",
    ),
    why=Text(
        "De wet verbindt de duur van de route aan de lengte van de mbo-opleiding. Zonder die lengte is de "
        "duur niet te controleren.",
        "The law ties the duration of the route to the length of the mbo programme. Without that length "
        "the duration cannot be checked.",
    ),
    topics=("duration",),
    check=per_line(length_is_known),
    examples=(
        passes("Kok, twee jaar", "Cook, two years", GOOD),
        fails("Een kwalificatie zonder lengte", "A qualification without a length", line(nominal_years=())),
        fails("Mbo-2 van vier jaar", "Level 2 in four years", line(nominal_years=(4,))),
        tells(
            "Alleen een domein",
            "Only a domain",
            line(qualification_code="", qualification_name="", nominal_years=()),
        ),
        tells("Kok in één jaar", "Cook in one year", line(nominal_years=(1,), duration_years=3)),
        skips("Een opleiding die niet in een route kan", "A programme no route has", line(level=MboLevel.ENTREE)),
    ),
)


def two_year_notice(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    if line.duration_years == 2:
        yield note(
            "Een route van 2 jaar komt niet aan de mbo-fase toe. De jongere haalt het mbo-diploma als "
            "leerling van de vo-school.",
            "A route of 2 years never reaches the mbo phase. The young person takes the mbo diploma as a "
            "pupil of the school.",
            "duration_years",
        )
    else:
        yield not_applicable("De route duurt geen 2 jaar.", "The route does not take 2 years.")


R022 = Rule(
    id="R-022",
    severity=Severity.INFO,
    sentence=Text(
        "Een route van 2 jaar komt niet aan de mbo-fase toe.",
        "A route of 2 years never reaches the mbo phase.",
    ),
    why=Text(
        "De inschrijving bij het mbo begint in jaar 3 van de route. Bij een route van 2 jaar haalt de "
        "jongere het mbo-diploma dus als leerling van de vo-school.",
        "Enrolment at the mbo starts in year 3 of the route. In a route of 2 years the young person "
        "therefore takes the mbo diploma as a pupil of the school.",
    ),
    topics=("duration", "enrolment"),
    check=per_line(two_year_notice),
    examples=(
        tells(
            "Eenjarige mbo-2 in 2 jaar",
            "One-year level 2 in 2 years",
            line(nominal_years=(1,), duration_years=2),
        ),
        skips("Een route van 4 jaar", "A route of 4 years", GOOD),
        skips(
            "Een route van 5 jaar naar mbo-4",
            "A route of 5 years to level 4",
            line(leerweg=Leerweg.TL, level=MboLevel.MIDDEN, nominal_years=(3,), duration_years=5),
        ),
    ),
)
