from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.verdicts import ALLOWED, Verdict, no


def can_subscribe(actor: Actor) -> Verdict:
    """What an inspector reads must be in the ledger, and a calendar outside is read by a machine."""
    if actor.board is None:
        return no(_("A calendar is for people of a board: nobody else has deadlines here."))
    return ALLOWED
