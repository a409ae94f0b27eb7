"""Who may decline to sign, remind and renew, and why not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.verdicts import ALLOWED, Lift, Verdict, all_of, need, no

from .models import Agreement
from .policies import NOT_YOUR_AGREEMENT, is_party
from .policies_after import director_of_a_party
from .policies_signing import acts_for_one_board, has_signed
from .signing_turns import boards_to_remind
from .states import State


def can_decline(actor: Actor, agreement: Agreement) -> Verdict:
    """Nobody has to sign. Who signed is held to it until the term ends: such an offer is not taken back (6:219 BW)."""
    otherwise = _("Only a signatory or a director of your board declines to sign.")
    request, lift = agreement.signing_request, Lift("sign_agreements")
    return all_of(
        need(
            agreement.state == State.OUT_FOR_SIGNATURE,
            _("There is nothing to sign now, so there is nothing to decline."),
        ),
        need(is_party(actor, agreement), NOT_YOUR_AGREEMENT),
        need(
            actor.may("sign_agreements") or actor.may("decide_agreements"),
            actor.why_not("sign_agreements", otherwise),
            lift,
        ),
        need(
            (request is not None and request.is_over) or not has_signed(actor, agreement),
            _("Your board already signed. Another board can decline; together the directors can withdraw it."),
        ),
        acts_for_one_board(actor, agreement, lift),
    )


def can_renew(actor: Actor, agreement: Agreement) -> Verdict:
    """Before the term ends, or after it."""
    request = agreement.signing_request
    return all_of(
        need(
            agreement.state == State.OUT_FOR_SIGNATURE and request is not None and request.due_on is not None,
            _("There is no term for signing now."),
        ),
        director_of_a_party(actor, agreement),
        acts_for_one_board(actor, agreement, Lift("decide_agreements")),
    )


def can_remind(actor: Actor, agreement: Agreement) -> Verdict:
    """Whoever works on it for a party, once a day."""
    request = agreement.signing_request
    if agreement.state != State.OUT_FOR_SIGNATURE or request is None or request.is_over:
        return no(_("Nobody can sign now, so nobody is reminded."))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    if not any(actor.may(right) for right in ("draft_agreements", "decide_agreements", "sign_agreements")):
        return no(_("Only a coordinator, a director or a signatory of a board sends a reminder."))
    if not boards_to_remind(agreement, request):
        return no(_("These boards were reminded today. Tomorrow you can remind them again."))
    return ALLOWED
