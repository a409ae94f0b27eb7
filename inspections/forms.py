"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.forms import PeriodForm, date_field, is_key
from accounts.free_text import FreeText
from accounts.models import Board, Membership, Province, User
from accounts.roles import Role
from leerroutes.models import Route, Scope

TARGETS = {Scope.REGION: "province", Scope.BOARD: "board", Scope.ROUTE: "route"}


def inspectors() -> QuerySet[User]:
    """Who holds the role today."""
    holding = Membership.objects.valid_on().filter(role=Role.INSPECTOR, board=None)
    return User.objects.filter(pk__in=holding.values("user"), is_active=True).order_by("name")


class GrantAccessForm(PeriodForm):
    """An inspector, what may be read, from–until, and what for."""

    inspector = forms.ModelChoiceField(User.objects.none(), label=_("Inspector"), empty_label=_("Choose a person"))
    scope = forms.ChoiceField(label=_("What may be read"), choices=Scope.choices, widget=forms.RadioSelect)
    province = forms.ChoiceField(
        label=_("Province"),
        choices=[("", _("No province")), *Province.choices],
        required=False,
        help_text=_("Only for “one province”: routes of which a school or institution lies there."),
    )
    board = forms.ModelChoiceField(
        Board.objects.all(),
        label=_("Board"),
        required=False,
        empty_label=_("No board"),
        help_text=_("Only for “one board”."),
    )
    route = forms.CharField(
        label=_("Number of the route"),
        required=False,
        max_length=12,
        help_text=_("Only for “one route”, for example LR-00012."),
    )
    purpose = FreeText(
        label=_("Purpose"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the inspection is for. The boards read this."),
    )
    valid_until = date_field(label=_("Last day"), help_text=_("Access is never without an end."))

    field_order = ("inspector", "scope", "province", "board", "route", "purpose", "valid_from", "valid_until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inspector"].queryset = inspectors()  # type: ignore[attr-defined]

    def clean_route(self) -> Route | None:
        number = str(self.cleaned_data["route"]).strip().upper().removeprefix("LR-")
        if not number:
            return None
        found: Route | None = Route.objects.filter(pk=int(number)).first() if is_key(number) else None
        if found is None:
            raise forms.ValidationError(_("There is no route with this number."))
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "scope" in data:
            self._judge_targets(data, TARGETS.get(Scope(data["scope"])))
        return data

    def _judge_targets(self, data: dict[str, Any], wanted: str | None) -> None:
        """Exactly what the scope speaks of, so that nobody opens more than meant."""
        for name in TARGETS.values():
            if name == wanted and not data.get(name) and name not in self.errors:
                self.add_error(name, _("Needed for what you chose above."))
            if name != wanted and data.get(name):
                self.add_error(name, _("This does not belong to what you chose above. Leave it empty."))


class ReasonForm(forms.Form):
    reason = FreeText(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ReleaseForm(ReasonForm):
    """Open it until a day."""

    until = date_field(label=_("Open until"))
    field_order = ("until", "reason")

    def clean_until(self) -> Any:
        if self.cleaned_data["until"] < localdate():
            raise forms.ValidationError(_("Choose a day from today on."))
        return self.cleaned_data["until"]
