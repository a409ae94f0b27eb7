"""Choosing a moment. Sent by GET, so that what is shown has an address that can be passed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from .moments import ZONES

Choices = Sequence[tuple[str, str]]


class EventSelect(forms.Select):
    """Writes its options in one go: a template for each of a thousand would take longer than the rest of the page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = str(value)
        options = [
            f'<option value="{escape(key)}"{" selected" if key == chosen else ""}>{escape(str(label))}</option>'
            for key, label in self.choices
        ]
        given = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return mark_safe(f"<select{given}>{''.join(options)}</select>")  # noqa: S308  # nosec: all of it is escaped


class Ready(BaseChoiceIterator):
    """Choices that are pairs already: Django looks into each of a thousand for a group, for each of three fields."""

    def __init__(self, pairs: Choices) -> None:
        self.pairs = pairs

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.pairs)


class OfHistory(forms.Form):
    """Selects whose choices are the events of a case (`moments.choices_of`)."""

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            assert isinstance(field, forms.ChoiceField)
            field.choices = Ready(choices)


class EventForm(OfHistory):
    op = forms.ChoiceField(label=_("After this event"), widget=EventSelect)


class TimeForm(forms.Form):
    op = forms.CharField(
        label=_("At this moment"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"}),
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=[(name, name) for name in ZONES])


class CompareForm(OfHistory):
    van = forms.ChoiceField(label=_("Earlier moment"), widget=EventSelect)
    tot = forms.ChoiceField(label=_("Later moment"), widget=EventSelect)
