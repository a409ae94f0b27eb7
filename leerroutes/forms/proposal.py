"""The basics of a proposal: what it is called, who takes part, whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import as_typed, is_key
from accounts.free_text import FreeText, as_free_text
from accounts.letters import validate_letters
from accounts.models import Board, Institution, User
from accounts.selectors import people_by_board

from ..enums import RouteType
from ..models import PartnerKind, Route
from ..rules.facts import RouteFacts
from ..selectors import facts_as_typed
from ..services.proposal import ROUTE_FIELDS, SAVED_MEANWHILE
from ..states import State
from .schools import ChoosesSchools, Sent, schools_field, searched_in

if TYPE_CHECKING:
    RouteModelForm = forms.ModelForm[Route]
else:
    RouteModelForm = forms.ModelForm


def school_years(*also: int) -> list[tuple[int, str]]:
    """The years in which a route can start, from this one; and what was chosen before."""
    this = localdate().year
    return [(year, f"{year}-{year + 1}") for year in sorted({*range(this, this + 7), *also})]


class BasicsForm(RouteModelForm):
    """What a proposal begins with."""

    start_year = forms.TypedChoiceField(
        label=gettext_lazy("School year of start"),
        coerce=int,
        help_text=gettext_lazy("The route starts on 1 August."),
    )
    route_type = forms.ChoiceField(
        label=gettext_lazy("Kind of route"),
        choices=RouteType.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "In an integrated route there is no vmbo diploma. It exists only from BB to mbo level 2."
        ),
    )

    class Meta:
        model = Route
        fields = ("name", "route_type", "start_year", "motivation")
        field_classes = as_free_text("name", "motivation", "leerwerktraject_agreement")
        widgets = {"motivation": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "name": gettext_lazy("As pupils and parents know it."),
            "motivation": gettext_lazy("In plain words: for whom it is, and what gets better."),
        }
        error_messages = {"name": {"required": gettext_lazy("Give the route a name.")}}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].validators.append(validate_letters)
        chosen = [self.instance.start_year] if self.instance.start_year else []
        self.fields["start_year"].choices = school_years(*chosen)  # type: ignore[attr-defined]


class NewRouteForm(BasicsForm):
    """Opens a draft. The same name twice is most often the same button twice."""

    def __init__(self, *args: Any, board: Board | None, **options: Any) -> None:
        super().__init__(*args, initial={"start_year": localdate().year + 1}, **options)
        self.board = board

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if Route.objects.filter(proposed_by=self.board, name=name, state=State.DRAFT).exists():
            raise forms.ValidationError(
                _("Your board already has a draft with this name. Open that one, or choose another name.")
            )
        return name


class PartnerForm(forms.Form):
    """Somebody who joins in but is never a party. An empty row is no partner."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("Choose a kind")), *PartnerKind.choices]
    )
    name = FreeText(label=gettext_lazy("Name"), required=False, max_length=200, validators=[validate_letters])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if data.get("name") and not data.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Choose what kind of partner this is."))
        if data.get("kind") and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Give the name of this partner, or empty the row."))
        return data


if TYPE_CHECKING:
    Partners = BaseFormSet[PartnerForm]
else:
    Partners = BaseFormSet

PartnerFormSet = formset_factory(PartnerForm, extra=3, max_num=40, validate_max=True)


def _only_school(route: Route) -> list[Institution]:
    """A new draft begins with the school or institution of the board that proposes it, when there is only one."""
    if route.version > 1:
        return []
    own = list(Institution.objects.filter(board=route.proposed_by_id)[:2])
    return own if len(own) == 1 else []


