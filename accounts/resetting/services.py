from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from audit.services import record
from jobs.services import enqueue

from ..actors import Actor
from ..errors import Refusal
from ..models import User
from ..sessions.services import end_sessions
from ..stepup import Proof, ensure_fresh
from ..verdicts import ensure
from .policies import can_reset


@transaction.atomic
def reset_second_factor(user: User, *, actor: Actor, reason: str, proof: Proof) -> None:
    """Take away the app, the passkeys and the recovery codes, and log this person out everywhere.

    The password stays, and is not enough for who needs a second factor: that person sets up a new one first. A mail
    tells the person who did it and why, so that it is not done behind anybody's back.
    """
    ensure(can_reset(actor, user))
    ensure_fresh(proof, actor.user)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    factors = list(Authenticator.objects.filter(user=user).order_by("pk"))
    if not factors:
        raise Refusal(_("%(name)s has no second factor, so there is nothing to reset.") % {"name": user})
    kinds = [str(one.type) for one in factors]
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user, actor=actor)
    event = record("accounts.second_factor_reset", actor=actor, case=user, reason=reason, kinds=kinds)
    key = f"second-factor-reset:{event.pk}"
    enqueue("accounts.mail_second_factor_reset", key=key, person=user.pk, by=actor.user.pk, reason=reason)
