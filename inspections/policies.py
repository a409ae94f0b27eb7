"""Who may do what in this room, and why not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.verdicts import ALLOWED, Verdict, no
from leerroutes.models import Route
from leerroutes.policies import visible_to


def can_read(actor: Actor, route: Route) -> Verdict:
    """Whoever may see the route takes along what they may see of it."""
    if not visible_to(actor).filter(pk=route.pk).exists():
        return no(_("You may not see this route today."))
    return ALLOWED
