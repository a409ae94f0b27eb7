"""A word for the colleague who gets a task, or had it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.free_text import FreeText
from accounts.models import User

READERS = _("Only people of your board who may do this task read it.")


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(User.objects.none(), label=_("Colleague"), empty_label=_("Choose a person"))
    note = FreeText(label=_("Note"), help_text=READERS, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Mapping[str, Any] | None, *, people: Iterable[User]) -> None:
        super().__init__(data, prefix="give")
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = User.objects.filter(pk__in=[one.pk for one in people]).order_by("name")


class TakeOverForm(forms.Form):
    note = FreeText(
        label=_("Why you take it over"), help_text=READERS, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Mapping[str, Any] | None) -> None:
        super().__init__(data, prefix="take")
