from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..actors import Actor
from ..models import User
from ..policies import can_manage_access
from ..verdicts import Verdict, no


def can_reset(actor: Actor, user: User) -> Verdict:
    """Administrators, but never for themselves: who stole a session could then drop what stands in the way."""
    verdict = can_manage_access(actor)
    if verdict and actor.user.pk == user.pk:
        return no(_("Nobody resets their own second factor here; another administrator does it."))
    return verdict
