"""Article by article: put a text on the table, accept it, reject it with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import differences, record
from leerroutes.models import Route

from .. import policies
from ..clauses.render import article_text, clause_sha256
from ..clauses.shapes import Clause
from ..clauses.wording import LEFT_OUT, modelled, wording_complaints, wording_of
from ..errors import AgreementError, TextMoved
from ..models import Agreement, ClauseText, Proposal
from ..selectors import AgreementText, clause_text, text_of
from ..standing import accepted_by, rendered_article, standing
from ..states import Stance
from .articles import asked, stand
from .turning import locked, need_reason

Answers = Mapping[str, Any]


@transaction.atomic
def save_clause(
    agreement: Agreement,
    *,
    actor: Actor,
    code: str,
    route: Route | None,
    seen_version: int,
    data: Answers,
    note: str = "",
) -> ClauseText:
    """Put a text of one article on the table, for every board to see (0: the version nobody saved yet).

    Proposing is accepting, once nothing is missing in it. Other boards' acceptance of these words falls away by itself,
    because other words have another digest. Raises `TextMoved` when another text was put there meanwhile.
    """
    agreement = locked(agreement)
    ensure(policies.can_write(actor, agreement))
    _ensure_wording(asked(agreement, code, route), data)
    stored = ensure_seen(agreement, code, route, seen_version)
    before = dict(stored.data) if stored else {}
    changes = differences(before, {**dict.fromkeys(before), **data})
    if stored and not changes:
        return stored
    stored = stored or ClauseText(agreement=agreement, code=code, route=route, version=0)
    stored.data, stored.saved_by = dict(data), actor.user
    stored.version += 1
    stored.save()
    if changes:
        agreement.version += 1
        agreement.save(update_fields=["version"])
        agreement.consents.all().delete()
    _keep_proposal(agreement, stored, actor=actor, note=note.strip())
    record(
        "agreements.clause_saved",
        actor=actor,
        case=agreement,
        subject=stored,
        reason=note.strip(),
        changes=changes,
        **actor.told("draft_agreements"),
        clause=code,
    )
    return stored


def put_on_the_table(
    agreement: Agreement, *, actor: Actor, code: str, route: Route | None, seen_version: int, note: str
) -> None:
    """Propose an article as it is, with the answers it has: it is new in this agreement."""
    stored = ensure_seen(agreement, code, route, seen_version)
    stored = stored or ClauseText(agreement=agreement, code=code, route=route, version=0)
    stored.saved_by = actor.user
    stored.version += 1
    stored.save()
    _keep_proposal(agreement, stored, actor=actor, note=note)


def _keep_proposal(agreement: Agreement, stored: ClauseText, *, actor: Actor, note: str) -> None:
    """Keep the words as history, and where this board stands; its private draft has done its work."""
    assert actor.board is not None
    rendered = rendered_article(agreement, stored.code, stored.route_id, stored.data)
    Proposal.objects.create(
        agreement=agreement,
        code=stored.code,
        route_id=stored.route_id,
        number=stored.version,
        board=actor.board,
        proposed_by=actor.user,
        data=stored.data,
        text=article_text(rendered),
        sha256=clause_sha256(rendered),
        note=note,
    )
    if not rendered.gaps:
        stand(agreement, stored.code, stored.route_id, clause_sha256(rendered), actor=actor)
    agreement.private_drafts.filter(code=stored.code, route=stored.route_id, board=actor.board).delete()


@transaction.atomic
def accept_clause(agreement: Agreement, *, actor: Actor, code: str, route: Route | None, seen_sha256: str) -> Agreement:
    """The actor's board accepts exactly the words that were shown."""
    agreement, sha256 = _as_shown(agreement, actor=actor, code=code, route=route, seen_sha256=seen_sha256)
    if rendered_article(agreement, code, route.pk if route else None).gaps:
        raise AgreementError(_("Something is still missing in this article; fill it in before your board accepts it."))
    if not _stands(agreement, actor, sha256, Stance.ACCEPTED, code, route):
        stand(agreement, code, route.pk if route else None, sha256, actor=actor)
        told = actor.told("draft_agreements")
        record("agreements.clause_accepted", actor=actor, case=agreement, clause=code, sha256=sha256, **told)
    return agreement


@transaction.atomic
def reject_clause(
    agreement: Agreement, *, actor: Actor, code: str, route: Route | None, seen_sha256: str, reason: str
) -> Agreement:
    """The actor's board says no to the words that were shown, and why. Its consent with the whole text falls away."""
    agreement, sha256 = _as_shown(agreement, actor=actor, code=code, route=route, seen_sha256=seen_sha256)
    reason = need_reason(reason)
    if _stands(agreement, actor, sha256, Stance.REJECTED, code, route):
        return agreement
    stand(agreement, code, route.pk if route else None, sha256, actor=actor, stance=Stance.REJECTED, reason=reason)
    agreement.consents.filter(board=actor.board).delete()
    told = actor.told("draft_agreements")
    record("agreements.clause_rejected", actor=actor, case=agreement, reason=reason, clause=code, sha256=sha256, **told)
    return agreement


def accept_the_rest(agreement: Agreement, text: AgreementText, *, actor: Actor) -> None:
    """Who agrees with the whole text accepts every article that the board had not accepted yet."""
    assert actor.board is not None
    now = standing(agreement, text)
    for (code, route_id), sha256 in text.digests.items():
        if actor.board.pk not in accepted_by(now[code, route_id]):
            stand(agreement, code, route_id, sha256, actor=actor)


def _as_shown(
    agreement: Agreement, *, actor: Actor, code: str, route: Route | None, seen_sha256: str
) -> tuple[Agreement, str]:
    """The agreement, locked, and the digest of the article; refuses when other words were shown."""
    agreement = locked(agreement)
    ensure(policies.can_write(actor, agreement))
    sha256 = text_of(agreement).digests.get((code, route.pk if route else None), "")
    if not sha256 or sha256 != seen_sha256:
        raise AgreementError(_("The article changed while you read it. Read it again before your board decides."))
    return agreement, sha256


def _stands(agreement: Agreement, actor: Actor, sha256: str, stance: Stance, code: str, route: Route | None) -> bool:
    latest = agreement.standpoints.filter(code=code, route=route, board=actor.board, sha256=sha256).last()
    return latest is not None and latest.stance == stance


def ensure_seen(agreement: Agreement, code: str, route: Route | None, seen_version: int) -> ClauseText | None:
    """What lies on the table, when that is what was shown."""
    stored = clause_text(agreement, code, route)
    if (stored.version if stored else 0) != seen_version:
        raise TextMoved(
            _("Somebody else saved this clause while you were writing. Your text is still here; compare and save.")
        )
    return stored


def _ensure_wording(clause: Clause, data: Answers) -> None:
    own = () if data.get(LEFT_OUT) else wording_of(data)
    for complaint in wording_complaints(modelled(clause, data), own) if own else ():
        raise AgreementError(str(complaint))
