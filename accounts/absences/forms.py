"""When somebody is away, and who acts instead; and a substitute who says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ..actors import Actor
from ..forms import date_field
from ..models import Board, Membership, User
from ..models.absence import SUBSTITUTED
from ..roles import Role


class AbsenceForm(forms.Form):
    """Of the person acting, at the board acted for. Whether the substitute may, is for the service to say."""

    role = forms.ChoiceField(label=_("Role you are away from"))
    substitute = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Substitute"),
        empty_label=_("Choose a person"),
        help_text=_("Somebody with a role at the same board, who is not away. For signing: with a mandate."),
    )
    first = date_field(label=_("First day"), initial=localdate)
    last = date_field(label=_("Last day"), help_text=_("On this day the substitute still acts."))

    def __init__(self, data: Mapping[str, Any] | None, *, actor: Actor) -> None:
        super().__init__(data)
        own = Membership.objects.valid_on().filter(user=actor.user, board=actor.board, role__in=SUBSTITUTED)
        role, substitute = self.fields["role"], self.fields["substitute"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(substitute, forms.ModelChoiceField)
        held = set(own.values_list("role", flat=True))
        role.choices = [(one.value, one.label) for one in SUBSTITUTED if one.value in held]
        at_the_board = Membership.objects.valid_on().filter(board=actor.board).exclude(board=None)
        people = User.objects.filter(pk__in=at_the_board.values("user"), is_active=True)
        substitute.queryset = people.exclude(pk=actor.user.pk).order_by("name")

    @property
    def is_possible(self) -> bool:
        role = self.fields["role"]
        return isinstance(role, forms.ChoiceField) and bool(role.choices)

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**given, "role": Role(given["role"])}


class AbsenceOfForm(forms.Form):
    """Of somebody of this board who cannot record it. Whether the substitute may, is for the service to say."""

    membership = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Who is away, and from which role"), empty_label=_("Choose a person")
    )
    substitute = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Substitute"),
        empty_label=_("Choose a person"),
        help_text=_("Somebody with a role at the same board, who is not away. For signing: with a mandate."),
    )
    first = date_field(label=_("First day"), initial=localdate)
    last = date_field(label=_("Last day"), help_text=_("On this day too the substitute acts."))

    def __init__(self, data: Mapping[str, Any] | None, *, board: Board) -> None:
        super().__init__(data)
        membership, substitute = self.fields["membership"], self.fields["substitute"]
        assert isinstance(membership, forms.ModelChoiceField)
        assert isinstance(substitute, forms.ModelChoiceField)
        here = Membership.objects.valid_on().filter(board=board, user__is_active=True)
        held = here.filter(role__in=SUBSTITUTED).select_related("user")
        membership.queryset = held.order_by("user__name", "role")
        substitute.queryset = User.objects.filter(pk__in=here.values("user")).order_by("name")

    def content(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        held = given.pop("membership")
        return {**given, "user": held.user, "role": Role(held.role)}


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you cannot stand in"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Please give a reason; somebody else has to be found.")},
    )
