"""Where the boards stand, article by article: who accepted which words, who said no, what a change re-opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import Board

from .clauses.render import DataKey, RenderedClause, clause_sha256, render_agreement, render_clause
from .clauses.shapes import Library
from .clauses.wording import model_of_body
from .facts import facts_of
from .model_clauses import answers_of, shelf_of
from .models import Agreement, BoardDecision, ClauseApproval, Standpoint
from .selectors import AgreementText
from .states import DecisionVerdict, Stance

Standing = Mapping[DataKey, Mapping[int, Standpoint]]
"""Article → board → its latest standpoint on the words as they are now."""


def standing(agreement: Agreement, text: AgreementText) -> Standing:
    """Only what was said about these very words counts, also in the agreement that this one changes. One query."""
    found: dict[DataKey, dict[int, Standpoint]] = {place: {} for place in text.digests}
    said = Standpoint.objects.filter(agreement__in=_lineage(agreement)).order_by("pk")
    for standpoint in said.select_related("taken_by", "board"):
        if text.digests.get(standpoint.place) == standpoint.sha256:
            found[standpoint.place][standpoint.board_id] = standpoint
    return found


def _lineage(agreement: Agreement) -> list[int]:
    """The agreement, and the signed one it will replace: what stayed the same was agreed before."""
    return [pk for pk in (agreement.replaces_id, agreement.pk) if pk]


def accepted_by(stand: Mapping[int, Standpoint]) -> set[int]:
    return {board_id for board_id, standpoint in stand.items() if standpoint.stance == Stance.ACCEPTED}


def rendered_article(
    agreement: Agreement, code: str, route_id: int | None, data: Mapping[str, Any] | None = None
) -> RenderedClause:
    """One article as it reads now, or as it would with these answers."""
    facts, shelf = facts_of(agreement), shelf_of(agreement)
    route = next((one for one in facts.routes if one.id == route_id), None)
    if data is None:
        answers = answers_of(agreement)
        routes = [one.id for one in facts.routes]
        data = answers.get((code, route_id), {}) if route else model_of_body(shelf[code], answers, routes)
    return render_clause(shelf[code], data, facts, route, shelf)


@dataclass(frozen=True)
class Reopened:
    """An article whose words would change, and the boards that accepted the words of now."""

    clause: RenderedClause
    boards: tuple[Board, ...]


def reopened_by(agreement: Agreement, text: AgreementText, place: DataKey, data: Mapping[str, Any]) -> list[Reopened]:
    """What saving these answers would re-open: this article, and others that repeat something of it."""
    answers = {**answers_of(agreement), place: data}
    return reopened_on(text, standing(agreement, text), shelf_of(agreement), answers)


def reopened_on(
    text: AgreementText, stand: Standing, shelf: Library, answers: Mapping[DataKey, Mapping[str, Any]]
) -> list[Reopened]:
    """What would be re-opened, were the text made of these articles and answers."""
    after = render_agreement(shelf, answers, text.facts)
    changed = [clause for clause in after if text.digests.get(key(clause)) != clause_sha256(clause)]
    return [Reopened(clause, boards) for clause in changed if (boards := _accepting(stand.get(key(clause), {})))]


def key(clause: RenderedClause) -> DataKey:
    return (clause.code, clause.route_id)


def _accepting(stand: Mapping[int, Standpoint]) -> tuple[Board, ...]:
    return tuple(one.board for one in stand.values() if one.stance == Stance.ACCEPTED)


def approvals_of(agreement: Agreement, board: Board) -> QuerySet[BoardDecision]:
    """Every time this board's directors approved: earlier rounds, and the agreement that this one changes."""
    return BoardDecision.objects.filter(
        agreement__in=_lineage(agreement), board=board, verdict=DecisionVerdict.APPROVED
    ).order_by("pk")


def to_read_again(agreement: Agreement, board: Board, text: AgreementText) -> Sequence[RenderedClause]:
    """The articles whose words this board's director has not approved yet; all of them the first time."""
    approved = ClauseApproval.objects.filter(decision__in=approvals_of(agreement, board))
    known: dict[DataKey, set[str]] = defaultdict(set)
    for approval in approved:
        known[approval.place].add(approval.sha256)
    return [clause for clause in text.rendered if text.digests[key(clause)] not in known[key(clause)]]
