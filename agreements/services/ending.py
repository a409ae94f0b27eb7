from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from leerroutes.states import FINAL

from .. import policies
from ..errors import AgreementError
from ..models import Agreement
from ..selectors import routes_of
from .turning import locked, need_reason, turn


@transaction.atomic
def end_agreement(agreement: Agreement, *, actor: Actor, reason: str) -> Agreement:
    """Record that the agreement no longer binds. Its routes must have ended first: learners come before paper."""
    agreement = locked(agreement)
    ensure(policies.can_end(actor, agreement))
    still_on = [str(route) for route in routes_of(agreement) if route.state not in FINAL]
    if still_on:
        raise AgreementError(_("These routes have not ended yet: %(routes)s.") % {"routes": ", ".join(still_on)})
    turn(agreement, agreement.end, code="agreements.ended", actor=actor, reason=need_reason(reason))
    return agreement
