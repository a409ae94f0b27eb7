"""Who may break off, change or end an agreement, and why not. Nobody can be held to negotiate."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.verdicts import ALLOWED, Lift, Verdict, no

from .models import Agreement
from .models.agreement import nobody_signed
from .policies import NOT_YOUR_AGREEMENT, can_write, is_party
from .states import BINDING, UNSIGNED, State


def director_of_a_party(actor: Actor, agreement: Agreement) -> Verdict:
    if not actor.may("decide_agreements"):
        return no(_("Only a director of a party does this."), Lift("decide_agreements"))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    return ALLOWED


def can_break_off(actor: Actor, agreement: Agreement) -> Verdict:
    """One board is enough, as long as nobody signed."""
    if agreement.state not in UNSIGNED:
        return no(_("Only an agreement that nobody signed yet can be broken off."))
    verdict = director_of_a_party(actor, agreement)
    if verdict and not nobody_signed(agreement):
        return no(_("Somebody signed this agreement already. It is withdrawn when the director of every board agrees."))
    return verdict


def can_agree_to_withdraw(actor: Actor, agreement: Agreement) -> Verdict:
    """After the first signature it takes every board; also after the last, while the change waits for its day."""
    if agreement.state != State.OUT_FOR_SIGNATURE and not agreement.is_waiting:
        return no(_("Withdrawing together is for an agreement that some boards signed and others did not."))
    verdict = director_of_a_party(actor, agreement)
    if not verdict:
        return verdict
    if nobody_signed(agreement):
        return no(_("Nobody signed this agreement yet, so each board can break it off by itself."))
    if agreement.withdrawals.filter(board=actor.board).exists():
        return no(_("Your board already agreed to withdraw it."))
    return ALLOWED


CHANGEABLE = frozenset({State.IN_FORCE, State.TERMINATED})
"""Also after notice: the boards may agree to go on all the same."""


def can_start_change(actor: Actor, agreement: Agreement) -> Verdict:
    """One change at a time, begun by any party."""
    if agreement.state not in CHANGEABLE:
        return no(_("Only an agreement in force is changed; a draft is simply written on."))
    if not actor.may("draft_agreements"):
        return no(_("Only a coordinator of a party begins a change."), Lift("draft_agreements"))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    under_way = agreement.successors.exclude(state=State.WITHDRAWN).first()
    if under_way is not None:
        return no(_("A change is under way already: %(number)s.") % {"number": under_way.number})
    return ALLOWED


def can_call_material(actor: Actor, agreement: Agreement) -> Verdict:
    if agreement.replaces_id is None or agreement.is_material:
        return no(_("The participation bodies are asked about this agreement already."))
    return can_write(actor, agreement)


def can_give_notice(actor: Actor, agreement: Agreement) -> Verdict:
    """Every party may leave, with the term and on the grounds of the agreement; of the one that holds in the end."""
    if agreement.state not in (State.IN_FORCE, State.TERMINATED) and not agreement.is_waiting:
        return no(_("Notice is given of an agreement in force."))
    verdict = director_of_a_party(actor, agreement)
    signed = agreement.successors.filter(state=State.SIGNED).first() if verdict else None
    if signed is not None:
        values = {"number": signed.number}
        return no(_("Every board signed a change of this agreement. Give notice of that one: %(number)s.") % values)
    if verdict and agreement.notices.filter(board=actor.board).exists():
        return no(_("Your board already gave notice."))
    return verdict


def can_evaluate(actor: Actor, agreement: Agreement) -> Verdict:
    """Of what binds; one board records it for all (article about quality)."""
    if agreement.state not in BINDING:
        return no(_("An evaluation is recorded with an agreement in force."))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    if not actor.may("draft_agreements") and not actor.may("decide_agreements"):
        return no(_("Only a coordinator or a director of a party records an evaluation."))
    return ALLOWED
