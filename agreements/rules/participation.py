"""Participation: who has a say, and when it is done (topic j, S-040 and S-041)."""

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
    met,
    not_applicable,
    not_met,
    of_clause,
    passes,
    skips,
)
from .examples import ASKED, GOOD, keeping
from .facts import ConsultationFacts, Row
from .funding import staff_consents

SCHOOL_BODIES = {"mr", "gmr", "deelraad", "pmr", "parents_pupils"}
COLLEGE_BODIES = {"or", "student_council", "parent_council"}
BEFORE_ASKING = {"draft", "complete"}


def bodies_on_both_sides(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    if not any(_speaks_for(scope, row, "vo") for row in scope.rows("bodies")):
        yield not_met(
            "Er staat geen medezeggenschapsorgaan van de vo-kant bij, zoals een medezeggenschapsraad.",
            "No participation body of the school side is named, such as a medezeggenschapsraad.",
            "bodies",
        )
    if not any(_speaks_for(scope, row, "mbo") for row in scope.rows("bodies")):
        yield not_met(
            "Er staat geen medezeggenschapsorgaan van de mbo-kant bij, zoals een ondernemingsraad of studentenraad.",
            "No participation body of the mbo side is named, such as a works council or student council.",
            "bodies",
        )


def _speaks_for(scope: Scope, row: Row, side: str) -> bool:
    """In a verticale scholengemeenschap the mbo bodies speak for the school part too."""
    party = scope.facts.party(str(row.get("board")))
    own = SCHOOL_BODIES if side == "vo" else COLLEGE_BODIES
    return party is not None and (party.side == "both" or (party.side == side and row.get("body") in own))


C_J2 = AgreementRule(
    id="C-J2",
    severity=Severity.BLOCK,
    sentence=Text(
        "Er is ten minste één medezeggenschapsorgaan aan de kant van het vo en één aan de kant van het mbo.",
        "There is at least one participation body on the side of the school and one on the side of the mbo.",
    ),
    why=Text(
        "In jaar 1 en 2 geldt de medezeggenschap van het vo, daarna die van het mbo. Een leerling krijgt dus met "
        "beide te maken.",
        "In years 1 and 2 the participation of the school holds, after that of the mbo. So a pupil meets both.",
    ),
    topics=("agreement", "participation"),
    check=of_clause(
        "J", bodies_on_both_sides, Text("Beide kanten hebben een orgaan.", "Both sides have a body."), "bodies"
    ),
    examples=(
        passes("Beide kanten", "Both sides", GOOD),
        fails("Alleen de school", "Only the school", keeping("J", "bodies", lambda row: row.get("board") == "1")),
    ),
)


def every_party_has_a_body(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    boards = {row.get("board") for row in scope.rows("bodies")}
    for party in scope.facts.parties:
        if str(party.board_id) not in boards:
            yield not_met(
                f"Noem ook een medezeggenschapsorgaan van {party.name}.",
                f"Name a participation body of {party.name} as well.",
                "bodies",
            )


C_J3 = AgreementRule(
    id="C-J3",
    severity=Severity.BLOCK,
    sentence=Text(
        "Van elk bestuur staat er een medezeggenschapsorgaan in.", "A participation body of every board is named."
    ),
    why=Text(
        "Elk bestuur legt de overeenkomst aan de eigen raad voor (S-040). Dan moet die raad hier ook staan.",
        "Each board puts the agreement before its own council (S-040). So that council must be named here too.",
    ),
    topics=("agreement", "participation"),
    check=of_clause(
        "J", every_party_has_a_body, Text("Elk bestuur heeft een orgaan.", "Every board has a body."), "bodies"
    ),
    examples=(
        passes("Elk bestuur", "Every board", GOOD),
        fails(
            "De instelling ontbreekt",
            "The institution is missing",
            keeping("J", "bodies", lambda r: r.get("board") == "1"),
        ),
    ),
)


def participation_is_closed(dossier: Dossier) -> Iterator[Answer]:
    if dossier.state in BEFORE_ASKING:
        yield not_applicable(
            "De medezeggenschap komt aan de beurt als de tekst klaar is.",
            "Participation comes when the text is ready.",
        )
        return
    if not dossier.needs_participation:
        yield not_applicable(
            "Deze wijziging raakt niets wezenlijks; de medezeggenschap is niet nodig.",
            "This change touches nothing material; participation is not needed.",
        )
        return
    found = [answer for party in dossier.facts.parties for answer in _open(dossier, party.board_id, party.name)]
    yield from found or [met("De medezeggenschap is afgerond.", "Participation is closed.")]


def _open(dossier: Dossier, board_id: int, name: str) -> Iterator[Answer]:
    asked = [one for one in dossier.consultations if one.board_id == board_id]
    if not asked:
        yield not_met(f"{name} heeft nog geen orgaan gevraagd.", f"{name} has not asked any body yet.")
    for one in asked:
        if not one.outcome:
            nl, en = f"{name}: {one.body} heeft nog niet geantwoord.", f"{name}: {one.body} has not answered yet."
            yield not_met(nl, en)
        elif one.withholds_consent:
            nl, en = f"{name}: {one.body} onthoudt de instemming.", f"{name}: {one.body} withholds its consent."
            yield not_met(nl, en)


S040 = AgreementRule(
    id="S-040",
    severity=Severity.BLOCK,
    sentence=Text(
        "Een bestuur besluit en tekent pas als de medezeggenschap bij elk bestuur is afgerond.",
        "A board decides and signs only after participation is closed at every board.",
    ),
    why=Text(
        "Advies en instemming moeten nog invloed kunnen hebben. Na een handtekening is dat te laat.",
        "Advice and consent must still be able to matter. After a signature it is too late.",
    ),
    topics=("participation",),
    check=participation_is_closed,
    examples=(
        skips("Een concept", "A draft", GOOD),
        skips(
            "Een redactionele wijziging",
            "An editorial change",
            replace(ASKED, consultations=(), needs_participation=False),
        ),
        passes("Iedereen antwoordde", "Everybody answered", ASKED),
        fails(
            "Eén raad zwijgt nog",
            "One council is still silent",
            replace(ASKED, consultations=(ASKED.consultations[0], replace(ASKED.consultations[1], outcome=""))),
        ),
        fails(
            "Instemming onthouden",
            "Consent withheld",
            replace(
                ASKED,
                consultations=(
                    ASKED.consultations[0],
                    ConsultationFacts(board_id=2, body="studentenraad", right="consent", outcome="negative"),
                ),
            ),
        ),
    ),
)


def consequences_are_settled(dossier: Dossier, scope: Scope) -> Iterator[Answer]:
    for party in scope.facts.parties:
        if party.side == "vo" and not staff_consents(scope, party):
            yield not_met(
                f"Bij {party.name} heeft geen orgaan namens het personeel instemmingsrecht. Leg uit hoe de gevolgen "
                "voor het personeel zijn geregeld.",
                f"At {party.name} no body has the right of consent for the staff. Explain how the consequences for "
                "the staff are settled.",
                "bodies",
            )


S041 = AgreementRule(
    id="S-041",
    severity=Severity.WARN,
    sentence=Text(
        "De samenwerking begint niet voordat de gevolgen voor personeel, ouders en leerlingen zijn geregeld.",
        "The cooperation does not start before the consequences for staff, parents and pupils are settled.",
    ),
    why=Text(
        "Wie de gevolgen draagt, mag daar vooraf over meebeslissen. Bij een school stemt de personeelsgeleding "
        "daarmee in.",
        "Whoever bears the consequences may help decide on them beforehand. At a school the staff section consents to "
        "them.",
    ),
    topics=("carrying-out", "participation"),
    check=of_clause("J", consequences_are_settled, Text("Het personeel stemt in.", "The staff consents."), "bodies"),
    examples=(
        passes("De personeelsgeleding stemt in", "The staff section consents", GOOD),
        fails(
            "Alleen ouders en leerlingen",
            "Only parents and pupils",
            keeping("J", "bodies", lambda row: row.get("body") not in ("mr", "pmr")),
        ),
    ),
)

RULES = (C_J2, C_J3, S040, S041)
