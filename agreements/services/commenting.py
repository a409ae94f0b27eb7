"""Comments on an article, or a passage of it: for the own board, or for every party."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from accounts.verdicts import ensure
from audit.services import record
from leerroutes.models import Route

from .. import events, policies_lane
from ..clauses.passages import find
from ..clauses.render import RenderedClause
from ..errors import AgreementError
from ..models import Agreement, Comment
from ..selectors import text_of
from ..states import Audience
from .turning import locked

A_MOMENT = timedelta(minutes=2)


@transaction.atomic
def comment(
    agreement: Agreement,
    *,
    actor: Actor,
    code: str,
    route: Route | None,
    audience: Audience,
    body: str,
    passage: str = "",
    mentioned: Collection[User] = (),
) -> Comment:
    """Say something about an article. What is meant for the own board leaves no trace that another board can read."""
    agreement = locked(agreement)
    ensure(policies_lane.can_comment(actor, agreement))
    rendered = _article(agreement, code, route)
    assert actor.board is not None
    if not body.strip():
        raise AgreementError(_("Write something first."))
    _ensure_they_may_read(agreement, actor, audience, mentioned)
    passage = _as_in_the_text(rendered, passage)
    if said := _just_said(agreement, actor, rendered, audience, body.strip(), passage):
        return said
    written = Comment.objects.create(
        agreement=agreement,
        code=code,
        route=route,
        board=actor.board,
        author=actor.user,
        audience=audience,
        passage=passage,
        body=body.strip(),
    )
    written.mentioned.set(mentioned)
    if audience == Audience.EVERYBODY:
        record("agreements.comment_written", actor=actor, case=agreement, clause=code)
    events.comment_written.send(Agreement, agreement=agreement, actor=actor, comment=written)
    return written


@transaction.atomic
def settle_comment(written: Comment, *, actor: Actor) -> Comment:
    """It has been dealt with; it stays readable."""
    agreement = locked(written.agreement)
    written = Comment.objects.select_for_update().get(pk=written.pk)
    ensure(policies_lane.can_settle(actor, agreement, written))
    if written.settled is None:
        written.settled, written.settled_by = timezone.now(), actor.user
        written.save(update_fields=["settled", "settled_by"])
        if written.audience == Audience.EVERYBODY:
            record("agreements.comment_settled", actor=actor, case=agreement, clause=written.code)
    return written


def _article(agreement: Agreement, code: str, route: Route | None) -> RenderedClause:
    place = (code, route.pk if route else None)
    for rendered in text_of(agreement).rendered:
        if (rendered.code, rendered.route_id) == place:
            return rendered
    raise AgreementError(_("This agreement has no such article."))


def _just_said(
    agreement: Agreement, actor: Actor, rendered: RenderedClause, audience: Audience, body: str, passage: str
) -> Comment | None:
    """The same words about the same passage by the same person a moment ago: a button pressed twice."""
    return agreement.comments.filter(
        code=rendered.code,
        route=rendered.route_id,
        board=actor.board,
        author=actor.user,
        audience=audience,
        body=body,
        passage=passage,
        settled__isnull=True,
        written__gte=timezone.now() - A_MOMENT,
    ).first()


def _as_in_the_text(rendered: RenderedClause, passage: str) -> str:
    """The passage with single spaces, when these words do stand in the article."""
    wanted = " ".join(passage.split())
    if wanted and find(rendered, wanted) is None:
        raise AgreementError(_("These words do not stand in the article. Copy the passage from the text."))
    return wanted


def _ensure_they_may_read(agreement: Agreement, actor: Actor, audience: Audience, mentioned: Collection[User]) -> None:
    readers = policies_lane.readers_of(agreement, actor, audience)
    strangers = [str(person) for person in mentioned if person not in readers]
    if strangers:
        raise AgreementError(_("%(names)s cannot read this comment.") % {"names": ", ".join(strangers)})
