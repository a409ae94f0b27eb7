from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..free_text import FreeText
from ..stepup.forms import StepUpForm
from ..stepup.words import RESETTING


class ResetForm(StepUpForm):
    """With the password and second factor of the administrator: this opens somebody else's account a little."""

    words = RESETTING

    reason = FreeText(
        label=_("Reason, and how you know who asks"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example: telephone lost, asked in person. This person reads it; it stays in the trail."),
    )
    field_order = ("reason", "password", "code")
