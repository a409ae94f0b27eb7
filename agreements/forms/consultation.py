"""Ask participation bodies, and record what they answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import BodyKind, ParticipationBody

from ..models import Consultation
from ..services import Question
from ..states import Outcome, Right
from .dates import day_field
from .letters import checked

CONSENT_FIRST = frozenset({BodyKind.PMR, BodyKind.PARENTS_PUPILS})
"""Bodies whose consent is asked on the consequences for the people they speak for (WMS 12 and 14)."""

RIGHTS = {
    BodyKind.MR: gettext_lazy("Advice on lasting cooperation with another institution (WMS 11 d)."),
    BodyKind.GMR: gettext_lazy("Advice, in the place of the MR, when it concerns most of your schools (WMS 16)."),
    BodyKind.PMR: gettext_lazy("Consent on the consequences for staff and on transferring funding (WMS 12)."),
    BodyKind.PARENTS_PUPILS: gettext_lazy(
        "Consent on the consequences for parents and pupils, and on teaching time (WMS 14)."
    ),
    BodyKind.OR: gettext_lazy("Advice on lasting cooperation with another organisation (WOR 25)."),
    BodyKind.STUDENTS: gettext_lazy(
        "Advice on lasting cooperation; consent where exams or the student charter change (WEB 8a)."
    ),
    BodyKind.PARENTS: gettext_lazy("Advice on the consequences of lasting cooperation (WEB 8a)."),
}


class QuestionForm(forms.Form):
    """One body: whether it is asked, for what, and on which day."""

    ask = forms.BooleanField(required=False, initial=True)
    right = forms.ChoiceField(
        label=gettext_lazy("Advice or consent"), choices=Right, widget=forms.RadioSelect, required=False
    )
    asked_on = day_field(label=gettext_lazy("Asked on"), required=False)

    def __init__(self, *args: Any, body: ParticipationBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        self.rights = RIGHTS.get(BodyKind(body.kind), "")
        self.fields["ask"].label = _("Ask %(body)s") % {"body": body}
        self.fields["right"].initial = Right.CONSENT if body.kind in CONSENT_FIRST else Right.ADVICE
        self.fields["asked_on"].initial = localdate
        self.fields["asked_on"].help_text = _("This body has %(days)s days to answer.") % {"days": body.term_days}

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("ask"):
            if not given.get("right") and "right" not in self.errors:
                self.add_error("right", _("Choose advice or consent: the body must know which right it has."))
            if not given.get("asked_on") and "asked_on" not in self.errors:
                self.add_error("asked_on", _("Fill in the day on which you asked."))
            elif given.get("asked_on") and given["asked_on"] > localdate():
                self.add_error("asked_on", _("The day of asking cannot lie in the future."))
        return given

    def question(self) -> Question:
        return Question(self.body, Right(self.cleaned_data["right"]), self.cleaned_data["asked_on"])


if TYPE_CHECKING:
    QuestionForms = forms.BaseFormSet[QuestionForm]
else:
    QuestionForms = forms.BaseFormSet


class QuestionFormSet(QuestionForms):
    """One row for each body of a board; which rows there are is not for the browser to say."""

    form = QuestionForm
    renderer = forms.renderers.get_default_renderer()
    min_num = max_num = absolute_max = 1000
    extra = 0
    can_order = can_delete = can_delete_extra = validate_min = validate_max = False

    def __init__(self, data: Mapping[str, Any] | None, *, bodies: Iterable[ParticipationBody]) -> None:
        self.bodies = list(bodies)
        super().__init__(data)

    def total_form_count(self) -> int:
        return len(self.bodies)

    def initial_form_count(self) -> int:
        return len(self.bodies)

    def add_prefix(self, index: int | str) -> str:
        return f"body-{self.bodies[int(index)].pk}"

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {"body": self.bodies[index or 0]}

    def clean(self) -> None:
        if not any(self.errors) and not self.questions():
            raise ValidationError(_("Choose at least one participation body: signing needs a closed dossier (S-040)."))

    def questions(self) -> list[Question]:
        return [form.question() for form in self.forms if form.cleaned_data.get("ask")]


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
    remarks = forms.CharField(
        label=gettext_lazy("Remarks or reasons of the body"),
        help_text=gettext_lazy("Required when the advice is negative or consent is withheld."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    letter = forms.FileField(
        label=gettext_lazy("Letter"),
        help_text=gettext_lazy("PDF, Word, OpenDocument, JPEG or PNG, at most 10 MB. The other boards can read it."),
        required=False,
        allow_empty_file=True,
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

    def clean_letter(self) -> UploadedFile[bytes] | None:
        letter = self.cleaned_data["letter"]
        return checked(letter) if letter else None

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
