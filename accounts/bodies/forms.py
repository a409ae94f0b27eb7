from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..free_text import FreeText
from ..models import Board
from ..models.board import BodyKind


class ChangeBodyForm(forms.Form):
    name = FreeText(
        label=_("Name"),
        max_length=200,
        help_text=_("As the people of the board know it, for example “MR De Uilenhof”."),
    )
    term_days = forms.IntegerField(
        label=_("Term in days"),
        min_value=1,
        max_value=365,
        initial=42,
        help_text=_("How long this body has to answer, by its own regulations; often six weeks."),
    )


class RecordBodyForm(ChangeBodyForm):
    board = forms.ModelChoiceField(Board.objects.all(), label=_("Board"), empty_label=_("Choose a board"))
    kind = forms.ChoiceField(label=_("Kind of body"), choices=BodyKind.choices)

    field_order = ("board", "kind", "name", "term_days")
