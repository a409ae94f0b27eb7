"""On the page of an article: a form that begins with what is known, and a link that fills the rest with examples."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate

from accounts.http import MemberRequest

from .. import dossier, policies
from ..clauses.beginning import Beginning, beginning, known_answers
from ..facts import boards_of
from ..states import Right
from .clause_page import ClausePage

BODIES = {"oud_lln": "parents_pupils", "studentenraad": "student_council", "ouderraad": "parent_council"}
"""Kinds of the register that the article calls by another name."""


def begun(request: MemberRequest, page: ClausePage) -> Beginning | None:
    """Only for whoever writes, and only for a page that is looked at. What is known is offered once: before the first
    version and the first own draft."""
    if request.method != "GET" or not policies.can_write(request.actor, page.agreement):
        return None
    return beginning(
        page.clause,
        page.facts,
        page.place,
        written=page.written,
        known={} if page.version or page.draft else _known(page),
        with_examples="voorbeeld" in request.GET,
    )


def _known(page: ClausePage) -> dict[str, Any]:
    known = known_answers(page.clause, page.facts, page.place)
    if known.get("ready_by", "") < localdate().isoformat():
        known.pop("ready_by", None)  # the route has started: its registration cannot be planned before that
    if page.clause.code == "J":
        known["bodies"] = bodies_with_rights(page)
    return known


def bodies_with_rights(page: ClausePage) -> list[dict[str, str]]:
    """The bodies of every board, each with what the law gives it a say in: the same table that is asked from later."""
    parties = {party.board_id for party in page.facts.parties}
    boards = [board for board in boards_of(page.agreement) if board.pk in parties]
    kinds = {body.pk: body.kind for bodies in dossier.bodies_by_board(boards).values() for body in bodies}
    return [
        {
            "board": str(board),
            "body": BODIES.get(kinds[one.place], kinds[one.place]),
            "topics": "; ".join(topic.title.nl for topic in one.topics)[:250],
            "right": _right({topic.right for topic in one.topics}),
        }
        for board, entitlements in dossier.matrix_of(page.agreement, boards).items()
        for one in entitlements
        if isinstance(one.place, int) and one.topics
    ]


def _right(rights: set[Right]) -> str:
    if len(rights) > 1:
        return "advice_consent"
    return "consent" if rights == {Right.CONSENT} else "advice"
