"""Who may decline to sign, remind and renew, and why not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.verdicts import Verdict, no

from .models import Agreement
from .policies import NOT_YOUR_AGREEMENT, acts_for_one_board, has_signed, is_party
from .states import State


def can_decline(actor: Actor, agreement: Agreement) -> Verdict:
    """Nobody has to sign. Who signed is held to it: an offer with a term is not taken back before (6:219 BW)."""
    if agreement.state != State.OUT_FOR_SIGNATURE:
        return no(_("There is nothing to sign now, so there is nothing to decline."))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    if not actor.may("sign_agreements") and not actor.may("decide_agreements"):
        otherwise = _("Only a signatory or a director of your board declines to sign.")
        return no(actor.why_not("sign_agreements", otherwise))
    if has_signed(actor, agreement):
        return no(_("Your board already signed. Another board can decline; together the directors can withdraw it."))
    return acts_for_one_board(actor, agreement)
