"""Forms of findings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.forms import date_field
from accounts.free_text import FreeText
from accounts.models import Board
from accounts.uploads.forms import OutsideFileField
from leerroutes.models import Route

from .places import choices_for
from .states import Outcome


def words(label: Any, help_text: Any = "", rows: int = 6) -> FreeText:
    return FreeText(label=label, help_text=help_text, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}))


class FindingForm(forms.Form):
    """What it is about, for whom, in words, and until when the board may answer."""

    about = forms.ChoiceField(label=_("What is it about?"))
    board = forms.ModelChoiceField(
        Board.objects.none(),
        label=_("For which board?"),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("Only this board reads the finding. The other boards of the route see that there is one."),
    )
    title = FreeText(label=_("In short"), max_length=150)
    text = words(_("Finding"), _("What you found, and what you ask of the board."))
    due_on = date_field(
        label=_("Answer no later than"), help_text=_("The board gets a reminder when this day is over.")
    )

    def __init__(self, *args: Any, route: Route, actor: Actor, chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = str(self.data.get("about", "")) if self.is_bound else chosen
        about, board = self.fields["about"], self.fields["board"]
        about.choices = [("", _("Choose")), *choices_for(route, actor, sent)]  # type: ignore[attr-defined]
        about.initial = chosen
        taking_part = Board.objects.filter(route_parties__route=route, route_parties__left_on=None)
        board.queryset = taking_part.order_by("name")  # type: ignore[attr-defined]


class SeenForm(forms.Form):
    """Knows which question the page was about."""

    seen_round = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(SeenForm):
    answer = words(_("Answer of your board"), _("What you think of it, and what you will do, by when."))
    file = OutsideFileField(
        required=False, help_text=_("PDF, DOCX, XLSX, ODT, PNG or JPG. Inspectors and people of your board read it.")
    )


class AskAgainForm(SeenForm):
    question = words(_("Question"), _("What is still missing, or why you wait longer."))
    due_on = date_field(label=_("Answer no later than"))


class CloseForm(SeenForm):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect)
    conclusion = words(_("Conclusion"), rows=4)
