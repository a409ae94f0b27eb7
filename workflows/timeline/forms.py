"""What can be asked of a timeline; it comes from the address, so a selection can be kept and sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import date_field

from .narrowing import Narrowed
from .steps import STEPS

Choices = Sequence[tuple[int, str]]


class TrailForm(forms.Form):
    zoek = forms.CharField(label=_("Words"), required=False, max_length=100)
    wie = forms.TypedChoiceField(label=_("Person"), required=False, coerce=int, empty_value=None)
    bestuur = forms.TypedChoiceField(label=_("Board"), required=False, coerce=int, empty_value=None)
    stap = forms.ChoiceField(label=_("Step"), required=False, choices=[("", _("Every step")), *STEPS.items()])
    vanaf = date_field(label=_("From"), required=False)
    tot = date_field(label=_("Until"), required=False)
    veld = forms.CharField(
        label=_("Changed field"),
        required=False,
        max_length=60,
        help_text=_("The name of a field as the timeline shows it, for example “title”."),
    )
    groep = forms.ChoiceField(label=_("Grouped"), required=False, choices=[("", _("by day")), ("stap", _("by step"))])
    taken = forms.BooleanField(label=_("Also which tasks opened and closed"), required=False)

    def __init__(self, data: Any, people: Choices, boards: Choices) -> None:
        super().__init__(data)
        self.fields["wie"].choices = [("", _("Everybody")), *people]  # type: ignore[attr-defined]
        self.fields["bestuur"].choices = [("", _("Every board")), *boards]  # type: ignore[attr-defined]

    @property
    def asked(self) -> Narrowed:
        """What is right of it; what is wrong narrows nothing, and the page says so."""
        self.is_valid()
        given = self.cleaned_data
        return Narrowed(
            who=given.get("wie"),
            board=given.get("bestuur"),
            step=given.get("stap", ""),
            since=given.get("vanaf"),
            until=given.get("tot"),
            field=given.get("veld", "").strip(),
            words=given.get("zoek", "").replace("\0", ""),
            by_step=given.get("groep", "") == "stap",
            with_tasks=given.get("taken", False),
        )
