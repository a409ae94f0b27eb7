"""Who may do what in this room, and why not."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.verdicts import ALLOWED, Verdict, no
from leerroutes.models import Route
from leerroutes.policies import visible_to

from .models import InspectionSample


def can_read(actor: Actor, route: Route) -> Verdict:
    """Whoever may see the route takes along what they may see of it."""
    if not visible_to(actor).filter(pk=route.pk).exists():
        return no(_("You may not see this route today."))
    return ALLOWED


def can_sample(actor: Actor) -> Verdict:
    """A sample is a way to choose what to look at, and that is the inspector's."""
    if not actor.is_inspector:
        return no(_("Only an inspector draws a sample. Boards see their routes in the overview."))
    return ALLOWED


def samples_visible_to(actor: Actor) -> QuerySet[InspectionSample]:
    """Each inspector the own ones: what another drew may lie outside this access."""
    samples = InspectionSample.objects.filter(drawn_by=actor.user)
    return samples if actor.is_inspector else samples.none()
