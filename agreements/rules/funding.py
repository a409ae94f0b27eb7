"""Money between boards (topic e)."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.clauses.context import PartyFacts

from .base import (
    AgreementRule,
    Answer,
    Dossier,
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
    says,
    skips,
    tells,
)
from .examples import GOOD, UNFUNDED, answered, first_row

STAFF_BODIES = {"mr", "gmr", "pmr"}
CONSENT = {"consent", "advice_consent"}

NO_TRANSFER = not_applicable("De besturen dragen niets over.", "The boards transfer nothing.")


def transfers(dossier: Dossier) -> bool:
    return dossier.facts.funded and dossier.answer("E", "transfer") == "yes"


def amount_and_purpose(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    if scope.data.get("transfer") != "yes":
        yield NO_TRANSFER
        return
    if not scope.rows("transfers"):
        yield not_met(
            "U draagt geld over. Noem voor elke overdracht de hoogte en het doel.",
            "You transfer money. Name the amount and the purpose of each transfer.",
            "transfers",
        )
    for place, row in enumerate(scope.rows("transfers"), start=1):
        if not (str(row.get("amount") or "").strip() and str(row.get("purpose") or "").strip()):
            yield not_met(
                f"Rij {place}: een overdracht heeft een hoogte en een doel nodig.",
                f"Row {place}: a transfer needs an amount and a purpose.",
                "transfers",
            )


R076 = AgreementRule(
    id="R-076",
    severity=Severity.BLOCK,
    sentence=Text(
        "Besturen mogen een deel van de bekostiging overdragen. Dan staan hoogte en doel in de overeenkomst.",
        "Boards may transfer part of the funding. Then amount and purpose are in the agreement.",
    ),
    why=Text(
        "Geld van het Rijk heeft een bestemming. Wie ervan afwijkt, laat zien hoeveel en waarvoor.",
        "State money has a destination. Whoever departs from it shows how much and for what.",
    ),
    topics=("funding", "agreement"),
    check=of_clause(
        "E",
        amount_and_purpose,
        Text("Hoogte en doel staan erin.", "Amount and purpose are in it."),
        "transfer",
    ),
    examples=(
        passes("Met hoogte en doel", "With amount and purpose", GOOD),
        fails("Zonder hoogte", "Without an amount", first_row("E", "transfers", amount="")),
        skips("Geen overdracht", "No transfer", answered("E", transfer="no", transfers=[])),
        skips("Zonder geld van het Rijk", "Without state funding", UNFUNDED),
    ),
)


def between_different_parties(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    if scope.data.get("transfer") != "yes":
        yield NO_TRANSFER
        return
    for place, row in enumerate(scope.rows("transfers"), start=1):
        if row.get("from_board") and row.get("from_board") == row.get("to_board"):
            yield not_met(
                f"Rij {place}: de partij die overdraagt en de partij die ontvangt zijn dezelfde.",
                f"Row {place}: the party that pays and the party that receives are the same.",
                "transfers",
            )


C_E2 = AgreementRule(
    id="C-E2",
    severity=Severity.DATA,
    sentence=Text(
        "Een overdracht gaat van het ene bestuur naar het andere.", "A transfer goes from one board to another."
    ),
    why=Text(
        "Aan uzelf kunt u niets overdragen. Meestal is hier de verkeerde partij gekozen.",
        "You cannot transfer anything to yourself. Usually the wrong party was chosen here.",
    ),
    topics=("funding",),
    check=of_clause(
        "E",
        between_different_parties,
        Text("Elke overdracht gaat naar een ander bestuur.", "Every transfer goes to another board."),
        "transfer",
    ),
    examples=(
        passes("Van school naar instelling", "From school to institution", GOOD),
        fails("Naar zichzelf", "To itself", first_row("E", "transfers", from_board="1", to_board="1")),
    ),
)


def staff_consents_to_transfer(dossier: Dossier) -> Iterator[Answer]:
    """The staff section of a school consents to policy on transferring funding (domain 4.3)."""
    if not transfers(dossier):
        yield NO_TRANSFER
        return
    for scope in dossier.scopes("J"):
        missing = [party for party in scope.facts.parties if party.side == "vo" and not staff_consents(scope, party)]
        ok = met("De personeelsgeleding stemt in.", "The staff section consents.")
        yield from (at(_must_consent(party), scope) for party in missing)
        yield from () if missing else (at(ok, scope),)


def _must_consent(party: PartyFacts) -> Answer:
    return not_met(
        f"Partijen dragen bekostiging over: bij {party.name} moet de personeelsgeleding instemmen.",
        f"Funding is transferred: at {party.name} the staff section must have the right of consent.",
        "bodies",
    )


def staff_consents(scope: Scope, party: PartyFacts) -> bool:
    rows = (row for row in scope.rows("bodies") if row.get("board") == str(party.board_id))
    return any(row.get("body") in STAFF_BODIES and row.get("right") in CONSENT for row in rows)


C_E3 = AgreementRule(
    id="C-E3",
    severity=Severity.BLOCK,
    sentence=Text(
        "Dragen besturen bekostiging over, dan heeft bij elke school de personeelsgeleding instemmingsrecht.",
        "If boards transfer funding, the staff section of every school has the right of consent.",
    ),
    why=Text(
        "Minder geld op de school raakt het personeel. De wet geeft de personeelsgeleding daarom een stem.",
        "Less money at the school touches its staff. That is why the law gives the staff section a voice.",
    ),
    topics=("participation", "funding"),
    check=staff_consents_to_transfer,
    examples=(
        passes("De personeelsgeleding stemt in", "The staff section consents", GOOD),
        fails(
            "Alleen advies van een deelraad",
            "Only advice of a sub-council",
            answered(
                "J",
                bodies=[
                    {"board": "1", "body": "deelraad", "topics": "Alles", "right": "advice"},
                    {"board": "2", "body": "or", "topics": "Alles", "right": "advice"},
                ],
            ),
        ),
        skips("Geen overdracht", "No transfer", answered("E", transfer="no", transfers=[])),
    ),
)

R075 = AgreementRule(
    id="R-075",
    severity=Severity.INFO,
    sentence=Text(
        "In de vo-fase krijgt de school bekostiging, in de mbo-fase de instelling. Er is geen extra geld voor een "
        "leerroute.",
        "In the vo phase the school is funded, in the mbo phase the institution. There is no extra money for a route.",
    ),
    why=Text(
        "De fase bepaalt het geld, niet de plek van de les. Kost de ene fase meer, dan kunt u samen iets overdragen.",
        "The phase decides the money, not the place of the lesson. If one phase costs more, you can transfer "
        "something together.",
    ),
    topics=("funding",),
    check=says(
        "De fase bepaalt wie bekostiging krijgt: eerst de school, dan de instelling.",
        "The phase decides who is funded: first the school, then the institution.",
    ),
    examples=(tells("Elke overeenkomst", "Every agreement", GOOD),),
)

RULES = (C_E2, C_E3, R075, R076)
