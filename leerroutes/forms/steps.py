"""The small forms: a reason, a decision, a confirmation, a registration."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import date_field
from accounts.free_text import FreeText

from ..models import RioRegistration, Verdict


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button is the answer."""


class ReasonForm(forms.Form):
    """Why somebody stops, resumes or ends a route."""

    reason = FreeText(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Everybody who takes part in this route reads this."),
        error_messages={"required": gettext_lazy("Please give a reason; the others will read it.")},
    )


class DecisionForm(forms.Form):
    """Approve, send back or reject. A no always has a reason."""

    reason = FreeText(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when you send back or reject. The coordinators of all boards read this."),
    )
    verdict = forms.ChoiceField(
        choices=Verdict.choices,
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Choose: approve, send back or reject."),
            "invalid_choice": gettext_lazy("Choose: approve, send back or reject."),
        },
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if data.get("verdict") in (Verdict.RETURNED, Verdict.REJECTED) and not data.get("reason"):
            self.add_error("reason", _("Write what must change, or why you say no."))
        return data


class SubmissionForm(forms.Form):
    """Step 1: the institution sent its registration to RIO."""

    submitted_on = date_field(
        label=gettext_lazy("Sent to RIO on"),
        initial=localdate,
        error_messages={"required": gettext_lazy("Fill in on which day it was sent.")},
    )

    def __init__(self, registration: RioRegistration, data: Any = None) -> None:
        super().__init__(data)

    def clean_submitted_on(self) -> date:
        day: date = self.cleaned_data["submitted_on"]
        if day > localdate():
            raise forms.ValidationError(_("The date of submission cannot lie in the future."))
        return day


class ConfirmationForm(forms.Form):
    """Step 2: RIO confirmed, under an identifier."""

    confirmed_on = date_field(
        label=gettext_lazy("Confirmed by RIO on"),
        initial=localdate,
        error_messages={"required": gettext_lazy("Fill in on which day RIO confirmed.")},
    )
    register_id = forms.CharField(
        label=gettext_lazy("Identifier in RIO"),
        max_length=60,
        help_text=gettext_lazy("As it stands in the confirmation of RIO."),
        error_messages={"required": gettext_lazy("Fill in the identifier from the confirmation.")},
    )

    def __init__(self, registration: RioRegistration, data: Any = None) -> None:
        self.registration = registration
        super().__init__(data)

    def clean_confirmed_on(self) -> date:
        day: date = self.cleaned_data["confirmed_on"]
        if not (self.registration.submitted_on or day) <= day <= localdate():
            raise forms.ValidationError(_("The confirmation lies between the day of submission and today."))
        return day
