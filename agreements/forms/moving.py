"""Which article becomes as the current model has it, and what was seen of it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SEEN = re.compile(r"\d{1,12}:\d{1,9}(,\d{1,12}:\d{1,9})*", re.ASCII)


VERBS = ("move", "add", "take_out", "leave_out", "put_back")


class MoveForm(forms.Form):
    verb = forms.ChoiceField(choices=[(verb, verb) for verb in VERBS], widget=forms.HiddenInput)
    code = forms.CharField(max_length=20, widget=forms.HiddenInput)
    version = forms.CharField(max_length=20, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=4000, widget=forms.HiddenInput)
    """`route:version`, for each text of the article; 0 is no route."""

    def clean_seen(self) -> dict[int | None, int]:
        given = self.cleaned_data["seen"]
        if not SEEN.fullmatch(given):
            raise ValidationError(_("Open the page again and choose the article there."))
        pairs = (pair.split(":") for pair in given.split(","))
        return {int(route) or None: int(version) for route, version in pairs}

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "seen" in given:
            given["seen_versions"] = given.pop("seen")
        return given
