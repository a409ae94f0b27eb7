from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..free_text import FreeText
from ..stepup.forms import StepUpForm
from ..stepup.words import CONFIRMING


class ConfirmForm(StepUpForm):
    """The password and a second factor of the second person."""

    words = CONFIRMING


class RefuseForm(forms.Form):
    reason = FreeText(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whoever proposed it reads this. It stays in the trail."),
    )
