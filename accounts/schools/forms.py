from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.board import HolidayRegion


class RegionForm(forms.Form):
    region = forms.ChoiceField(
        label=_("Region of the school holidays"),
        choices=[("", _("By its province and place")), *HolidayRegion.choices],
        required=False,
    )
