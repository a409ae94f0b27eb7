"""When somebody is away, and who acts instead; and a substitute who says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ..actors import Actor
from ..forms import date_field
from ..free_text import FreeText
from ..models import Board, Membership, User
from ..models.absence import SUBSTITUTED
from ..roles import Role


class PeriodOfAbsence(forms.Form):
    """Who acts instead, and until when. Whether the substitute may, is for the service to say."""

    substitute = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Substitute"),
        empty_label=_("Choose a person"),
        help_text=_("Somebody with a role at the same board, who is not away. For signing: with a mandate."),
    )
    first = date_field(label=_("First day"), initial=localdate)
    last = date_field(label=_("Last day"), help_text=_("On this day the substitute still acts."))

    def offer(self, people: QuerySet[User]) -> None:
        choice = self.fields["substitute"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = people.order_by("name")


class AbsenceForm(PeriodOfAbsence):
    """Of the person acting, at the board acted for."""

    role = forms.ChoiceField(label=_("Role you are away from"))
    field_order = ("role",)

    def __init__(self, data: Mapping[str, Any] | None, *, actor: Actor) -> None:
        super().__init__(data)
        own = Membership.objects.valid_on().filter(user=actor.user, board=actor.board, role__in=SUBSTITUTED)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        held = set(own.values_list("role", flat=True))
        role.choices = [(one.value, one.label) for one in SUBSTITUTED if one.value in held]
        at_the_board = Membership.objects.valid_on().filter(board=actor.board).exclude(board=None)
        people = User.objects.filter(pk__in=at_the_board.values("user"), is_active=True)
        self.offer(people.exclude(pk=actor.user.pk))

    @property
    def is_possible(self) -> bool:
        role = self.fields["role"]
        return isinstance(role, forms.ChoiceField) and bool(role.choices)

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**given, "role": Role(given["role"])}


class AbsenceOfForm(PeriodOfAbsence):
    """Of somebody of this board who cannot record it."""

    membership = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Who is away, and from which role"), empty_label=_("Choose a person")
    )
    field_order = ("membership",)

    def __init__(self, data: Mapping[str, Any] | None, *, board: Board) -> None:
        super().__init__(data)
        membership = self.fields["membership"]
        assert isinstance(membership, forms.ModelChoiceField)
        here = Membership.objects.valid_on().filter(board=board, user__is_active=True)
        held = here.filter(role__in=SUBSTITUTED).select_related("user")
        membership.queryset = held.order_by("user__name", "role")
        self.offer(User.objects.filter(pk__in=here.values("user")))

    def content(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        held = given.pop("membership")
        return {**given, "user": held.user, "role": Role(held.role)}


class RefusalForm(forms.Form):
    reason = FreeText(
        label=_("Why you cannot stand in"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Please give a reason; somebody else has to be found.")},
    )
