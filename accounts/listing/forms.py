"""How to narrow a list down, as a form that sends itself in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..free_text import FreeText
from .parts import Choices, Filter


class NarrowForm(forms.Form):
    """A field for every filter and one for the order; tabs travel along unseen."""

    def __init__(
        self, wanted: Mapping[str, str], filters: Sequence[Filter], orders: Choices, order: str, usual: str
    ) -> None:
        super().__init__(initial={**wanted, "volgorde": order}, auto_id="narrow_%s")
        for one in filters:
            if not one.tab_of:
                self.fields[one.name] = _field(one)
            elif wanted.get(one.name):
                self.fields[one.name] = forms.CharField(widget=forms.HiddenInput)
        choices = [("", usual), *orders]
        self.fields["volgorde"] = forms.ChoiceField(label=_("Order"), required=False, choices=choices)


def _field(one: Filter) -> forms.Field:
    if one.choices is not None:
        return forms.ChoiceField(label=one.label, required=False, choices=[("", _("All")), *one.choices])
    return forms.CharField(label=one.label, required=False, max_length=100)


class RenameForm(forms.Form):
    name = FreeText(label=gettext_lazy("Name of this view"), max_length=60)


class KeepForm(RenameForm):
    """`query` is what the list was asked; whatever it does not know is not kept."""

    query = forms.CharField(required=False, widget=forms.HiddenInput)
