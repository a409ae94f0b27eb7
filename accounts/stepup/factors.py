"""What somebody has beside a password: an app that makes codes, passkeys, recovery codes."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings

from ..models import User
from ..roles import PROVEN_ROLES, Role

Type = Authenticator.Type
PERIOD = 30
"""Seconds that a code of an app is shown; the apps know no other."""


@dataclass(frozen=True)
class Factors:
    """What one person has."""

    app: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    recovery_codes: Authenticator | None

    def __bool__(self) -> bool:
        """Enough to sign with; recovery codes are for logging in only."""
        return bool(self.app or self.passkeys)


def factors_of(user: User) -> Factors:
    rows = list(Authenticator.objects.filter(user=user).order_by("pk"))
    return Factors(
        app=next((row for row in rows if row.type == Type.TOTP), None),
        passkeys=tuple(row for row in rows if row.type == Type.WEBAUTHN),
        recovery_codes=next((row for row in rows if row.type == Type.RECOVERY_CODES), None),
    )


def needs_one(user: User, roles: Iterable[Role]) -> bool:
    """Does one of these roles ask for a second factor that this person does not have yet?"""
    if PROVEN_ROLES.isdisjoint(roles):
        return False
    return not Authenticator.objects.filter(user=user, type__in=[Type.TOTP, Type.WEBAUTHN]).exists()


def give_app(user: User, secret: str) -> None:
    """As if this person had read this secret with an app; for who plays people (demonstration, tests)."""
    TOTP.activate(user, secret)


def secret_of(app: Authenticator) -> str:
    return str(decrypt(app.data["secret"]))


def counter_now() -> int:
    """The number of the code that apps show now (RFC 6238)."""
    return int(time.time()) // PERIOD


def code_at(secret: str, counter: int) -> str:
    return str(format_hotp_value(hotp_value(secret, counter)))


def counter_of(secret: str, code: str) -> int | None:
    """Which code it is, of those that may be given now: people type slowly and clocks differ."""
    now, off = counter_now(), settings.MFA_TOTP_TOLERANCE
    given = "".join(code.split())
    return next((one for one in range(now - off, now + off + 1) if code_at(secret, one) == given), None)
