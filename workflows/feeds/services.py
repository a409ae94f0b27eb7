"""Make the address of a calendar, or revoke it."""

from __future__ import annotations

from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accounts.verdicts import ensure
from audit.services import record
from leerroutes.models import Route

from ..models import CalendarFeed
from .policies import can_subscribe


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_calendar(*, actor: Actor, route: Route | None = None) -> str:
    """A new secret, told this once. The earlier address of the same calendar stops."""
    person = User.objects.select_for_update(no_key=True).get(pk=actor.user.pk)
    ensure(can_subscribe(actor))
    _standing(person).filter(route=route).update(revoked=timezone.now())
    secret = token_urlsafe(32)
    feed = CalendarFeed.objects.create(user=person, route=route, secret_sha256=digest_of(secret))
    record("workflows.calendar_made", actor=actor, case=person, subject=feed, about=route.number if route else "")
    return secret


@transaction.atomic
def revoke_calendar(feed: CalendarFeed, *, actor: Actor) -> None:
    """From now on nobody reads anything at its address. Doing it again changes nothing."""
    person = User.objects.select_for_update(no_key=True).get(pk=actor.user.pk)
    if _standing(person).filter(pk=feed.pk).update(revoked=timezone.now()):
        record("workflows.calendar_revoked", actor=actor, case=person, subject=feed)


def _standing(person: User) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(user=person, revoked=None)
