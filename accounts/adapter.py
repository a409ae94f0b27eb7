from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest

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

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """People log in by e-mail; there is no user name."""
