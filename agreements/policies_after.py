"""Who may break off, change or end an agreement, and why not. Nobody can be held to negotiate."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.verdicts import ALLOWED, Lift, Verdict, all_of, need, no

from .models import Agreement
from .models.agreement import nobody_signed
from .policies import NOT_YOUR_AGREEMENT, can_write, is_party
from .states import BINDING, UNSIGNED, State


def director_of_a_party(actor: Actor, agreement: Agreement) -> Verdict:
    return all_of(
        need(actor.may("decide_agreements"), _("Only a director of a party does this."), Lift("decide_agreements")),
        need(is_party(actor, agreement), NOT_YOUR_AGREEMENT),
    )


def can_break_off(actor: Actor, agreement: Agreement) -> Verdict:
    """One board is enough, as long as nobody signed."""
    return all_of(
        need(agreement.state in UNSIGNED, _("Only an agreement that nobody signed yet can be broken off.")),
        director_of_a_party(actor, agreement),
        need(
            nobody_signed(agreement),
            _("Somebody signed this agreement already. It is withdrawn when the director of every board agrees."),
        ),
    )


def can_agree_to_withdraw(actor: Actor, agreement: Agreement) -> Verdict:
    """After the first signature it takes every board; also after the last, while the change waits for its day."""
    return all_of(
        need(
            agreement.state == State.OUT_FOR_SIGNATURE or agreement.is_waiting,
            _("Withdrawing together is for an agreement that some boards signed and others did not."),
        ),
        director_of_a_party(actor, agreement),
        need(
            not nobody_signed(agreement),
            _("Nobody signed this agreement yet, so each board can break it off by itself."),
        ),
        need(
            not agreement.withdrawals.filter(board=actor.board).exists(),
            _("Your board already agreed to withdraw it."),
        ),
    )


CHANGEABLE = frozenset({State.IN_FORCE, State.TERMINATED})
"""Also after notice: the boards may agree to go on all the same."""


def can_start_change(actor: Actor, agreement: Agreement) -> Verdict:
    """One change at a time, begun by any party."""
    under_way = agreement.successors.exclude(state=State.WITHDRAWN).first()
    return all_of(
        need(
            agreement.state in CHANGEABLE,
            _("Only an agreement in force is changed; a draft is simply written on."),
        ),
        need(
            actor.may("draft_agreements"),
            _("Only a coordinator of a party begins a change."),
            Lift("draft_agreements"),
        ),
        need(is_party(actor, agreement), NOT_YOUR_AGREEMENT),
        no(_("A change is under way already: %(number)s.") % {"number": under_way.number}) if under_way else ALLOWED,
    )


def can_call_material(actor: Actor, agreement: Agreement) -> Verdict:
    return all_of(
        need(
            agreement.replaces_id is not None and not agreement.is_material,
            _("The participation bodies are asked about this agreement already."),
        ),
        can_write(actor, agreement),
    )


def can_give_notice(actor: Actor, agreement: Agreement) -> Verdict:
    """Every party may leave, with the term and on the grounds of the agreement; of the one that holds in the end."""
    return all_of(
        need(
            agreement.state in (State.IN_FORCE, State.TERMINATED) or agreement.is_waiting,
            _("Notice is given of an agreement in force."),
        ),
        director_of_a_party(actor, agreement),
        _no_change_was_signed(agreement),
        need(
            not agreement.notices.filter(board=actor.board).exists(),
            _("Your board already gave notice."),
        ),
    )


def _no_change_was_signed(agreement: Agreement) -> Verdict:
    signed = agreement.successors.filter(state=State.SIGNED).first()
    if signed is None:
        return ALLOWED
    values = {"number": signed.number}
    return no(_("Every board signed a change of this agreement. Give notice of that one: %(number)s.") % values)


def can_evaluate(actor: Actor, agreement: Agreement) -> Verdict:
    """Of what binds; one board records it for all (article about quality)."""
    if agreement.state not in BINDING:
        return no(_("An evaluation is recorded with an agreement in force."))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    if not actor.may("draft_agreements") and not actor.may("decide_agreements"):
        return no(_("Only a coordinator or a director of a party records an evaluation."))
    return ALLOWED
