from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..free_text import FreeText
from ..stepup.forms import StepUpForm
from ..stepup.words import ERASING


class EraseForm(StepUpForm):
    """With the password and second factor of the administrator: what is erased does not come back."""

    words = ERASING

    reason = FreeText(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: left on 1 August and asked for it. Name nobody here; it stays in the trail."),
    )
    sure = forms.BooleanField(
        label=_("I know that this cannot be undone."),
        error_messages={"required": _("Confirm that you know that this cannot be undone.")},
    )
    field_order = ("reason", "sure", "password", "code")
