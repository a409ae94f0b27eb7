"""Decide, send back, end, sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.free_text import FreeText
from accounts.stepup.forms import StepUpForm


class ReasonForm(forms.Form):
    reason = FreeText(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Everybody who works on this agreement reads this."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Please give a reason; the others will read it.")},
    )


class DeclineForm(ReasonForm):
    """The others read why, also those who signed."""

    reason = FreeText(
        label=gettext_lazy("Why your board does not sign"),
        help_text=gettext_lazy("Every board of this agreement reads this, also in the mail they get about it."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Please give a reason; the others will read it.")},
    )


class ApproveForm(forms.Form):
    """An answer is required when a body of the own board advised against (WMS 17)."""

    reply = FreeText(
        label=gettext_lazy("Your answer to the negative advice"),
        help_text=gettext_lazy("With reasons. It is kept with your decision; the participation body gets to read it."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": gettext_lazy(
                "A participation body of your board advised against this. Answer it with reasons first."
            )
        },
    )

    agrees_it_is_editorial = forms.BooleanField(
        label=gettext_lazy(
            "I too find this change editorial: it touches nothing that a participation body has a say in."
        ),
        error_messages={
            "required": gettext_lazy("Say that you too find this change editorial, or send it back: no body was asked.")
        },
    )

    def __init__(self, data: Mapping[str, Any] | None, *, must_reply: bool, is_editorial: bool = False) -> None:
        super().__init__(data)
        if not is_editorial:
            del self.fields["agrees_it_is_editorial"]
        if not must_reply:
            del self.fields["reply"]


class SignForm(StepUpForm):
    """Consent to exactly one document, by the person who is logged in and proves it again."""

    seen_sha256 = forms.CharField(required=False, widget=forms.HiddenInput)
    read = forms.BooleanField(
        label=gettext_lazy("I have read this document and sign it on behalf of my board."),
        error_messages={"required": gettext_lazy("Confirm that you have read the document and want to sign it.")},
    )
    field_order = ("seen_sha256", "read", "password", "code")
