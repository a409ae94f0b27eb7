"""Record what participation bodies answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.free_text import FreeText
from accounts.uploads.forms import OutsideFileField

from ..models import Consultation
from ..states import Outcome, Right
from .dates import day_field

OUTCOMES = {
    Right.ADVICE: (
        (Outcome.POSITIVE, gettext_lazy("Positive advice")),
        (Outcome.POSITIVE_WITH_REMARKS, gettext_lazy("Positive advice, with remarks")),
        (Outcome.NEGATIVE, gettext_lazy("Negative advice")),
        (Outcome.NO_ANSWER, gettext_lazy("No answer within the term")),
    ),
    Right.CONSENT: (
        (Outcome.POSITIVE, gettext_lazy("Consent given")),
        (Outcome.POSITIVE_WITH_REMARKS, gettext_lazy("Consent given, with remarks")),
        (Outcome.NEGATIVE, gettext_lazy("Consent withheld")),
    ),
}


class AnswerForm(forms.Form):
    """The answer of one body. Silence is no consent, so that cannot be chosen there."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What did the body answer?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the body answered.")},
    )
    answered_on = day_field(label=gettext_lazy("Answered on"))
    remarks = FreeText(
        label=gettext_lazy("Remarks or reasons of the body"),
        help_text=gettext_lazy("Required when the advice is negative or consent is withheld."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    letter = OutsideFileField(
        label=gettext_lazy("Letter"),
        help_text=gettext_lazy("PDF, Word, OpenDocument, JPEG or PNG, at most 10 MB. The other boards can read it."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt,.jpg,.jpeg,.png"}),
    )

    def __init__(self, data: Mapping[str, Any] | None, files: Any | None = None, *, consultation: Consultation) -> None:
        super().__init__(data, files)
        self.consultation = consultation
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)
        outcome.choices = OUTCOMES[Right(consultation.right)]
        self.fields["answered_on"].initial = localdate

    def clean_answered_on(self) -> Any:
        day, asked = self.cleaned_data["answered_on"], self.consultation.asked_on
        if not asked <= day <= localdate():
            raise ValidationError(
                _("Choose a day from %(first)s, when the body was asked, until today.") % {"first": date_format(asked)}
            )
        return day

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        outcome, day, due = given.get("outcome"), given.get("answered_on"), self.consultation.due_on
        if outcome == Outcome.NEGATIVE and not given.get("remarks", "").strip() and "remarks" not in self.errors:
            self.add_error("remarks", _("Write down why; the boards must be able to answer it."))
        if outcome == Outcome.NO_ANSWER and day and day < due:
            self.add_error(
                "outcome",
                _("The term of this body runs until %(day)s; only after that “no answer” can be recorded.")
                % {"day": date_format(due)},
            )
        return given
