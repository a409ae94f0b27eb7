from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.free_text import FreeText


class VariantForm(forms.Form):
    name = FreeText(
        label=_("Name of the variant"),
        max_length=100,
        help_text=_("Only your own board sees it, for example “Short, for technical routes”."),
    )