class ProposalForm(ChoosesSchools, BasicsForm):
    """The whole edit page above the lines. `instance` carries what is typed, for the checks; the service saves."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    institutions = schools_field()

    class Meta(BasicsForm.Meta):
        fields = ROUTE_FIELDS  # type: ignore[assignment]
        labels = {
            "covers_whole_route": gettext_lazy("The cooperation lasts until the mbo diploma, also for mbo level 4"),
            "has_leerwerktraject": gettext_lazy("The route is combined with a leer-werktraject"),
            "leerwerktraject_agreement": gettext_lazy("Where is the agreement about the leer-werktraject?"),
        }
        help_texts = BasicsForm.Meta.help_texts | {
            "leerwerktraject_agreement": gettext_lazy("A leer-werktraject needs an agreement of its own."),
        }

    def __init__(self, route: Route, data: Sent | None = None, *, typed: dict[str, Any] | None = None) -> None:
        self.search = searched_in(data)
        self.boards, self.stored_version = _boards_of(route, data), route.version
        schools = list(route.institutions.all()) or _only_school(route)
        stored = {"seen_version": route.version, "institutions": schools}
        super().__init__(None if typed else data, instance=route, initial=stored | (typed or {}))
        self._add_contacts(route)
        self.partners: Partners = self._partner_rows(route, data, typed)

    def _add_contacts(self, route: Route) -> None:
        """One field per board that takes part; people who write for that board, and who it is now."""
        people = people_by_board("draft_routes", self.boards)
        now = {party.board_id: party.contact for party in route.parties.all()}
        for board in self.boards:
            contact = now.get(board.pk)
            known = {user.pk: user for user in [*people.get(board.pk, []), *([contact] if contact else [])]}
            field = forms.TypedChoiceField(
                label=str(board),
                required=False,
                coerce=_Pick(known),
                empty_value=None,
                choices=[("", _("Not chosen yet")), *((user.pk, str(user)) for user in known.values())],
            )
            self.fields[contact_name(board)] = field
            self.initial.setdefault(contact_name(board), contact.pk if contact else "")

    def _partner_rows(self, route: Route, data: Sent | None, typed: dict[str, Any] | None) -> Partners:
        stored = [{"kind": partner.kind, "name": partner.name} for partner in route.partners.all()]
        rows = PartnerFormSet(data, initial=stored, prefix="partners")
        if typed is None:
            return rows
        return PartnerFormSet(
            initial=[row for row in map(as_typed, rows) if row["name"] or row["kind"]], prefix="partners"
        )

    def as_typed(self, data: Sent) -> ProposalForm:
        """The same page with everything that was typed, not judged."""
        return ProposalForm(self.instance, data, typed=as_typed(self))

    def is_valid(self) -> bool:
        return super().is_valid() & self.partners.is_valid()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("seen_version") != self.stored_version:
            self.add_error(None, SAVED_MEANWHILE)
        return data

    def content(self) -> dict[str, Any]:
        """As `services.change_route` wants it."""
        data = self.cleaned_data
        return {
            "seen_version": data["seen_version"],
            "content": {name: data[name] for name in ROUTE_FIELDS},
            "institutions": list(data["institutions"]),
            "contacts": {board: data[contact_name(board)] for board in self.boards},
            "partners": [(row["kind"], row["name"]) for row in self.partners.cleaned_data if row.get("name")],
        }

    def facts(self) -> RouteFacts:
        """What is typed, as far as it can be read; for the rest what is stored."""
        self.is_valid()
        return facts_as_typed(self.instance, institutions=self.cleaned_data.get("institutions"))

    @property
    def contact_fields(self) -> list[forms.BoundField]:
        return [self[contact_name(board)] for board in self.boards]


class _Pick:
    """From the key of a person to that person."""

    def __init__(self, people: dict[int, User]) -> None:
        self.people = people

    def __call__(self, key: str) -> User:
        return self.people[int(key)]


def contact_name(board: Board) -> str:
    return f"contact_{board.pk}"


def _boards_of(route: Route, data: Sent | None) -> Sequence[Board]:
    """The boards that take part now, and those of the schools that are being chosen."""
    boards = {party.board for party in route.parties.all()}
    keys = [int(key) for key in (data.getlist("institutions") if data else []) if is_key(key)]
    if keys:
        boards |= set(Board.objects.filter(institutions__pk__in=keys))
    return sorted(boards, key=lambda board: board.name)


def without_contact(contacts: Iterable[tuple[Board, User | None]]) -> list[str]:
    """The boards for which nobody was chosen."""
    return [str(board) for board, contact in contacts if contact is None]
