from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from audit.services import record

from ..actors import Actor
from ..models import User


@transaction.atomic
def end_sessions(user: User, *, actor: Actor, only: int | None = None, but: str = "") -> int:
    """Log this person out: everywhere, `only` in one session, or everywhere `but` in the session with that key."""
    sessions = UserSession.objects.filter(user=user).exclude(session_key=but)
    if only is not None:
        sessions = sessions.filter(pk=only)
    ended = [session.end() for session in sessions]
    if ended:
        record("accounts.sessions_ended", actor=actor, case=user, number=len(ended))
    return len(ended)


@transaction.atomic
def forget_expired() -> int:
    """Sessions whose time is over, and the places listed for them with address and browser. No event: nobody acts."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    _all, deleted = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return int(deleted.get(UserSession._meta.label, 0))
