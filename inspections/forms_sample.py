"""From which routes a sample is drawn, how many, and with which seed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .population import group_labels, labels

LARGEST = 500
"""Of what one person can look at; every route at once is the overview."""


class SampleForm(forms.Form):
    """The filters have the names they have in the address of the overview."""

    stand = forms.ChoiceField(label=_("State"), required=False)
    provincie = forms.ChoiceField(label=_("Province"), required=False)
    niveau = forms.ChoiceField(label=_("Level"), required=False)
    let = forms.ChoiceField(label=_("What asks for a look"), required=False)
    size = forms.IntegerField(
        label=_("How many routes"),
        min_value=1,
        max_value=LARGEST,
        help_text=_("Divided over the combinations of province, level and state, by how many routes each has."),
    )
    seed = forms.RegexField(
        r"\A[A-Za-z0-9._ -]+\Z",
        label=_("Seed"),
        required=False,
        max_length=64,
        help_text=_("Letters and figures. This one was made now; with the same seed you always draw the same routes."),
        error_messages={"invalid": _("Use letters without accents, figures, points, dashes and spaces.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {group: of for group, (_title, of) in group_labels().items()} | {"let": labels()}
        for name, of in names.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("No choice: all of them")), *of.items()]

    @property
    def filters(self) -> dict[str, str]:
        own = ("size", "seed")
        return {name: value for name, value in self.cleaned_data.items() if value and name not in own}
