from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .actors import Actor
from .verdicts import ALLOWED, Verdict, no


def can_manage_access(actor: Actor) -> Verdict:
    """Administrators manage who may do what; they change no content and sign nothing."""
    if not actor.is_administrator:
        return no(_("Only an administrator manages roles and mandates."))
    return ALLOWED
