"""What changes in somebody's second factors is written in the ledger, with the person it concerns as case."""

from __future__ import annotations

from typing import Any, Protocol

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.dispatch import receiver

from audit.services import record

from ..actors import Actor
from ..models import User


class Asked(Protocol):
    """The request, of which only who acts matters here."""

    actor: Actor


@receiver(signals.authenticator_added)
def added(request: Asked, user: User, authenticator: Authenticator, **rest: Any) -> None:
    _tell("accounts.second_factor_added", request, user, authenticator)


@receiver(signals.authenticator_removed)
def removed(request: Asked, user: User, authenticator: Authenticator, **rest: Any) -> None:
    _tell("accounts.second_factor_removed", request, user, authenticator)


@receiver(signals.authenticator_reset)
def renewed(request: Asked, user: User, authenticator: Authenticator, **rest: Any) -> None:
    _tell("accounts.recovery_codes_renewed", request, user, authenticator)


@transaction.atomic
def _tell(action: str, request: Asked, user: User, authenticator: Authenticator) -> None:
    record(action, actor=request.actor, case=user, kind=authenticator.type, name=str(authenticator))
