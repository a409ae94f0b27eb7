"""Is it the time and the turn of this board to sign? Asked by who signs, whatever way."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.verdicts import ALLOWED, Lift, Verdict, all_of, no

from .models import Agreement
from .signing_turns import boards_up


def is_time_to_sign(actor: Actor, agreement: Agreement) -> Verdict:
    """Within the term, and in the order that the boards agreed on, if any."""
    request = agreement.signing_request
    if request is not None and request.is_over:
        day = {"day": request.last_day}
        over = _("The term for signing ended on %(day)s. A director of a board can renew it.") % day
        return no(over, Lift("decide_agreements"))
    if request is None or not request.order:
        return ALLOWED
    first = boards_up(agreement)
    if actor.board in first:
        return ALLOWED
    values = {"board": ", ".join(map(str, first))}
    sentence = _("The boards agreed to sign in a fixed order. First %(board)s signs; then your board is told.") % values
    return all_of(*(no(sentence, Lift("sign_agreements", board)) for board in first))
