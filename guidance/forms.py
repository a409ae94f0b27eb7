"""Forms of the help."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.free_text import FreeText


class OpinionForm(forms.Form):
    """Did it help, and if not, what was missing."""

    helped = forms.TypedChoiceField(
        label=_("Did this help?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    words = FreeText(
        label=_("What was missing, or what could be clearer?"),
        help_text=_("One sentence. Write nothing about pupils or students."),
        max_length=500,
        required=False,
    )
