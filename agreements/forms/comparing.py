"""Which two moments of a text are laid side by side."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class MomentsForm(forms.Form):
    """Sent by GET, so a comparison has an address that can be passed on."""

    van = forms.ChoiceField(label=gettext_lazy("Older text"))
    tot = forms.ChoiceField(label=gettext_lazy("Newer text"))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("van", "tot"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
