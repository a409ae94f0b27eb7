"""Ask participation bodies: the matrix that the law proposes, filled in; departing from it asks for a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.free_text import FreeText
from accounts.models import BodyKind, ParticipationBody

from ..models import Consultation
from ..participation import Entitlement, Place, Topic, topics_for
from ..services import Question
from ..states import Right
from .dates import day_field

NOT_ASKED = ("", gettext_lazy("do not ask"))


@dataclass(frozen=True)
class BodyToAsk:
    """A body (None: none of this kind is on record), what the law gives it, and its answers that may still stand."""

    entitlement: Entitlement
    body: ParticipationBody | None
    earlier: Sequence[Consultation] = ()

    @property
    def kind(self) -> BodyKind:
        return BodyKind(self.body.kind if self.body else str(self.entitlement.place))


class BodyForm(forms.Form):
    """One body: per subject whether it is asked, and for what; in advance as the law proposes."""

    def __init__(self, *args: Any, row: BodyToAsk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.body = row, row.body
        self.topics = topics_for(row.kind)
        if self.body is not None:
            self._add_subjects()
            self._add_earlier()
            days = {"days": self.body.term_days}
            self.fields["asked_on"] = day_field(
                label=_("Asked on"), required=False, help_text=_("This body has %(days)s days to answer.") % days
            )
            self.fields["asked_on"].initial = localdate
        self.fields["reason"] = FreeText(
            label=_("Why you depart from this proposal"),
            help_text=_("Only needed when you leave something out, add something or ask it otherwise. It is kept.")
            if self.body
            else _("Why nobody is asked. It is kept in the dossier."),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def _add_subjects(self) -> None:
        for topic in self.topics:
            self.fields[topic.subject] = forms.ChoiceField(
                label=str(topic.title),
                choices=[NOT_ASKED, *Right.choices],
                required=False,
                initial=self.row.entitlement.asked.get(topic.code, ""),
                help_text=self._why(topic),
            )
        self.fields["other"] = FreeText(
            label=_("Another subject"),
            help_text=_("In your own words, for example a right from your regulations."),
            required=False,
            max_length=300,
        )
        self.fields["other_right"] = forms.ChoiceField(
            label=_("Advice or consent on that subject"), choices=[NOT_ASKED, *Right.choices], required=False
        )

    def _why(self, topic: Topic) -> str:
        """Why this body is asked; of what the text does not touch only which right it would have."""
        right = f"({topic.source}: {topic.right.label})"
        if topic.code in self.row.entitlement.asked:
            return f"{topic.why} {right}"
        return _("Not at stake, as far as the text shows.") + f" {right}"

    def _add_earlier(self) -> None:
        for one in self.row.earlier:
            said = {
                "right": one.get_right_display(),
                "outcome": one.get_outcome_display(),
                "day": date_format(one.answered_on) if one.answered_on else "",
            }
            self.fields[f"carry_{one.right}"] = FreeText(
                label=_("Let the earlier answer stand (%(right)s: %(outcome)s, %(day)s)") % said,
                help_text=_(
                    "Nothing changed in the articles it was about. Write why asking again is not needed, "
                    "or leave this empty to ask again."
                ),
                required=False,
                max_length=2000,
            )

    @property
    def subjects(self) -> list[forms.BoundField]:
        return [self[topic.subject] for topic in self.topics] if self.body else []

    @property
    def carries(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("carry_")]

    def asked(self, right: Right) -> list[Topic]:
        given = self.cleaned_data
        return [topic for topic in self.topics if self.body and given.get(topic.subject) == right]

    def other(self, right: Right) -> str:
        given = self.cleaned_data
        return str(given.get("other", "")).strip() if given.get("other_right") == right else ""

    def questions(self) -> list[Question]:
        if self.body is None:
            return []
        given = self.cleaned_data
        return [
            Question(
                self.body,
                right,
                given["asked_on"],
                tuple(topic.code for topic in self.asked(right)),
                self.other(right),
                given.get(f"carry_{right}", "").strip(),
            )
            for right in Right
            if self.asked(right) or self.other(right)
        ]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if self.body is not None:
            self._check_day(given)
            if given.get("other", "").strip() and not given.get("other_right") and "other_right" not in self.errors:
                self.add_error("other_right", _("Choose advice or consent: the body must know which right it has."))
        if self._departs() and not given.get("reason", "").strip() and "reason" not in self.errors:
            self.add_error("reason", self._why_a_reason())
        return given

    def _check_day(self, given: dict[str, Any]) -> None:
        if "asked_on" in self.errors or not any(self.asked(right) or self.other(right) for right in Right):
            return
        if not given.get("asked_on"):
            self.add_error("asked_on", _("Fill in the day on which you asked."))
        elif given["asked_on"] > localdate():
            self.add_error("asked_on", _("The day of asking cannot lie in the future."))

    def _departs(self) -> bool:
        if self.body is None:
            return True
        asked = {topic.code: right for right in Right for topic in self.asked(right)}
        return asked != self.row.entitlement.asked or any(self.other(right) for right in Right)

    def _why_a_reason(self) -> str:
        if self.body is None:
            return _("Nobody can be asked. Write down why, or let an administrator add this body first.")
        return _("You ask something else than the law proposes. Write down why; it is kept in the dossier.")


if TYPE_CHECKING:
    BodyForms = forms.BaseFormSet[BodyForm]
else:
    BodyForms = forms.BaseFormSet


class QuestionFormSet(BodyForms):
    """One row for each body of a board; which rows there are is not for the browser to say."""

    form = BodyForm
    renderer = forms.renderers.get_default_renderer()
    min_num = max_num = absolute_max = 1000
    extra = 0
    can_order = can_delete = can_delete_extra = validate_min = validate_max = False

    def __init__(self, data: Mapping[str, Any] | None, *, rows: Iterable[BodyToAsk]) -> None:
        self.rows = list(rows)
        super().__init__(data)

    @property
    def bodies(self) -> list[ParticipationBody]:
        return [row.body for row in self.rows if row.body is not None]

    def total_form_count(self) -> int:
        return len(self.rows)

    def initial_form_count(self) -> int:
        return len(self.rows)

    def add_prefix(self, index: int | str) -> str:
        return f"body-{self.rows[int(index)].entitlement.place}"

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {"row": self.rows[index or 0]}

    def clean(self) -> None:
        if not any(self.errors) and not self.questions():
            raise ValidationError(_("Choose at least one participation body: signing needs a closed dossier (S-040)."))

    def questions(self) -> list[Question]:
        return [question for form in self.forms for question in form.questions()]

    def reasons(self) -> dict[Place, str]:
        return {form.row.entitlement.place: form.cleaned_data.get("reason", "") for form in self.forms}
