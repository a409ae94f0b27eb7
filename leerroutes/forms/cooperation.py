"""The forms of a lighter cooperation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import as_typed, date_field
from accounts.free_text import as_free_text
from accounts.letters import validate_letters
from accounts.models import Board, User
from accounts.permissions import people_with

from ..models import Cooperation
from ..services.cooperation import COOPERATION_FIELDS
from ..services.proposal import SAVED_MEANWHILE
from .proposal import school_years
from .schools import ChoosesSchools, Sent, schools_field, searched_in
from .steps import ReasonForm

if TYPE_CHECKING:
    CooperationModelForm = forms.ModelForm[Cooperation]
    PersonField = forms.ModelChoiceField[User]
else:
    CooperationModelForm = forms.ModelForm
    PersonField = forms.ModelChoiceField


def contact_field(board: Board | None) -> PersonField:
    """Somebody who writes for this board."""
    people = people_with("draft_routes", board) if board else User.objects.none()
    return PersonField(
        people,
        label=gettext_lazy("Contact person of your board"),
        empty_label=gettext_lazy("Choose a person"),
        help_text=gettext_lazy("Whom the other boards can ask."),
        error_messages={"required": gettext_lazy("Choose whom the others can ask.")},
    )


class CooperationForm(ChoosesSchools, CooperationModelForm):
    """What schools do together, in a few words. `instance` carries what is typed; the service saves."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    since = date_field(
        label=gettext_lazy("First day"), error_messages={"required": gettext_lazy("Fill in since when you do this.")}
    )
    until = date_field(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Leave this open as long as the end is not known."),
    )
    institutions = schools_field()

    class Meta:
        model = Cooperation
        fields = COOPERATION_FIELDS
        field_classes = as_free_text("name", "description")
        widgets = {"description": forms.Textarea(attrs={"rows": 5}), "kind": forms.RadioSelect}
        help_texts = {
            "name": gettext_lazy("As the schools call it."),
            "description": gettext_lazy("In plain words: who does what, for which pupils, how often."),
        }
        error_messages = {
            "name": {"required": gettext_lazy("Give the cooperation a name.")},
            "kind": {"required": gettext_lazy("Choose what kind of cooperation this is.")},
            "description": {"required": gettext_lazy("Write in a few words what you do together.")},
        }

    def __init__(
        self,
        cooperation: Cooperation | None,
        board: Board | None,
        data: Sent | None = None,
        *,
        person: User | None = None,
        typed: dict[str, Any] | None = None,
    ) -> None:
        self.search, self.board = searched_in(data), board
        stored: dict[str, Any] = {"since": localdate(), "contact": person.pk if person else None}
        if cooperation is not None:
            own = cooperation.parties.filter(board=board).first()
            stored = {
                "seen_version": cooperation.version,
                "institutions": list(cooperation.institutions.all()),
                "contact": own.contact_id if own else None,
            }
        super().__init__(None if typed else data, instance=cooperation, initial=stored | (typed or {}))
        self.fields["name"].validators.append(validate_letters)  # it can become the name of a route
        self.stored_version = self.instance.version
        self.fields["contact"] = contact_field(board)
        self.fields["institutions"].required = True
        self.fields["institutions"].error_messages["required"] = _(
            "Choose at least one vmbo school and one mbo institution."
        )
        self.fields["institutions"].help_text = _(
            "At least one vmbo school and one mbo institution. The other boards are asked whether they take part."
        )
        self.fields["kind"].choices = self.fields["kind"].choices[1:]  # type: ignore[attr-defined]

    def as_typed(self, data: Sent) -> CooperationForm:
        """The same page with everything that was typed, not judged."""
        cooperation = self.instance if self.instance.pk else None
        return CooperationForm(cooperation, self.board, data, typed=as_typed(self))

    def clean_name(self) -> str:
        """The same name twice is most often the same button twice."""
        name = str(self.cleaned_data["name"])
        others = Cooperation.objects.filter(proposed_by=self.board, name=name).exclude(pk=self.instance.pk)
        if others.exclude(until__lt=localdate()).exists():
            raise forms.ValidationError(
                _("Your board already recorded a cooperation with this name. Open that one, or choose another name.")
            )
        return name

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk and data.get("seen_version") != self.stored_version:
            self.add_error(None, SAVED_MEANWHILE)
        first, last = data.get("since"), data.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day lies before the first day."))
        return data

    def content(self) -> dict[str, Any]:
        """As the services want it."""
        data = self.cleaned_data
        return {
            "content": {name: data[name] for name in COOPERATION_FIELDS},
            "institutions": list(data["institutions"]),
            "contact": data["contact"],
        }


class ConfirmationOfBoardForm(forms.Form):
    """We take part in what we read here."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, cooperation: Cooperation, board: Board | None, person: User, data: Any = None) -> None:
        super().__init__(data, initial={"seen_version": cooperation.version, "contact": person.pk})
        self.fields["contact"] = contact_field(board)


class LeavingForm(ReasonForm):
    """Why a board takes itself off."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["reason"].help_text = _("The other boards read this.")


class EndingForm(LeavingForm):
    """When it stops, and why."""

    last_day = date_field(label=gettext_lazy("Last day"), initial=localdate)
    field_order = ("last_day", "reason")

    def __init__(self, cooperation: Cooperation, data: Any = None) -> None:
        self.since: date = cooperation.since
        super().__init__(data)

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if day < self.since:
            raise forms.ValidationError(_("The last day lies before the first day."))
        return day


class UpgradeForm(forms.Form):
    """All that a proposal asks beyond what is known."""

    start_year = forms.TypedChoiceField(
        label=gettext_lazy("School year of start"),
        coerce=int,
        help_text=gettext_lazy("The route starts on 1 August."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"start_year": localdate().year + 1})
        self.fields["start_year"].choices = school_years()  # type: ignore[attr-defined]
