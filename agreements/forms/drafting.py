"""Start an agreement, change its title and dates, agree with its text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import SeveralRows
from leerroutes.models import Route

from ..models import Agreement
from .dates import day_field

YEARS = 8
"""As long as the longest route and two years: the usual term (domain.md 3.2)."""


class TermsForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("As it stands on the cover of the document, in Dutch.")
    )
    starts_on = day_field(
        label=_("Starts on"), help_text=_("Usually 1 August of the year in which the first route starts.")
    )
    ends_on = day_field(
        label=_("Ends on"),
        required=False,
        help_text=_("A 31 July, so that no school year is cut. Leave it empty for an indefinite time."),
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", _("The agreement must end after it starts."))
        return given


def terms_of(agreement: Agreement) -> dict[str, Any]:
    return {"title": agreement.title, "starts_on": agreement.starts_on, "ends_on": agreement.ends_on}


class RouteChoices(SeveralRows):
    def label_from_instance(self, obj: Route) -> str:
        boards = ", ".join(str(party.board) for party in obj.parties.all())
        return f"{obj.name} ({obj.number}; {boards})"


class StartForm(TermsForm):
    others = RouteChoices(
        queryset=Route.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Other routes in the same agreement"),
        help_text=_("Approved routes of the same boards that no agreement covers yet. Each gets its own annex."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, route: Route, others: QuerySet[Route]) -> None:
        super().__init__(data, initial=first_terms(route))
        field = self.fields["others"]
        assert isinstance(field, RouteChoices)
        field.queryset = others
        if not others:
            del self.fields["others"]

    def routes_taken_along(self) -> list[Route]:
        return list(self.cleaned_data.get("others", ()))

    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TermsForm.base_fields}


def first_terms(route: Route) -> dict[str, Any]:
    """A proposal for title and dates. The title is part of a Dutch document, whatever language the page is in."""
    return {
        "title": f"Samenwerkingsovereenkomst {route.name}"[:200],
        "starts_on": route.starts_on,
        "ends_on": date(route.start_year + YEARS, 7, 31),
    }


class AgreeForm(forms.Form):
    seen_sha256 = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": _("The text changed while you read it. Please read it again before you agree.")},
    )
