"""Who signs for a board, under which mandate, and when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.mandates import MandateFinding, find_mandate
from accounts.models import Institution
from accounts.verdicts import Lift, Verdict, all_of, need, no

from .models import Agreement
from .policies import NOT_YOUR_AGREEMENT, is_party
from .policies_one_board import acts_of, for_one_board
from .policies_turn import is_time_to_sign
from .states import DocumentKind, State


def is_up_to_sign(actor: Actor, agreement: Agreement) -> Verdict:
    """Does this person sign for the board acted for, as soon as the document is there and it is their turn?"""
    return all_of(
        need(agreement.state == State.OUT_FOR_SIGNATURE, _("There is nothing to sign now.")),
        need(is_party(actor, agreement), NOT_YOUR_AGREEMENT),
        _signs(actor, agreement),
        need(not has_signed(actor, agreement), _("Your board already signed.")),
        acts_for_one_board(actor, agreement, Lift("sign_agreements")),
    )


def _signs(actor: Actor, agreement: Agreement) -> Verdict:
    """A signatory of the board acted for, with a mandate of today; another one may have what this one lacks."""
    right = "sign_agreements"
    if not actor.may(right):
        return no(actor.why_not(right, _("Only a signatory of your board signs.")), Lift(right))
    found = mandate_to_sign(actor, agreement)
    return need(bool(found), found.reason, Lift(right))


def has_signed(actor: Actor, agreement: Agreement) -> bool:
    """The board acted for signed the document of this round."""
    return agreement.signatures.filter(board=actor.board, document__round=agreement.round).exists()


def acts_for_one_board(actor: Actor, agreement: Agreement, lift: Lift) -> Verdict:
    return for_one_board(acts_of(actor, agreement), lift)


def mandate_to_sign(actor: Actor, agreement: Agreement) -> MandateFinding:
    """The mandate valid today that reaches every institution with which the board takes part; else why not.

    A substitute signs under an own mandate, or under one of the absent signatory that allows it.
    """
    assert actor.board is not None
    of_the_board = Institution.objects.filter(board=actor.board)
    own = list(of_the_board.filter(routes__covering__agreement=agreement).distinct()) or list(of_the_board)
    found = find_mandate(actor.user, actor.board, own)
    absent = actor.instead_of("sign_agreements")
    if found or absent is None:
        return found
    lent = find_mandate(absent, actor.board, own, for_substitute=True)
    return lent or found


def can_sign(actor: Actor, agreement: Agreement) -> Verdict:
    made = agreement.documents.filter(kind=DocumentKind.AGREEMENT, round=agreement.round, stored__isnull=False)
    return all_of(
        is_up_to_sign(actor, agreement),
        is_time_to_sign(actor, agreement),
        need(made.exists(), _("The document is still being made; this takes less than a minute.")),
    )
