"""Comments in the text itself: the passage they are about is marked, with a link to the comment and one back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actors import Actor

from .. import policies_lane
from ..clauses.passages import Mark, Span, markable, marked
from ..clauses.render import DataKey, RenderedClause
from ..models import Agreement, Comment
from ..moments import CAN_STILL_CHANGE
from ..states import Audience
from .clause_page import address

HIDDEN = '<span class="visually-hidden passage__said" lang="{}">{} </span>'
LINK = '<a class="passage__to" id="passage-{}" href="{}#opmerking-{}" lang="{}" aria-label="{}">{}</a>'


def with_comments(
    agreement: Agreement, clauses: Iterable[RenderedClause], actor: Actor, *, here: DataKey | None = None
) -> tuple[RenderedClause, ...]:
    """The articles with the passages that this person may know of. One query.

    `here` is the article whose comments stand on the same page. Comments are numbered in every article anew.
    """
    by_place: dict[DataKey, list[Comment]] = {}
    for said in _about_a_passage(agreement, actor, here):
        by_place.setdefault(said.place, []).append(said)
    return tuple(_with(agreement, one, by_place.get((one.code, one.route_id), ()), here) for one in clauses)


def _about_a_passage(agreement: Agreement, actor: Actor, here: DataKey | None) -> Iterable[Comment]:
    """Those that still wait for an answer. What is signed is read without them."""
    if agreement.state not in CAN_STILL_CHANGE:
        return ()
    said = policies_lane.comments_visible_to(actor).filter(agreement=agreement, settled=None).exclude(passage="")
    return said.filter(code=here[0], route=here[1]) if here else said


def _with(
    agreement: Agreement, clause: RenderedClause, said: Sequence[Comment], here: DataKey | None
) -> RenderedClause:
    page = "" if here else address(agreement, clause.code, clause.route_id)
    found = [(one, number, markable(clause, one.passage)) for number, one in enumerate(said, start=1)]
    return marked(clause, [_mark(one, number, span, page) for one, number, span in found if span])


def _mark(said: Comment, number: int, span: Span, page: str) -> Mark:
    """Told in words too: a screen reader does not speak of a mark."""
    lang, values = get_language(), {"number": number, "author": said.author}
    begins = format_html(HIDDEN, lang, _("Passage of comment %(number)s:") % values)
    name = _("To comment %(number)s, of %(author)s") % values
    if said.audience == Audience.OWN_BOARD:
        name += f" ({_('only our board')})"
    ends = format_html(LINK, said.pk, page, said.pk, lang, name, number)
    return Mark(span, begins, ends)
