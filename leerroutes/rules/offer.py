"""The two ends of a line: the profile the school offers, and an mbo part that is related to it."""

from __future__ import annotations

from collections.abc import Iterator

from leerroutes.enums import Leerweg, ProfileKind, RouteType
from leerroutes.rules.base import (
    Answer,
    Rule,
    Severity,
    Text,
    fails,
    met,
    not_met,
    passes,
    per_line,
)
from leerroutes.rules.examples import GOOD, glr_line, line
from leerroutes.rules.facts import LineFacts, RouteFacts
from leerroutes.rules.words import LEERWEG


def profile_is_offered(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    known = line.profile_leerwegen
    if facts.route_type == RouteType.GLR and known and known.isdisjoint(ProfileKind.VBO.leerwegen):
        yield not_met(
            f"Een GLR kan alleen met een beroepsgericht profiel (vbo). {line.profile_name} is dat niet.",
            f"A GLR goes only with a vocational profile (vbo). {line.profile_name} is not one.",
            "profile",
        )
    elif known and line.leerweg not in known:
        yield not_met(
            f"Het profiel {line.profile_name} bestaat niet in {LEERWEG[line.leerweg].nl}. Kies een ander profiel.",
            f"The profile {line.profile_name} does not exist in {LEERWEG[line.leerweg].en}. Choose another profile.",
            "profile",
        )
    else:
        yield _offered_here(line)


def _offered_here(line: LineFacts) -> Answer:
    if (line.leerweg, line.profile) in line.offers:
        return met(
            f"De school biedt {line.profile_name} aan in {line.leerweg.value}.",
            f"The school offers {line.profile_name} in {line.leerweg.value}.",
        )
    return not_met(
        f"{line.establishment} biedt {line.profile_name} niet aan in {line.leerweg.value}. Kies een profiel "
        "dat de school wel aanbiedt, of werk het aanbod van de school bij.",
        f"{line.establishment} does not offer {line.profile_name} in {line.leerweg.value}. Choose a profile "
        "that the school does offer, or bring the school's offer up to date.",
        "profile",
    )


R008 = Rule(
    id="R-008",
    severity=Severity.BLOCK,
    sentence=Text(
        "Het vmbo-deel past bij een profiel dat de school echt aanbiedt. Voor een GLR kan dat alleen een "
        "vbo-profiel zijn.",
        "The vmbo part fits a profile that the school actually offers. For a GLR only a vbo profile will do.",
    ),
    why=Text(
        "De leerling volgt het vmbo-deel in het profiel van de route. Dat kan alleen als de school dat "
        "profiel in die leerweg geeft.",
        "The pupil follows the vmbo part in the profile of the route. That is possible only if the school "
        "gives that profile in that track.",
    ),
    topics=("definition", "glr", "profiles"),
    check=per_line(profile_is_offered),
    examples=(
        passes("HBR in BB op een school die dat aanbiedt", "HBR in BB at a school that offers it", GOOD),
        fails(
            "PIE op een school zonder PIE",
            "PIE at a school without PIE",
            line(profile="pie", profile_name="Produceren, installeren en energie"),
        ),
        fails("HBR in TL", "HBR in TL", line(leerweg=Leerweg.TL)),
        fails(
            "GLR met een TL-profiel",
            "GLR with a TL profile",
            glr_line(profile="tl_economie", profile_name="Economie", profile_leerwegen=ProfileKind.MAVO.leerwegen),
        ),
    ),
)


def programme_is_related(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    goal = line.qualification_name or line.domain_name or "het mbo-deel"
    goal_en = line.qualification_name or line.domain_name or "the mbo part"
    if line.related:
        yield met(f"{goal} past bij {line.profile_name}.", f"{goal_en} fits {line.profile_name}.")
    elif line.related_motivation.strip():
        yield met("De besturen leggen uit waarom dit past.", "The boards explain why this fits.")
    else:
        yield not_met(
            f"Het is niet vanzelf duidelijk dat {goal} past bij {line.profile_name}. Leg uit waarom dit past.",
            f"It does not go without saying that {goal_en} fits {line.profile_name}. Explain why it does.",
            "related_motivation",
        )


R009 = Rule(
    id="R-009",
    severity=Severity.WARN,
    sentence=Text(
        "Het mbo-deel ligt in een aanverwant domein of is een aanverwante kwalificatie.",
        "The mbo part is in a related domain or is a related qualification.",
    ),
    why=Text(
        "De wet zegt dat het mbo-deel verwant moet zijn, maar geeft geen lijst: de besturen beslissen. "
        "Staat de combinatie niet in onze tabel, dan vragen we alleen om uitleg.",
        "The law says the mbo part must be related, but gives no list: the boards decide. If the "
        "combination is not in our table, we only ask for an explanation.",
    ),
    topics=("definition",),
    check=per_line(programme_is_related),
    examples=(
        passes("HBR met Kok", "HBR with Cook", GOOD),
        passes(
            "Niet in de tabel, met uitleg",
            "Not in the table, with an explanation",
            line(related=False, related_motivation="Koks werken in de regio vaak in de zorg."),
        ),
        fails("Niet in de tabel, zonder uitleg", "Not in the table, without one", line(related=False)),
    ),
)
