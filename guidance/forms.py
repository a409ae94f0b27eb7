"""Forms of the help."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import date_field
from accounts.free_text import FreeText
from accounts.models import Membership, User
from accounts.roles import Role

from .models import Basis, Kind

RESERVED = frozenset({"begrippen", "redactie", "vraag", "vragen"})
PARAGRAPHS = _("Plain paragraphs with an empty line between them. The first one stands in short places.")
AREA = forms.Textarea(attrs={"rows": 10})


class OpinionForm(forms.Form):
    """Did it help, and if not, what was missing."""

    helped = forms.TypedChoiceField(
        label=_("Did this help?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    words = FreeText(
        label=_("What was missing, or what could be clearer?"),
        help_text=_("One sentence. Write nothing about pupils or students."),
        max_length=500,
        required=False,
    )


class SaysForm(forms.Form):
    """What an entry says, in both languages."""

    title_nl = FreeText(label=_("Title, Dutch"), max_length=200)
    text_nl = FreeText(label=_("Text, Dutch"), help_text=PARAGRAPHS, max_length=8000, widget=AREA)
    title_en = FreeText(label=_("Title, English"), max_length=200)
    text_en = FreeText(label=_("Text, English"), help_text=PARAGRAPHS, max_length=8000, widget=AREA)
    also = FreeText(label=_("Other words by which people look for it"), max_length=300, required=False)
    basis = forms.ChoiceField(label=_("How sure is it?"), choices=Basis.choices, widget=forms.RadioSelect)
    source = FreeText(label=_("Source"), max_length=300, required=False, help_text=_("What you read, and when."))


class VersionForm(SaysForm):
    """Knows which version the editor read."""

    note = FreeText(label=_("What changed, and why"), max_length=300, required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class NewEntryForm(SaysForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=forms.RadioSelect)
    slug = forms.SlugField(
        label=_("Address"), max_length=60, help_text=_("Small letters and dashes. It never changes afterwards.")
    )
    review_on = date_field(label=_("Look at it again on"))
    field_order = ("kind", "slug")

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).lower()
        if slug in RESERVED:
            raise forms.ValidationError(_("This address is taken by a page of the help itself."))
        return slug


class KeepForm(forms.Form):
    """How an entry is looked after."""

    is_published = forms.BooleanField(label=_("Everybody sees it"), required=False)
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Who keeps it"), required=False, empty_label=_("The editors together")
    )
    review_on = date_field(label=_("Look at it again on"))
    month = date_field(
        label=_("Question of the month"), required=False, help_text=_("Any day in that month. Only for a question.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editors = Membership.objects.valid_on().filter(role=Role.EDITOR, board=None)
        people = User.objects.filter(pk__in=editors.values("user"), is_active=True).order_by("name")
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]

    def clean_month(self) -> date | None:
        month: date | None = self.cleaned_data["month"]
        return month.replace(day=1) if month else None
