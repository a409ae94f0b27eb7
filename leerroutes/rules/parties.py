"""Who makes a route together: schools, institutions and the boards behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leerroutes.rules.base import Answer, Rule, Severity, Text, fails, met, not_met, note, passes, tells
from leerroutes.rules.examples import COOK, GOOD, MBO, MBO_BOARD, SCHOOL, SCHOOL_BOARD, route, schools
from leerroutes.rules.facts import LineFacts, RouteFacts


def given_jointly(facts: RouteFacts) -> Iterator[Answer]:
    problems = [*_missing_kinds(facts), *_strangers_on_lines(facts)]
    yield from problems or [
        met(
            "De route heeft een vo-school en een mbo-instelling.",
            "The route has a school and an mbo institution.",
        )
    ]


def _missing_kinds(facts: RouteFacts) -> Iterator[Answer]:
    kinds = {each.kind for each in facts.institutions}
    if "vo" not in kinds:
        yield not_met(
            "Er doet nog geen vo-school mee. Kies minstens één school voor vbo of mavo.",
            "No secondary school takes part yet. Choose at least one school for vbo or mavo.",
            "institutions",
        )
    if "mbo" not in kinds:
        yield not_met(
            "Er doet nog geen mbo-instelling mee. Kies minstens één mbo-instelling.",
            "No mbo institution takes part yet. Choose at least one mbo institution.",
            "institutions",
        )


def _strangers_on_lines(facts: RouteFacts) -> Iterator[Answer]:
    for line in facts.lines:
        yield from (replace(answer, line=line.number) for answer in _strangers(facts, line))


def _strangers(facts: RouteFacts, line: LineFacts) -> Iterator[Answer]:
    school = facts.institution(line.vo_institution_id)
    if school is None or school.kind != "vo":
        yield not_met(
            "De school van deze lijn doet niet als vo-school mee aan de route. Kies een school die meedoet.",
            "The school of this line does not take part in the route as a secondary school. Choose one that does.",
            "establishment",
        )
    institution = facts.institution(line.mbo_institution_id)
    if institution is None or institution.kind != "mbo":
        yield not_met(
            "De instelling van deze lijn doet niet als mbo-instelling mee aan de route. Kies er een die meedoet.",
            "The institution of this line does not take part in the route as mbo institution. Choose one that does.",
            "mbo_institution",
        )


R001 = Rule(
    id="R-001",
    severity=Severity.BLOCK,
    sentence=Text(
        "Minstens één vo-school (vbo of mavo) en minstens één mbo-instelling geven de route samen.",
        "At least one secondary school (vbo or mavo) and at least one mbo institution give the route together.",
    ),
    why=Text(
        "Een route bestaat uit vmbo-onderwijs en mbo-onderwijs. Een school geeft het ene en een instelling "
        "het andere, dus zijn ze allebei nodig.",
        "A route consists of vmbo teaching and mbo teaching. A school gives the one and an institution the "
        "other, so both are needed.",
    ),
    topics=("definition", "agreement"),
    check=given_jointly,
    examples=(
        passes("Een vmbo-school en een roc", "A vmbo school and a regional mbo college", GOOD),
        fails("Alleen een vmbo-school", "Only a vmbo school", schools(SCHOOL)),
        fails("Alleen een roc", "Only a regional mbo college", schools(MBO)),
        fails(
            "Een lijn bij een school die niet meedoet",
            "A line at a school that does not take part",
            route(lines=(replace(COOK, vo_institution_id=99),)),
        ),
    ),
)


def parties_are_boards(facts: RouteFacts) -> Iterator[Answer]:
    problems = [*_schools_without_board(facts), *_boards_without_school(facts)]
    yield from problems or [
        met(
            "Van elke school en instelling is het bestuur partij.",
            "The board of every school and institution is a party.",
        )
    ]


def _schools_without_board(facts: RouteFacts) -> Iterator[Answer]:
    parties = {board.id for board in facts.boards}
    for each in facts.institutions:
        if each.board_id not in parties:
            yield not_met(
                f"Het bestuur van {each.name} is nog geen partij. Voeg {each.board_name} toe.",
                f"The board of {each.name} is not a party yet. Add {each.board_name}.",
                "boards",
            )


def _boards_without_school(facts: RouteFacts) -> Iterator[Answer]:
    represented = {each.board_id for each in facts.institutions}
    for board in facts.boards:
        if board.id not in represented:
            yield not_met(
                f"{board.name} is partij, maar heeft geen school of instelling in de route. "
                "Voeg de school of instelling toe, of haal dit bestuur weg.",
                f"{board.name} is a party, but has no school or institution in the route. "
                "Add the school or institution, or take this board out.",
                "boards",
            )


R002 = Rule(
    id="R-002",
    severity=Severity.BLOCK,
    sentence=Text(
        "De partijen zijn de besturen (het bevoegd gezag), niet de scholen, colleges of directeuren.",
        "The parties are the boards (competent authorities), not the schools, colleges or directors.",
    ),
    why=Text(
        "Alleen een bestuur kan zich voor een school vastleggen. Welk college van een roc de lessen geeft, "
        "maakt voor de lijst van partijen dus niet uit.",
        "Only a board can bind a school. Which college of an mbo institution gives the lessons therefore "
        "makes no difference to the list of parties.",
    ),
    topics=("agreement",),
    check=parties_are_boards,
    examples=(
        passes("De besturen van school en roc", "The boards of the school and the college", GOOD),
        passes(
            "School en roc hebben hetzelfde bestuur",
            "School and college have the same board",
            route(
                institutions=(SCHOOL, replace(MBO, board_id=SCHOOL_BOARD.id, board_name=SCHOOL_BOARD.name)),
                boards=(SCHOOL_BOARD,),
            ),
        ),
        fails(
            "Het bestuur van het roc ontbreekt",
            "The college's board is missing",
            route(boards=(SCHOOL_BOARD,)),
        ),
        fails(
            "Een bestuur zonder school in de route",
            "A board without a school in the route",
            route(boards=(SCHOOL_BOARD, MBO_BOARD, replace(MBO_BOARD, id=3, name="Stichting Elders"))),
        ),
    ),
)


def no_permission_needed(facts: RouteFacts) -> Iterator[Answer]:
    yield note(
        "U hebt geen toestemming nodig om te beginnen. Een overeenkomst en een melding zijn genoeg.",
        "You need no permission to start. An agreement and a report to the minister are enough.",
    )


R003 = Rule(
    id="R-003",
    severity=Severity.INFO,
    sentence=Text(
        "Elke school en instelling mag een route beginnen: een overeenkomst en een melding zijn genoeg.",
        "Every school and institution may start a route: an agreement and a report to the minister are enough.",
    ),
    why=Text(
        "De wet vraagt geen toestemming en geen aanvraag. De besturen sluiten een overeenkomst en melden "
        "de route samen bij de minister.",
        "The law asks for no permission and no application. The boards make an agreement and report the "
        "route to the minister together.",
    ),
    topics=("melding",),
    check=no_permission_needed,
    examples=(tells("Elke route", "Every route", GOOD),),
)
