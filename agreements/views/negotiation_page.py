"""What the page of an article shows of the negotiation: where each board stands, what was proposed, what was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.actors import Actor

from .. import policies, policies_lane
from ..clauses.passages import find, markable
from ..clauses.wording import WORDING
from ..comparing import Article, compare_clause
from ..facts import boards_of
from ..forms import CommentForm, ReasonForm
from ..models import Proposal, Standpoint
from ..moments import CAN_STILL_CHANGE
from ..standing import reopened_by, standing
from ..states import Audience, Stance, State
from .clause_page import ClausePage

Context = dict[str, Any]


def panel(page: ClausePage, actor: Actor) -> Context:
    """For `agreements/clause/_negotiation.html`."""
    may_write = policies.can_write(actor, page.agreement)
    text = page.text
    stand = standing(page.agreement, text).get(page.key, {})
    own = stand.get(actor.board.pk) if actor.board else None
    others = [one for board, one in stand.items() if one.stance == Stance.ACCEPTED and board != (own and own.board_id)]
    return {
        "may_write": may_write,
        "sha256": text.digests.get(page.key, ""),
        "stands": [_stand(board, stand.get(board.pk)) for board in boards_of(page.agreement)],
        "own_stand": own,
        "accepted_by_others": [one.board for one in others],
        "is_draft": page.agreement.state == State.DRAFT,
        "reject_form": ReasonForm(auto_id="reject_%s"),
        "differs": differences(page),
    } | comments(page, actor)


def _stand(board: Any, standpoint: Standpoint | None) -> dict[str, Any]:
    """For `components/party_list.html`."""
    if standpoint is None:
        return {"name": board, "state": "waiting", "state_label": _("has not accepted these words yet")}
    note = f"{standpoint.taken_by}, {date_format(standpoint.taken, 'j F Y')}"
    if standpoint.stance == Stance.REJECTED:
        return {
            "name": board,
            "note": f"{note}: {standpoint.reason}",
            "state": "rejected",
            "state_label": _("rejects these words"),
        }
    return {"name": board, "note": note, "state": "approved", "state_label": _("accepts these words")}


def differences(page: ClausePage) -> list[Context]:
    """The words of now beside those of the model, and beside the proposal before; only where they differ."""
    found: list[Context] = []
    if page.answers.get(WORDING):
        model = {name: value for name, value in page.answers.items() if name != WORDING}
        found.append({"title": _("Changed from the model text"), "article": _changes(page, model, page.answers)})
    last = list(proposals_of(page).order_by("-pk")[:2])
    if len(last) == 2 and last[0].text != last[1].text:
        title = _("Changed by %(board)s, from the proposal of %(before)s") % {
            "board": last[0].board,
            "before": last[1].board,
        }
        found.append({"title": title, "article": _changes(page, last[1].data, last[0].data)})
    return found


def _changes(page: ClausePage, before: Mapping[str, Any], after: Mapping[str, Any]) -> Article:
    """Only what differs; the rest of the article can be read above."""
    compared = compare_clause(page.rendered(before), page.rendered(after))
    return replace(compared, blocks=tuple(block for block in compared.blocks if block.kind != "same"))


def proposals_of(page: ClausePage) -> Any:
    found = Proposal.objects.filter(agreement=page.agreement, code=page.clause.code, route=page.route_id)
    return found.select_related("board", "proposed_by")


def history(page: ClausePage) -> list[Context]:
    """Every text that was put on the table, the newest first, with what it changed in the one before."""
    proposals = list(proposals_of(page))
    before = [None, *proposals]
    rows = [
        {"proposal": proposal, "article": _changes(page, old.data, proposal.data) if old else None}
        for old, proposal in zip(before, proposals, strict=False)
    ]
    return rows[::-1]


def comments(page: ClausePage, actor: Actor) -> Context:
    """What was said about this article, as far as this person may read it."""
    verdict = policies_lane.can_comment(actor, page.agreement)
    rows = list(_said(page, actor, bool(verdict)))
    return {
        "open_comments": [row for row in rows if not row["is_settled"]],
        "settled_comments": [row for row in rows if row["is_settled"]],
        "can_comment": verdict,
        "comment_form": comment_form(page, actor) if verdict else None,
    }


def _said(page: ClausePage, actor: Actor, may_settle: bool) -> Iterator[Context]:
    """For `agreements/clause/_comments.html`. `number` is the one beside the passage that is marked in the text."""
    said = policies_lane.comments_visible_to(actor).filter(
        agreement=page.agreement, code=page.clause.code, route=page.route_id
    )
    table, shown, number = page.rendered(page.answers), page.rendered(page.written), 0
    for one in said.prefetch_related("mentioned"):
        is_open = one.settled is None
        number += 1 if one.passage and is_open else 0
        is_marked = is_open and page.agreement.state in CAN_STILL_CHANGE and markable(shown, one.passage)
        yield {
            "comment": one,
            "number": number if is_marked else 0,
            "is_settled": not is_open,
            "is_private": one.audience == Audience.OWN_BOARD,
            "passage_is_gone": bool(one.passage) and find(table, one.passage) is None,
            "can_settle": may_settle and policies_lane.settles(actor, one),
        }


def comment_form(page: ClausePage, actor: Actor, data: Mapping[str, Any] | None = None) -> CommentForm:
    return CommentForm(data, people=policies_lane.readers_of(page.agreement, actor, Audience.EVERYBODY))


def reopened(page: ClausePage, answers: Mapping[str, Any]) -> list[Context]:
    """Which acceptances would fall away, were these answers put on the table: told before, not after."""
    touched = reopened_by(page.agreement, page.text, page.key, answers)
    return [
        {
            "title": f"{one.clause.number} {one.clause.title}".strip(),
            "boards": ", ".join(str(board) for board in one.boards),
        }
        for one in touched
    ]
