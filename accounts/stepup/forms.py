"""Asking the password and a second factor, in any form that binds somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from ..errors import Refusal
from ..models import User
from .factors import factors_of
from .proof import NotProven, Proof
from .proving import challenge, prove
from .words import SIGNING


class StepUpForm(forms.Form):
    """The end of a form: `proof` is there when all is valid. No code is used up while something else is wrong."""

    words = SIGNING
    """A form about something else than signing has its own."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        help_text=gettext_lazy("To be sure that it is you."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=gettext_lazy("Code from your app"),
        help_text=gettext_lazy("The six digits that your app shows now."),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    credential = forms.JSONField(required=False, widget=forms.HiddenInput(attrs={"data-passkey-answer": ""}))

    def __init__(self, data: Mapping[str, Any] | None, *, user: User, page: str = "") -> None:
        super().__init__(data)
        self.user, self.page, self.factors = user, page, factors_of(user)
        self.proof: Proof | None = None
        self.fields["password"].error_messages["required"] = str(self.words.no_password)
        if not self.factors.app:
            del self.fields["code"]
        if not self.factors.passkeys:
            del self.fields["credential"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        credential = given.get("credential")
        if not self.errors and not credential and not given.get("code"):
            self.add_error("code" if self.factors.app else None, self._missing())
        if not self.errors:
            self._prove(given["password"], given.get("code", ""), credential if isinstance(credential, dict) else None)
        return given

    def _missing(self) -> str:
        return str(self.words.no_code if self.factors.app else self.words.no_passkey)

    def _prove(self, password: str, code: str, credential: dict[str, Any] | None) -> None:
        try:
            self.proof = prove(
                self.user, password=password, code=code, credential=credential, words=self.words, page=self.page
            )
        except Refusal as refusal:
            field = refusal.field if isinstance(refusal, NotProven) else None
            self.add_error(field if field in {"password", "code"} else None, str(refusal))

    def proven(self) -> Proof:
        """The proof of a valid form."""
        assert self.proof is not None
        return self.proof

    @cached_property
    def challenge(self) -> dict[str, Any] | None:
        """For the passkey; a new one each time the form is shown."""
        return challenge(self.user)
