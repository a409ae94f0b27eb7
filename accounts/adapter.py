from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from .attempts import confirm_password
from .errors import Refusal


class InvitationOnly(DefaultAccountAdapter):
    """Nobody signs up: an administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def reauthenticate(self, user: Any, password: str) -> bool:
        """The password asked again; counted, as everywhere (`accounts.attempts`)."""
        try:
            confirm_password(user, password)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return True

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures count per account *and* address: somebody who guesses elsewhere keeps nobody out of their account.

        Beside it each address has a limit of its own (allauth), and who was not invited has no account to guess at.
        """
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"

    def get_login_stages(self) -> list[str]:
        """The second factor of who has one, unless this installation asks for it at signing only."""
        stages: list[str] = super().get_login_stages()
        return [one for one in stages if settings.SECOND_FACTOR_AT_LOGIN or not one.startswith("allauth.mfa.")]

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """The password; the second factor was given when this session began."""
        return [{"id": "reauthenticate", "url": reverse("account_reauthenticate"), "description": ""}]

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """People log in by e-mail; there is no user name."""
