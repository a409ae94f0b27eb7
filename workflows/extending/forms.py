from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import date_field
from accounts.free_text import FreeText


class MoreTimeForm(forms.Form):
    """Until when, and why."""

    until = date_field(label=gettext_lazy("New last day"))
    reason = FreeText(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody who may read this case sees it, in the timeline."),
        error_messages={"required": gettext_lazy("Please give a reason; the others will read it.")},
    )
    seen = forms.DateField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, due: date, last: date) -> None:
        super().__init__(data, initial={"seen": due.isoformat()})
        self.due = due
        day = date_format(last, "j F Y")
        self.fields["until"].help_text = _("No later than %(day)s.") % {"day": day}

    def knows_better(self) -> None:
        """This page now says until when the term is, so the next time it is sent by somebody who knows."""
        data: MultiValueDict[str, Any] = MultiValueDict(self.data)
        data["seen"] = self.due.isoformat()
        self.data = data
