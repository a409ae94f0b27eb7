"""Choosing a moment. Sent by GET, so that what is shown has an address that can be passed on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .moments import ZONES, History, choices_of


class OfHistory(forms.Form):
    """Selects whose choices are the events of a case."""

    def __init__(self, *args: Any, history: History, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = choices_of(history)
        for field in self.fields.values():
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class EventForm(OfHistory):
    op = forms.ChoiceField(label=_("After this event"))


class TimeForm(forms.Form):
    op = forms.CharField(
        label=_("At this moment"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"}),
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=[(name, name) for name in ZONES])


class CompareForm(OfHistory):
    van = forms.ChoiceField(label=_("Earlier moment"))
    tot = forms.ChoiceField(label=_("Later moment"))
