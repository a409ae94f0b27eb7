"""The agreement as a whole: articles beside the ten topics, no open places, and the basis of an interne regeling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from agreements.clauses.render import DataKey

from .base import (
    AgreementRule,
    Answer,
    Dossier,
    Finding,
    Scope,
    Severity,
    Text,
    at,
    fails,
    met,
    not_applicable,
    not_met,
    of_clause,
    passes,
    skips,
)
from .examples import GOOD, empty, internal
from .topics import gap_answers


def internal_rule_has_a_basis(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    facts = dossier.facts
    if not dossier.is_internal:
        yield not_applicable("Dit geldt voor een interne regeling.", "This holds for an internal regulation.")
    elif not facts.is_vsg and not facts.legal_basis.strip():
        yield not_met(
            "Schrijf bij titel en data waarop de regeling rust: de wet noemt alleen een verticale scholengemeenschap.",
            "Say with title and dates on what the regulation rests: the law only names a verticale scholengemeenschap.",
            "legal_basis",
        )


BASIS = AgreementRule(
    id="C-3",
    severity=Severity.BLOCK,
    sentence=Text(
        "Een interne regeling is er voor één verticale scholengemeenschap. Ieder ander bestuur schrijft op waarop de "
        "regeling rust.",
        "An internal regulation is for one verticale scholengemeenschap. Any other board writes down on what the "
        "regulation rests.",
    ),
    why=Text(
        "De wet noemt alleen de verticale scholengemeenschap; de uitleg van het programma is ruimer. Wie daarop "
        "vertrouwt, zegt dat met zoveel woorden.",
        "The law only names the verticale scholengemeenschap; the explanation of the programme is wider. Whoever "
        "relies on that says so in so many words.",
    ),
    topics=("agreement",),
    check=of_clause("partijen", internal_rule_has_a_basis, Text("De grondslag staat vast.", "The basis is settled.")),
    examples=(
        skips("Een samenwerkingsovereenkomst", "A cooperation agreement", GOOD),
        passes("Een verticale scholengemeenschap", "A verticale scholengemeenschap", internal(is_vsg=True)),
        passes("Met een grondslag", "With a basis", internal(legal_basis="Advies van onze jurist.")),
        fails("Zonder grondslag", "Without a basis", internal()),
    ),
)


def practical_articles_filled_in(dossier: Dossier) -> Iterator[Answer]:
    found = [gap for scope in dossier.every_scope() if not scope.clause.letter for gap in gap_answers(scope)]
    yield from found or [met("De andere artikelen zijn ingevuld.", "The other articles are filled in.")]


PRACTICAL = AgreementRule(
    id="C-1",
    severity=Severity.DATA,
    sentence=Text(
        "Ook de artikelen die de wet niet noemt, maar die u in de praktijk nodig hebt, zijn ingevuld.",
        "The articles that the law does not name, but that you need in practice, are filled in too.",
    ),
    why=Text(
        "Denk aan partijen, duur, examens, klachten en privacy. Een half ingevuld artikel geeft later onenigheid.",
        "Think of parties, term, exams, complaints and privacy. An article filled in by halves leads to disputes.",
    ),
    topics=("agreement",),
    check=practical_articles_filled_in,
    examples=(
        passes("Alles ingevuld", "Everything filled in", GOOD),
        fails("Geen doel genoemd", "No purpose named", empty("partijen", "purpose")),
    ),
)


def nothing_left_open(dossier: Dossier) -> Iterator[Answer]:
    found = [at(_open(scope), scope) for scope in dossier.every_scope() if _is_left_open(dossier, scope)]
    yield from found or [met("Er staan geen open plekken in de tekst.", "There are no open places in the text.")]


def _is_left_open(dossier: Dossier, scope: Scope) -> bool:
    """A gap in the text that no question and no other rule explains."""
    key = (scope.clause.code, scope.route.id if scope.route else None)
    told = any(gap_answers(scope)) or any(one.is_open for one in _about_basis(dossier, key))
    return key in dossier.open_places and not told


def _about_basis(dossier: Dossier, key: DataKey) -> Iterator[Finding]:
    return (one for one in BASIS.findings(dossier) if (one.clause, one.route_id) == key)


def _open(scope: Scope) -> Answer:
    title = scope.clause.title
    return not_met(
        f"In “{title.nl}” ontbreekt iets dat een beheerder vastlegt, zoals een mandaat.",
        f"In “{title.en}” something is missing that an administrator records, such as a mandate.",
    )


NO_OPEN_PLACES = AgreementRule(
    id="C-2",
    severity=Severity.DATA,
    sentence=Text(
        "De tekst heeft geen open plekken, ook niet bij gegevens die een beheerder vastlegt.",
        "The text has no open places, not even for details that an administrator records.",
    ),
    why=Text(
        "Een bestuur tekent geen tekst met een gat erin. Sommige gegevens, zoals wie mag tekenen, komen uit het "
        "register en niet uit een formulier.",
        "A board does not sign a text with a hole in it. Some details, such as who may sign, come from the register "
        "and not from a form.",
    ),
    topics=("agreement",),
    check=nothing_left_open,
    examples=(
        passes("Geen open plek", "No open place", GOOD),
        fails(
            "Niemand mag tekenen voor een bestuur",
            "Nobody may sign for a board",
            replace(GOOD, open_places=frozenset({("partijen", None)})),
        ),
    ),
)

RULES = (PRACTICAL, NO_OPEN_PLACES, BASIS)
