"""Forms about people, roles and mandates; and what every form page shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from .errors import Refusal
from .free_text import FreeText
from .letters import validate_letters
from .models import Board, Institution, Membership, User
from .roles import PLATFORM_ROLES, Role

if TYPE_CHECKING:
    RowsField = forms.ModelMultipleChoiceField[Any]
else:
    RowsField = forms.ModelMultipleChoiceField


def carried_out(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Do it. A refusal becomes sentences above the form, and everything that was typed stays."""
    try:
        act()
    except Refusal as refusal:
        for sentence in refusal.args:
            form.add_error(None, str(sentence))
        return False
    return True


def as_typed(form: forms.BaseForm) -> dict[str, Any]:
    """Everything in a sent form as it stands there, right or wrong: to show it again without judging it."""
    return {name: form[name].data for name in form.fields}


def has_seen(form: forms.BaseForm, version: int) -> None:
    """Somebody else saved, and this page says so: the next save is one that knows about it."""
    data: MultiValueDict[str, Any] = MultiValueDict(form.data)
    data["seen_version"] = str(version)
    form.data = data


def is_key(text: str) -> bool:
    """Could this be the key of a row? A browser can send anything, also "²" and forty nines."""
    return text.isascii() and text.isdigit() and len(text) < 19


class SeveralRows(RowsField):
    """Some of these rows. What cannot be a key is no choice; Django would let the database fail on it."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if not is_key(str(key)):
                raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": key})
        return super().clean(value)


class PeopleByBoard(forms.CheckboxSelectMultiple):
    """Of people with `at`, the name of their board (`permissions.people_at`), which `components/field.html` shows."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().create_option(name, value, *args, **kwargs) | {"group": value.instance.at}


def date_field(**options: Any) -> forms.DateField:
    """A date, with the picker that the browser has."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


class PeriodForm(forms.Form):
    """From a first day until, perhaps, a last day. Forms about a period extend this one."""

    valid_from = date_field(label=_("First day"), initial=localdate)
    valid_until = date_field(
        label=_("Last day"), required=False, help_text=_("Leave this open as long as the end is not known.")
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("valid_from"), data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day lies before the first day."))
        return data


class RoleForm(PeriodForm):
    """A role for a person, at a board or for the whole platform."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    board = forms.ModelChoiceField(
        Board.objects.all(),
        label=_("Board"),
        required=False,
        empty_label=_("No board"),
        help_text=_("Needed for every role, except inspector, administrator and editor."),
    )
    institution = forms.ModelChoiceField(
        Institution.objects.select_related("board"),
        label=_("Only for this school or institution"),
        required=False,
        empty_label=_("The whole board"),
    )

    field_order = ("person", "name", "email", "role", "board", "institution", "valid_from", "valid_until")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        role, board, institution = data.get("role"), data.get("board"), data.get("institution")
        if role in PLATFORM_ROLES and board:
            self.add_error("board", _("This role is not held at a board. Choose “No board”."))
        if role and role not in PLATFORM_ROLES and not board and "board" not in self.errors:
            self.add_error("board", _("Choose the board at which the person has this role."))
        if institution and board and institution.board != board:
            self.add_error("institution", _("This school or institution belongs to another board."))
        return data


class InviteForm(RoleForm):
    """Somebody new, with a first role."""

    name = FreeText(label=_("Name"), max_length=150, validators=[validate_letters])
    email = forms.EmailField(label=_("Work e-mail"), help_text=_("The person logs in with this address."))

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("This person already has an account. Give a role instead."))
        return email


class GrantRoleForm(RoleForm):
    """A role for somebody who has an account."""

    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"), label=_("Person"), empty_label=_("Choose a person")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and _holds(data["person"], data["role"], data["board"], data["valid_from"]):
            self.add_error("role", _("This person already has this role here."))
        if not self.errors and _waits(data["person"], data["role"], data["board"]):
            self.add_error("role", _("This role is already proposed for this person, and waits for a second person."))
        return data


def _holds(person: User, role: str, board: Board | None, day: date) -> bool:
    return Membership.objects.valid_on(day).filter(user=person, role=role, board=board).exists()


def _waits(person: User, role: str, board: Board | None) -> bool:
    return Membership.proposals.waiting().filter(user=person, role=role, board=board).exists()


class EndForm(forms.Form):
    """The last day of a role or a mandate."""

    last_day = date_field(
        label=_("Last day"),
        initial=localdate,
        help_text=_("On this day it still holds; from the next day it does not."),
    )
