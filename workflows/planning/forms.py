from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import date_field
from accounts.free_text import FreeText


class MoveStepForm(forms.Form):
    """Other days for a step, or the usual ones again; and why."""

    begins_on = date_field(label=_("First day"), required=False)
    ends_on = date_field(label=_("Last day"), required=False)
    usual = forms.BooleanField(
        label=_("Back to the usual dates"), required=False, help_text=_("The days above do not count then.")
    )
    reason = FreeText(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who may read this route sees it, in the planning and in the timeline."),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)

    def content(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        if given.pop("usual"):
            given |= {"begins_on": None, "ends_on": None}
        return given

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        days = [name for name in ("begins_on", "ends_on") if not data.get(name) and name not in self.errors]
        if not data.get("usual"):
            for name in days:
                self.add_error(name, _("Choose a day, or the usual dates."))
        return data
