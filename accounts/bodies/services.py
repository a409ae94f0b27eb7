"""Record a participation body, change its name or term. What was asked before keeps the term of that day."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services import differences, record

from ..actors import Actor
from ..errors import Refusal
from ..models import Board, ParticipationBody
from ..policies import can_manage_access
from ..verdicts import ensure


@transaction.atomic
def record_body(*, actor: Actor, board: Board, kind: str, name: str, term_days: int) -> ParticipationBody:
    """From now on this body is proposed when the board asks (domain.md 4.3); its regulations give the term."""
    ensure(can_manage_access(actor))
    _ensure_new_name(board, name)
    body: ParticipationBody = ParticipationBody.objects.create(board=board, kind=kind, name=name, term_days=term_days)
    record("accounts.body_recorded", actor=actor, case=board, subject=body, body=name, term_days=term_days)
    return body


@transaction.atomic
def change_body(body: ParticipationBody, *, actor: Actor, name: str, term_days: int) -> ParticipationBody:
    """Another name or another term; the kind stays, because questions were asked of it."""
    ensure(can_manage_access(actor))
    body = ParticipationBody.objects.select_for_update().get(pk=body.pk)
    before = {"name": body.name, "term_days": body.term_days}
    if name != body.name:
        _ensure_new_name(body.board, name)
    body.name, body.term_days = name, term_days
    changes = differences(before, {"name": name, "term_days": term_days})
    if changes:
        body.save(update_fields=["name", "term_days"])
        record("accounts.body_changed", actor=actor, case=body.board, subject=body, changes=changes, body=name)
    return body


def _ensure_new_name(board: Board, name: str) -> None:
    if ParticipationBody.objects.filter(board=board, name=name).exists():
        raise Refusal(_("This board already has a body of that name."))
