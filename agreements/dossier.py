"""The participation dossier, read from the database: what the law gives each body a say in, and what was done with it.

Constant numbers of queries, whatever the number of boards, bodies or routes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q

from accounts.models import Board, Institution, Kind, ParticipationBody
from leerroutes.models import RouteLine

from .models import Agreement, ClauseText, Consultation
from .participation import Content, Entitlement, Topic, entitlements, known
from .participation.topics import EVERYTHING
from .states import Outcome

Institutions = Mapping[int, Sequence[Institution]]
"""Board id → those that take part."""
Bodies = Mapping[int, Sequence[ParticipationBody]]
"""Board id → its bodies."""

ELSEWHERE = frozenset({"deployed", "seconded"})


def contents_of(agreement: Agreement, boards: Sequence[Board], own: Institutions | None = None) -> dict[int, Content]:
    """Board id → what of this agreement decides who has a say there. Four queries, three for who has read `own`."""
    own = institutions_of(agreement, boards) if own is None else own
    schools = Counter(
        Institution.objects.filter(board__in=boards, kind=Kind.VO).values_list("board_id", flat=True).order_by()
    )
    fewer = _boards_with_fewer_hours(agreement)
    answers = list(agreement.clauses.filter(code__in=("D", "E")))
    return {
        board.pk: _content(board, own[board.pk], schools[board.pk], fewer, answers, agreement.is_vsg)
        for board in boards
    }


def institutions_of(agreement: Agreement, boards: Sequence[Board]) -> dict[int, list[Institution]]:
    """Those that take part; of a board that joined without a route yet, all it has."""
    found: dict[int, list[Institution]] = defaultdict(list)
    for institution in Institution.objects.filter(routes__covering__agreement=agreement).distinct():
        found[institution.board_id].append(institution)
    idle = [board.pk for board in boards if board.pk not in found]
    for institution in Institution.objects.filter(board__in=idle) if idle else ():
        found[institution.board_id].append(institution)
    return found


def _boards_with_fewer_hours(agreement: Agreement) -> set[int]:
    """Boards of schools with a line that accounts for fewer hours (R-031)."""
    lines = RouteLine.objects.filter(Q(route__covering__agreement=agreement) & ~Q(justification=""))
    return set(lines.values_list("establishment__institution__board_id", flat=True))


def _content(
    board: Board,
    own: Sequence[Institution],
    schools: int,
    fewer: set[int],
    answers: Iterable[ClauseText],
    is_vsg: bool,
) -> Content:
    """A board that has both kinds is not yet a verticale scholengemeenschap: that takes a decision of the minister."""
    vo = [institution for institution in own if institution.kind == Kind.VO]
    mbo = len(vo) < len(own)
    texts = list(answers)
    return Content(
        vo=bool(vo),
        mbo=mbo,
        vsg=bool(vo) and mbo and is_vsg,
        common=len(vo) > 1 and 2 * len(vo) > schools,
        transfer=any(_moves_money(text.data, board) for text in texts if text.code == "E"),
        fewer_hours=board.pk in fewer,
        staff_elsewhere=any(_lends_staff(text.data, board) for text in texts if text.code == "D"),
    )


def _moves_money(data: Mapping[str, Any], board: Board) -> bool:
    return data.get("transfer") == "yes" and any(
        str(row.get(end)) == str(board.pk) for row in _rows(data, "transfers") for end in ("from_board", "to_board")
    )


def _lends_staff(data: Mapping[str, Any], board: Board) -> bool:
    return any(
        row.get("employment") in ELSEWHERE and str(row.get("board")) == str(board.pk) for row in _rows(data, "staff")
    )


def _rows(data: Mapping[str, Any], field: str) -> Iterator[Mapping[str, Any]]:
    return (row for row in data.get(field) or () if isinstance(row, dict))


def bodies_by_board(boards: Iterable[Board]) -> dict[int, list[ParticipationBody]]:
    """Board id → its bodies. One query."""
    found: dict[int, list[ParticipationBody]] = defaultdict(list)
    for body in ParticipationBody.objects.filter(board__in=[board.pk for board in boards]).order_by("kind", "name"):
        found[body.board_id].append(body)
    return found


def matrix_of(
    agreement: Agreement, boards: Sequence[Board], own: Institutions | None = None, bodies: Bodies | None = None
) -> dict[int, list[Entitlement]]:
    """Board id → the proposed matrix: who is asked what, and which bodies are not on record."""
    contents = contents_of(agreement, boards, own)
    bodies = bodies_by_board(boards) if bodies is None else bodies
    return {
        board.pk: entitlements(contents[board.pk], [(body.pk, body.kind) for body in bodies[board.pk]])
        for board in boards
    }


def concerned(digests: Mapping[tuple[str, int | None], str], topics: Iterable[Topic], other: str) -> dict[str, str]:
    """The digests of the articles that these topics concern; all of them for a subject in the board's own words."""
    codes = {code for topic in topics for code in topic.articles}
    whole = bool(other) or EVERYTHING[0] in codes
    return {_key(code, route): digest for (code, route), digest in digests.items() if whole or code in codes}


def _key(code: str, route: int | None) -> str:
    return code if route is None else f"{code}:{route}"


def carriable(
    agreement: Agreement, board: Board, digests: Mapping[tuple[str, int | None], str]
) -> dict[tuple[int, str], Consultation]:
    """(body, right) → the answer of the round before that still answers, as no article it concerns was changed.

    Withheld consent and silence are never carried over: the body is asked again.
    """
    earlier = agreement.consultations.filter(board=board, round=agreement.round - 1).select_related("body")
    answered = earlier.filter(outcome__in=(Outcome.POSITIVE, Outcome.POSITIVE_WITH_REMARKS, Outcome.NEGATIVE))
    return {
        (one.body_id, str(one.right)): one
        for one in answered
        if not one.blocks and one.digests and one.digests == concerned(digests, known(one.topics), one.other_topic)
    }
