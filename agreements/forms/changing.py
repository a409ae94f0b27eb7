"""What changes in an agreement in force: of which kind, and whether it is material (domain.md 4.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.free_text import FreeText
from accounts.models import Board

from ..models import Agreement
from ..states import ChangeKind
from .dates import day_field

MATERIAL = [
    ("profile", _("profile, programme or qualification")),
    ("hours", _("hours below the norm")),
    ("funding", _("funding")),
    ("leadership", _("leadership of the route")),
    ("routes", _("which routes it covers")),
    ("end", _("how or when it ends")),
]


class ChangeForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of change?"),
        choices=ChangeKind.choices,
        initial=ChangeKind.AMENDMENT,
        widget=forms.RadioSelect,
    )
    touches = forms.MultipleChoiceField(
        label=_("What does an amendment touch?"),
        required=False,
        choices=MATERIAL,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Each of these is material: the participation bodies are asked anew. Tick nothing for an editorial change; "
            "then it goes straight to the directors, and every director must agree that it is editorial."
        ),
    )
    joins = forms.ModelChoiceField(
        queryset=Board.objects.none(),
        required=False,
        label=_("Which board joins?"),
        help_text=_("Only for an accession."),
    )
    leaves = forms.ModelChoiceField(
        queryset=Board.objects.none(),
        required=False,
        label=_("Which board leaves?"),
        help_text=_("Only for a departure."),
    )
    ends_on = day_field(
        label=_("New end"), required=False, help_text=_("Only for a renewal. A 31 July; empty for an indefinite time.")
    )
    starts_on = day_field(
        label=_("Takes effect on"),
        required=False,
        help_text=_(
            "Empty: as soon as the last board signed. On a later day, usually a 1 August: until then the agreement of "
            "now stays in force. Routes that the change takes in can be registered from that day."
        ),
    )
    reason = FreeText(
        label=_("What changes, and why?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please give a reason; the others will read it.")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, agreement: Agreement, others: QuerySet[Board], parties: QuerySet[Board]
    ) -> None:
        super().__init__(data, initial={"ends_on": agreement.ends_on})
        for name, boards in (("joins", others), ("leaves", parties)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset, field.empty_label = boards, _("not applicable")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("kind") == ChangeKind.ACCESSION and not given.get("joins"):
            self.add_error("joins", _("Choose the board that joins."))
        if given.get("kind") == ChangeKind.DEPARTURE and not given.get("leaves"):
            self.add_error("leaves", _("Choose the board that leaves."))
        return given
