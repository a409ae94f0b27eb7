from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .actors import Actor
from .models import User
from .verdicts import ALLOWED, Verdict, no


def can_manage_access(actor: Actor) -> Verdict:
    """Administrators manage who may do what; they change no content and sign nothing."""
    if not actor.is_administrator:
        return no(_("Only an administrator manages roles and mandates."))
    return ALLOWED


def can_erase(actor: Actor, person: User) -> Verdict:
    """Who left asks for it; an administrator does it, and never to themselves."""
    if not actor.is_administrator:
        return can_manage_access(actor)
    if person.pk == actor.user.pk:
        return no(_("You cannot erase yourself. Another administrator does."))
    if person.erased:
        return no(_("The data of this person were erased already."))
    return ALLOWED
