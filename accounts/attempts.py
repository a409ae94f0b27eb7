"""A limit on guessing, wherever somebody who is logged in must prove again who they are.

The failures are counted in the ledger, so every process knows the same number and a restart forgets nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import AuditEvent
from audit.services import case_of, record

from .actors import Actor
from .errors import Refusal
from .models import User

FAILED = "accounts.proof_failed"
AT_MOST = 5
WITHIN = timedelta(minutes=15)


class TooManyAttempts(Refusal):
    """Too often wrong; what was given now is not even looked at."""


class WrongPassword(Refusal):
    """Not the password of this person."""


@contextmanager
def counted_attempt(user: User) -> Iterator[None]:
    """Within it, find out whether this is `user`: a `Refusal` raised there counts, stays in the trail and goes on.

    Attempts of one person wait for each other, so guessing at the same time gains nothing. It has a transaction of its
    own, because a failure must be remembered: never inside another one.
    """
    with transaction.atomic(durable=True):
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        ensure_may_try(user)
        try:
            yield
            return
        except Refusal as refusal:
            record(FAILED, actor=Actor(user=user, board=None), case=user, kind=type(refusal).__name__)
            failure = refusal
    raise failure


def ensure_may_try(user: User) -> None:
    """Refuses after five failures in a quarter of an hour, and says when the next attempt may be made."""
    recent = AuditEvent.objects.filter(case=case_of(user), action=FAILED, at__gt=timezone.now() - WITHIN)
    failures = list(recent.order_by("-pk").values_list("at", flat=True)[:AT_MOST])
    if len(failures) == AT_MOST:
        wait = failures[-1] + WITHIN - timezone.now()
        raise TooManyAttempts(_sentence(max(1, math.ceil(wait.total_seconds() / 60))))


def _sentence(minutes: int) -> str:
    return ngettext(
        "This went wrong too often. Try again in %(minutes)s minute. Nothing was done.",
        "This went wrong too often. Try again in %(minutes)s minutes. Nothing was done.",
        minutes,
    ) % {"minutes": minutes}


def confirm_password(user: User, password: str) -> None:
    """The password of who is logged in, asked again. Raises `WrongPassword`, or `TooManyAttempts`."""
    with counted_attempt(user):
        if not user.check_password(password):
            raise WrongPassword(_("This is not your password."))
