"""Start an agreement, change its title and dates, agree with its text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import SeveralRows
from accounts.free_text import FreeText
from accounts.letters import validate_letters
from leerroutes.models import Route

from ..instruments import WHY, fitting
from ..models import Agreement, AgreementTemplate
from ..states import Instrument
from .dates import day_field

YEARS = 8
"""As long as the longest route and two years: the usual term (domain.md 3.2)."""


class TermsForm(forms.Form):
    title = FreeText(
        label=_("Title"),
        max_length=200,
        help_text=_("As it stands on the cover of the document, in Dutch."),
        validators=[validate_letters],
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


class InternalTermsForm(TermsForm):
    """An internal regulation also says on what it rests (domain.md 3.3)."""

    is_vsg = forms.BooleanField(
        required=False,
        label=_("The school and the institution are one verticale scholengemeenschap"),
        help_text=_("Formed by a decision of the minister. The law names only this case."),
    )
    legal_basis = FreeText(
        required=False,
        max_length=2000,
        validators=[validate_letters],
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("On what does this internal regulation rest?"),
        help_text=_(
            "Needed when it is no verticale scholengemeenschap: for example that both belong to the same legal person. "
            "Ask your lawyer; it comes in the text, in Dutch."
        ),
    )


def terms_form(agreement: Agreement, data: Mapping[str, Any] | None) -> TermsForm:
    kind = InternalTermsForm if agreement.instrument == Instrument.INTERNAL else TermsForm
    form = kind(data, initial={name: getattr(agreement, name) for name in kind.base_fields})
    if agreement.replaces_id:
        form.fields["starts_on"].label = _("Takes effect on")
        form.fields["starts_on"].help_text = _("But not before the last board signed. Until then the old one holds.")
    return form


class RouteChoices(SeveralRows):
    def label_from_instance(self, obj: Route) -> str:
        boards = ", ".join(str(party.board) for party in obj.parties.all())
        return f"{obj.name} ({obj.number}; {boards})"


class StartForm(TermsForm):
    instrument = forms.ChoiceField(label=_("What kind of agreement?"), widget=forms.RadioSelect, required=False)
    others = RouteChoices(
        queryset=Route.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Other routes in the same agreement"),
        help_text=_(
            "Approved routes of your board that no agreement covers yet. Each gets its own annex. "
            "Routes with other boards go together in a framework agreement."
        ),
    )

    template = forms.ModelChoiceField(
        queryset=AgreementTemplate.objects.none(),
        required=False,
        empty_label=_("Every article of the model"),
        label=_("Start with"),
        help_text=_("A template says which articles there are, in which order, and may answer some beforehand."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        route: Route,
        others: QuerySet[Route],
        templates: QuerySet[AgreementTemplate],
    ) -> None:
        self.boards_of_route = boards_of(route)
        possible = fitting([self.boards_of_route])
        super().__init__(data, initial=first_terms(route, possible[0]) | {"instrument": possible[0]})
        self.route, choice = route, self.fields["instrument"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(one.value, explained(one)) for one in possible]
        field = self.fields["others"]
        assert isinstance(field, RouteChoices)
        field.queryset = others
        if not others:
            del self.fields["others"]
        offered = self.fields["template"]
        assert isinstance(offered, forms.ModelChoiceField)
        offered.queryset = templates.filter(instrument__in=possible)
        if not offered.queryset.exists():
            del self.fields["template"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        chosen, others = given.get("instrument") or self.initial["instrument"], given.get("others", ())
        possible = fitting([self.boards_of_route, *(boards_of(route) for route in others)])
        if Instrument(chosen) not in possible:
            names = ", ".join(str(one.label) for one in possible)
            self.add_error(
                "instrument", _("Not all boards take part in these routes. Choose: %(kinds)s.") % {"kinds": names}
            )
        template = given.get("template")
        if template and template.instrument != chosen:
            self.add_error("template", _("This template is for another kind of agreement."))
        return given | {"instrument": Instrument(chosen)}

    def routes_taken_along(self) -> list[Route]:
        return list(self.cleaned_data.get("others", ()))

    def terms(self) -> dict[str, Any]:
        """What was filled in. A title that was only proposed follows the kind that was chosen."""
        given = {name: self.cleaned_data[name] for name in TermsForm.base_fields}
        chosen = self.cleaned_data["instrument"]
        if given["title"] == self.initial["title"]:
            given["title"] = first_title(self.route, chosen)
        return given | {"instrument": chosen, "template": self.cleaned_data.get("template")}


NAMES = {
    Instrument.SAMENWERKINGSOVEREENKOMST: "Samenwerkingsovereenkomst",
    Instrument.INTERNAL: "Interne regeling",
    Instrument.FRAMEWORK: "Raamovereenkomst",
}


def boards_of(route: Route) -> frozenset[int]:
    return frozenset(party.board_id for party in route.parties.all())


def explained(instrument: Instrument) -> str:
    return f"{instrument.label}. {WHY[instrument]}"


def first_title(route: Route, instrument: Instrument) -> str:
    """Part of a Dutch document, whatever language the page is in."""
    return f"{NAMES[instrument]} {route.name}"[:200]


def first_terms(route: Route, instrument: Instrument) -> dict[str, Any]:
    """A proposal for title and dates."""
    return {
        "title": first_title(route, instrument),
        "starts_on": route.starts_on,
        "ends_on": date(route.start_year + YEARS, 7, 31),
    }


class AgreeForm(forms.Form):
    seen_sha256 = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": _("The text changed while you read it. Please read it again before you agree.")},
    )
