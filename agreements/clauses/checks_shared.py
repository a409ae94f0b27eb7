"""Checks on the clauses that hold for the whole agreement. Each takes the answers and yields what is wrong."""

from collections.abc import Iterator

from .context import PartyFacts
from .problems import Problem, problem
from .values import Scope

SCHOOL_BODIES = {"mr", "gmr", "deelraad", "pmr", "parents_pupils"}
COLLEGE_BODIES = {"or", "student_council", "parent_council"}
STAFF_BODIES = {"mr", "gmr", "pmr"}
CONSENT = {"consent", "advice_consent"}


def reports_every_year(scope: Scope) -> Iterator[Problem]:
    frequency = scope.data.get("frequency")
    if isinstance(frequency, int) and frequency < 1:
        yield from problem(
            scope,
            "frequency",
            "De leiding rapporteert ten minste één keer per schooljaar.",
            "The leadership reports at least once in a school year.",
        )


def transfers_run_between_parties(scope: Scope) -> Iterator[Problem]:
    rows = scope.rows("transfers") if scope.data.get("transfer") == "yes" else []
    for place, row in enumerate(rows, start=1):
        if row.get("from_board") and row.get("from_board") == row.get("to_board"):
            yield from problem(
                scope,
                "transfers",
                f"Rij {place}: de partij die overdraagt en de partij die ontvangt zijn dezelfde.",
                f"Row {place}: the party that pays and the party that receives are the same.",
            )


def business_is_named(scope: Scope) -> Iterator[Problem]:
    named = scope.rows("companies") or scope.facts.partners or str(scope.data.get("recruitment") or "").strip()
    if not named:
        yield from problem(
            scope,
            "companies",
            "Noem ten minste één bedrijf of organisatie, of beschrijf hoe partijen bedrijven gaan werven.",
            "Name at least one company or organisation, or describe how companies will be recruited.",
        )


def bodies_on_both_sides(scope: Scope) -> Iterator[Problem]:
    if not scope.rows("bodies"):
        return
    if not any(_speaks_for(scope, row, "vo") for row in scope.rows("bodies")):
        yield from problem(
            scope,
            "bodies",
            "Er staat geen medezeggenschapsorgaan van de vo-kant bij, zoals een medezeggenschapsraad.",
            "No participation body of the school side is named, such as a medezeggenschapsraad.",
        )
    if not any(_speaks_for(scope, row, "mbo") for row in scope.rows("bodies")):
        yield from problem(
            scope,
            "bodies",
            "Er staat geen medezeggenschapsorgaan van de mbo-kant bij, zoals een ondernemingsraad of studentenraad.",
            "No participation body of the mbo side is named, such as a works council or student council.",
        )


def _speaks_for(scope: Scope, row: object, side: str) -> bool:
    """In a verticale scholengemeenschap the mbo bodies speak for the school part too."""
    assert isinstance(row, dict)
    party = scope.facts.party(str(row.get("board")))
    own = SCHOOL_BODIES if side == "vo" else COLLEGE_BODIES
    return party is not None and (party.side == "both" or (party.side == side and row.get("body") in own))


def every_party_has_a_body(scope: Scope) -> Iterator[Problem]:
    boards = {row.get("board") for row in scope.rows("bodies")}
    for party in scope.facts.parties if boards else ():
        if str(party.board_id) not in boards:
            yield from problem(
                scope,
                "bodies",
                f"Noem ook een medezeggenschapsorgaan van {party.name}.",
                f"Name a participation body of {party.name} as well.",
            )


def staff_consents_to_transfer(scope: Scope) -> Iterator[Problem]:
    """The staff section of a school consents to policy on transferring funding (domain 4.3)."""
    for party in scope.facts.parties:
        if party.side == "vo" and not _staff_consents(scope, party):
            yield from problem(
                scope,
                "bodies",
                f"Partijen dragen bekostiging over: bij {party.name} moet de personeelsgeleding instemmen.",
                f"Funding is transferred: at {party.name} the staff section must have the right of consent.",
            )


def _staff_consents(scope: Scope, party: PartyFacts) -> bool:
    rows = (row for row in scope.rows("bodies") if row.get("board") == str(party.board_id))
    return any(row.get("body") in STAFF_BODIES and row.get("right") in CONSENT for row in rows)


def internal_rule_has_a_basis(scope: Scope) -> Iterator[Problem]:
    """The law speaks of a verticale scholengemeenschap only; any other single board says on what it relies."""
    facts = scope.facts
    if facts.instrument == "internal" and not facts.is_vsg and not facts.legal_basis.strip():
        yield from problem(
            scope,
            "legal_basis",
            "Schrijf bij titel en data waarop de regeling rust: de wet noemt alleen een verticale scholengemeenschap.",
            "Say with title and dates on what the regulation rests: the law only names a verticale scholengemeenschap.",
        )


CHECKS = {
    "internal_rule_has_a_basis": internal_rule_has_a_basis,
    "reports_every_year": reports_every_year,
    "transfers_run_between_parties": transfers_run_between_parties,
    "business_is_named": business_is_named,
    "bodies_on_both_sides": bodies_on_both_sides,
    "every_party_has_a_body": every_party_has_a_body,
    "staff_consents_to_transfer": staff_consents_to_transfer,
}
