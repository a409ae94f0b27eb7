from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.free_text import FreeText

from .dates import day_field


class NoticeForm(forms.Form):
    ends_on = day_field(
        label=_("Last day of the agreement for your board"),
        help_text=_("A 31 July, so that no school year is cut, and no earlier than the term allows."),
    )
    grounds = FreeText(
        label=_("Grounds"),
        help_text=_("See which grounds the agreement allows. Everybody who works on this agreement reads this."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please give a reason; the others will read it.")},
    )

    def __init__(self, data: Mapping[str, Any] | None, *, earliest: date) -> None:
        super().__init__(data, initial={"ends_on": earliest})
