"""How allauth keeps second factors here."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SecondFactor(DefaultMFAAdapter):
    """Secrets of apps are not readable in the database: who takes a copy of it has no codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This is not the right code. A code of your app lasts half a minute.")
    }

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _lock().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """How the account is called in the app."""
        return "Leerroutes"

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        return _("Passkey")


def _lock() -> MultiFernet:
    """From SECRET_KEY; keys in SECRET_KEY_FALLBACKS still open what was locked with them."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(urlsafe_b64encode(sha256(b"second factor " + force_bytes(key)).digest())) for key in keys]
    )
