"""Changing one's password asks the old one, with the same limit on guessing as everywhere (`accounts.attempts`)."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm
from django.core.exceptions import ValidationError

from .attempts import confirm_password
from .errors import Refusal


class ChangePassword(ChangePasswordForm):
    def clean_oldpassword(self) -> Any:
        given = self.cleaned_data["oldpassword"]
        try:
            confirm_password(self.user, given)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return given
