"""The private lane: what one board writes before it is on the table. No event, no notice, nothing in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from leerroutes.models import Route

from .. import policies
from ..errors import TextMoved
from ..models import Agreement, PrivateDraft
from .articles import asked
from .turning import locked


@transaction.atomic
def keep_draft(
    agreement: Agreement,
    *,
    actor: Actor,
    code: str,
    route: Route | None,
    based_on: int,
    seen_version: int,
    data: Mapping[str, Any],
) -> PrivateDraft:
    """Keep what the own board is writing, for its own people only.

    `based_on` is the version of the text on the table it began with, `seen_version` that of the draft that was shown
    (0: none yet). A colleague who was quicker is not overwritten: `TextMoved`.
    """
    agreement = locked(agreement)
    ensure(policies.can_write(actor, agreement))
    asked(agreement, code, route)
    draft = PrivateDraft.objects.filter(agreement=agreement, code=code, route=route, board=actor.board).first()
    if (draft.version if draft else 0) != seen_version:
        raise TextMoved(_("A colleague saved this draft while you were writing. Your text is still here."))
    draft = draft or PrivateDraft(agreement=agreement, code=code, route=route, board=actor.board, version=0)
    draft.data, draft.based_on, draft.saved_by = dict(data), based_on, actor.user
    draft.version += 1
    draft.save()
    return draft


@transaction.atomic
def drop_draft(agreement: Agreement, *, actor: Actor, code: str, route: Route | None) -> None:
    """Throw away what the own board was writing; the text on the table stays as it is."""
    agreement = locked(agreement)
    ensure(policies.can_write(actor, agreement))
    agreement.private_drafts.filter(code=code, route=route, board=actor.board).delete()
