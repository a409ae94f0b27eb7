"""Disputes, notice and the end (topics h and i)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .base import (
    AgreementRule,
    Answer,
    Check,
    Dossier,
    Judge,
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
from .examples import GOOD, about, internal, keeping

BINDING_STEPS = {"arbitration", "court"}
INDEFINITE = not_applicable(
    "De overeenkomst geldt voor onbepaalde tijd.", "The agreement holds for an indefinite time."
)


def two_steps(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    if len(scope.rows("steps")) < 2:
        yield not_met(
            "Eén stap is te weinig: begin met overleg en eindig met arbitrage of de rechter.",
            "One step is not enough: begin with talks and end with arbitration or the court.",
            "steps",
        )


C_H2 = AgreementRule(
    id="C-H2",
    severity=Severity.BLOCK,
    sentence=Text("Een geschil kent ten minste twee stappen.", "A dispute knows at least two steps."),
    why=Text(
        "De meeste meningsverschillen lost u zelf op. Maar er moet ook een stap zijn als dat niet lukt.",
        "Most disagreements you solve yourselves. But there must also be a step when that fails.",
    ),
    topics=("agreement",),
    check=of_clause("H", two_steps, Text("Er zijn meer stappen.", "There are more steps."), "steps"),
    examples=(
        passes("Overleg en dan de rechter", "Talks and then the court", GOOD),
        fails("Meteen naar de rechter", "Straight to court", keeping("H", "steps", lambda r: r.get("step") == "court")),
    ),
)


def ends_binding(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    rows = scope.rows("steps")
    if rows and rows[-1].get("step") not in BINDING_STEPS:
        yield not_met(
            "De laatste stap is niet bindend. Eindig met arbitrage of met de bevoegde rechter.",
            "The last step is not binding. End with arbitration or the competent court.",
            "steps",
        )


C_H3 = AgreementRule(
    id="C-H3",
    severity=Severity.BLOCK,
    sentence=Text(
        "De laatste stap van een geschil is bindend: arbitrage of de bevoegde rechter.",
        "The last step of a dispute is binding: arbitration or the competent court.",
    ),
    why=Text(
        "Zonder een laatste woord kan een geschil jaren duren. Daar heeft geen leerling iets aan.",
        "Without a last word a dispute can take years. No pupil is helped by that.",
    ),
    topics=("agreement",),
    check=of_clause("H", ends_binding, Text("De laatste stap is bindend.", "The last step is binding."), "steps"),
    examples=(
        passes("Eindigt bij de rechter", "Ends in court", GOOD),
        fails(
            "Eindigt met mediation",
            "Ends with mediation",
            keeping("H", "steps", lambda row: row.get("step") not in BINDING_STEPS),
        ),
    ),
)


def longest(dossier: Dossier) -> int:
    """The years that the longest route takes."""
    return max((route.years for route in dossier.facts.routes), default=0)


def last_intake(dossier: Dossier) -> date | None:
    """The last 1 August on which a group can start and still finish before the agreement ends."""
    ends = dossier.facts.ends_on
    return date(ends.year - longest(dossier), 8, 1) if ends and longest(dossier) < ends.year else None


def term_lets_groups_finish(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    starts, intake = dossier.facts.starts_on, last_intake(dossier)
    if starts is None or intake is None:
        yield INDEFINITE
    elif intake < starts:
        yield not_met(
            f"De langste leerroute duurt {longest(dossier)} jaar, maar de overeenkomst eindigt eerder. Leg uit hoe de "
            "eerste groep afmaakt wat zij begint.",
            f"The longest route takes {longest(dossier)} years, but the agreement ends sooner. Explain how the first "
            "group finishes what it starts.",
            "ends_on",
        )


C_I2 = AgreementRule(
    id="C-I2",
    severity=Severity.WARN,
    sentence=Text(
        "De overeenkomst eindigt niet voordat een groep die begint, de leerroute kan afmaken.",
        "The agreement does not end before a group that starts can finish the route.",
    ),
    why=Text(
        "Wie begint, rekent erop dat hij kan afmaken. Loopt de overeenkomst eerder af, dan is het zorgplan het enige "
        "dat blijft.",
        "Whoever starts counts on being able to finish. If the agreement ends sooner, the care plan is all that "
        "remains.",
    ),
    topics=("agreement", "exit"),
    check=of_clause("I", term_lets_groups_finish, Text("Elke groep kan afmaken.", "Every group can finish.")),
    examples=(
        passes("Acht jaar voor een route van vier", "Eight years for a route of four", GOOD),
        fails("Twee jaar voor een route van vier", "Two years for a route of four", about(ends_on=date(2028, 7, 31))),
        skips("Onbepaalde tijd", "Indefinite time", about(ends_on=None)),
    ),
)


def of_the_end(judge: Judge, ok: Text) -> Check[Dossier]:
    """About article I; an interne regeling has none, and says in the article on its term when it ends."""
    of_i, of_term = of_clause("I", judge, ok), of_clause("duur", judge, ok)
    return lambda dossier: (of_i if dossier.scopes("I") else of_term)(dossier)


def ends_with_a_school_year(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    ends = dossier.facts.ends_on
    if ends is None:
        yield INDEFINITE
    elif (ends.month, ends.day) != (7, 31):
        yield not_met(
            "De overeenkomst eindigt niet op 31 juli. Kies als einddatum de laatste dag van een schooljaar.",
            "The agreement does not end on 31 July. Choose the last day of a school year as the end date.",
            "ends_on",
        )


C_I3 = AgreementRule(
    id="C-I3",
    severity=Severity.DATA,
    sentence=Text(
        "De overeenkomst eindigt op 31 juli, de laatste dag van een schooljaar.",
        "The agreement ends on 31 July, the last day of a school year.",
    ),
    why=Text(
        "Een einde midden in een schooljaar treft leerlingen die nog les hebben. De wet noemt geen dag, maar wil dat "
        "leerlingen zo min mogelijk van een einde merken.",
        "An end halfway through a school year hits pupils who still have lessons. The law names no day, but wants "
        "pupils to notice an end as little as possible.",
    ),
    topics=("agreement",),
    check=of_the_end(ends_with_a_school_year, Text("Het einde is 31 juli.", "The end is 31 July.")),
    examples=(
        passes("31 juli 2034", "31 July 2034", GOOD),
        fails("30 juni 2034", "30 June 2034", about(ends_on=date(2034, 6, 30))),
        fails(
            "Een interne regeling tot 30 juni",
            "An internal regulation until 30 June",
            internal(is_vsg=True, ends_on=date(2034, 6, 30)),
        ),
        skips("Onbepaalde tijd", "Indefinite time", about(ends_on=None)),
    ),
)


def ends_after_it_starts(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    starts, ends = dossier.facts.starts_on, dossier.facts.ends_on
    if starts and ends and ends <= starts:
        yield not_met(
            "De einddatum ligt niet na de begindatum.", "The end date is not after the start date.", "ends_on"
        )


C_I4 = AgreementRule(
    id="C-I4",
    severity=Severity.DATA,
    sentence=Text(
        "De overeenkomst eindigt na de dag waarop zij begint.", "The agreement ends after the day it starts."
    ),
    why=Text(
        "Een overeenkomst die al voorbij is, bindt niemand. Meestal is hier een jaartal verkeerd getypt.",
        "An agreement that is already over binds nobody. Usually a year was mistyped here.",
    ),
    topics=("agreement",),
    check=of_the_end(ends_after_it_starts, Text("Het einde komt na het begin.", "The end comes after the start.")),
    examples=(
        passes("Van 2026 tot 2034", "From 2026 to 2034", GOOD),
        fails("Eindigt voor het begin", "Ends before it starts", about(ends_on=date(2026, 7, 31))),
    ),
)

RULES = (C_H2, C_H3, C_I2, C_I3, C_I4)
