"""One line of a route: where it starts, where it leads, how long it takes and how many hours."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Max
from django.forms.models import model_to_dict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import as_typed, is_key
from accounts.free_text import as_free_text
from accounts.letters import validate_letters
from accounts.models import Establishment, Institution, Kind

from ..enums import LearningMode, Leerweg, MboLevel, ProfileKind
from ..models import Domain, Profile, Qualification, Route, RouteLine
from ..reference_data import norms_on
from ..rules.facts import NormFacts, RouteFacts
from ..selectors import facts_as_typed, lines_of
from ..services.proposal import LINE_FIELDS, SAVED_MEANWHILE

if TYPE_CHECKING:
    LineModelForm = forms.ModelForm[RouteLine]
else:
    LineModelForm = forms.ModelForm

Sent = MultiValueDict[str, Any]
HOURS = ("total_hours", "guided_hours", "bpv_hours")
LIKE_THE_LAST = (
    "establishment leerweg profile mbo_institution level learning_mode duration_years nominal_years first_year location"
).split()
"""What a next line most often has in common with the one before."""

NEEDED_TO_JUDGE = (
    "establishment_id leerweg profile_id mbo_institution_id level nominal_years learning_mode duration_years first_year"
).split()

OUTSIDE_THE_ROUTE = gettext_lazy("This one does not take part in the route. Add it to the route first.")


class LineForm(LineModelForm):
    """`instance` carries what is typed, for the checks; the service saves."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    leerweg = forms.ChoiceField(
        label=gettext_lazy("Leerweg in the vmbo"), choices=Leerweg.choices, widget=forms.RadioSelect
    )
    learning_mode = forms.ChoiceField(
        label=gettext_lazy("BOL or BBL"), choices=LearningMode.choices, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Mbo level"), choices=[("", gettext_lazy("Choose a level")), *MboLevel.choices]
    )

    class Meta:
        model = RouteLine
        fields = LINE_FIELDS
        field_classes = as_free_text(
            "related_motivation", "justification", "evidence", "schoolplan", "schoolgids", "bestuursverslag"
        )
        labels = {
            "establishment": gettext_lazy("Vmbo establishment"),
            "nominal_years": gettext_lazy("Length of the mbo programme in years"),
            "duration_years": gettext_lazy("Length of the whole route in years"),
            "first_year": gettext_lazy("Vmbo year in which the route starts"),
        }
        help_texts = {
            "domain": gettext_lazy("Choose a domain when the qualification is not fixed yet."),
            "qualification": gettext_lazy("Only programmes that exist on the start date."),
            "nominal_years": gettext_lazy("As the mbo programme stands in the register: 1 to 4 years."),
            "duration_years": gettext_lazy("Counted from vmbo year 3 until the mbo diploma."),
            "related_motivation": gettext_lazy("Needed when profile and programme are not usually seen as related."),
            "total_hours": gettext_lazy("Clock hours over the whole route."),
            "guided_hours": gettext_lazy("Hours with a teacher, in vmbo and mbo together."),
            "bpv_hours": gettext_lazy("Hours in a company."),
        }
        widgets = {
            "related_motivation": forms.Textarea(attrs={"rows": 3}),
            "justification": forms.Textarea(attrs={"rows": 3}),
            "location": forms.RadioSelect,
        }

    def __init__(
        self,
        route: Route,
        data: Sent | None = None,
        *,
        line: RouteLine | None = None,
        typed: dict[str, Any] | None = None,
    ) -> None:
        self.route, self.norms, self.stored_lines = route, norms_on(route.starts_on), lines_of(route)
        new = RouteLine(route=route, number=next_number(route))
        start = {} if line else self._start()
        initial = {"seen_version": route.version} | start | (typed or {})
        super().__init__(None if typed else data, instance=line or new, initial=initial)
        self.fields["related_motivation"].validators.append(validate_letters)
        self._limit_choices()
        self._group_choices()
        self._ask_plainly()

    def _start(self) -> dict[str, Any]:
        """A new line resembles the last one, and has the hours of the norm."""
        start: dict[str, Any] = {"learning_mode": LearningMode.BOL, "duration_years": 4}
        if self.stored_lines:
            last = self.stored_lines[-1]
            start |= {name: model_to_dict(last)[name] for name in LIKE_THE_LAST}
        return start | self._hours(start["duration_years"], start["learning_mode"])

    def _limit_choices(self) -> None:
        takes_part = self.route.institutions.all()
        places = Establishment.objects.filter(institution__in=takes_part, institution__kind=Kind.VO)
        self._offer("establishment", places.order_by("institution__name", "code"), _("Choose an establishment"))
        mbo = Institution.objects.filter(pk__in=takes_part, kind=Kind.MBO)
        self._offer("mbo_institution", mbo, _("Choose an institution"))

    def _offer(self, name: str, rows: Any, empty: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.empty_label = rows, empty
        field.error_messages["invalid_choice"] = OUTSIDE_THE_ROUTE

    def _group_choices(self) -> None:
        """What held on the start date; profiles per kind of school, qualifications per level."""
        day = self.route.starts_on
        self._offer("profile", Profile.objects.on(day), _("Choose a profile"))
        self._offer("domain", Domain.objects.on(day), _("No domain chosen"))
        self._offer("qualification", Qualification.objects.on(day), _("No qualification chosen"))
        for name in ("profile", "domain", "qualification"):
            self.fields[name].error_messages["invalid_choice"] = _(
                "This one does not exist on the day the route starts."
            )
        self._group("profile", "kind", ProfileKind.choices)
        self._group("qualification", "level", MboLevel.choices)

    def _group(self, name: str, by: str, kinds: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        rows = sorted(field.queryset or [], key=attrgetter(by, "name"))
        groups = {
            kind: [(row.pk, str(row)) for row in some] for kind, some in groupby(rows, lambda row: getattr(row, by))
        }
        field.widget.choices = [
            ("", field.empty_label),
            *((label, groups[kind]) for kind, label in kinds if kind in groups),
        ]

    def _ask_plainly(self) -> None:
        sentences = {
            "establishment": _("Choose the establishment where the route starts."),
            "leerweg": _("Choose the leerweg."),
            "profile": _("Choose the profile."),
            "mbo_institution": _("Choose the mbo institution that leads to the diploma."),
            "level": _("Choose the mbo level."),
            "duration_years": _("Fill in how many years the route takes."),
            "nominal_years": _("Fill in how many years the mbo programme takes."),
        }
        for name, sentence in sentences.items():
            self.fields[name].error_messages["required"] = sentence
        for name in HOURS:
            self.fields[name].error_messages["required"] = _("Fill in a number of hours.")
            self.fields[name].error_messages["invalid"] = _(
                "Fill in a whole number of hours, without a point or comma."
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("seen_version") != self.route.version:
            self.add_error(None, SAVED_MEANWHILE)
        chosen = data.get("domain") or data.get("qualification")
        if not chosen and not {"domain", "qualification"} & set(self.errors):
            self.add_error("qualification", _("Choose a qualification or a domain."))
        hours = [data.get(name) for name in HOURS]
        if None not in hours and data["guided_hours"] + data["bpv_hours"] > data["total_hours"]:
            self.add_error("total_hours", self._too_little(data))
        return data

    @staticmethod
    def _too_little(data: dict[str, Any]) -> str:
        together = data["guided_hours"] + data["bpv_hours"]
        return _(
            "Guided hours and work placement are together %(together)s hours. The total cannot be less than that."
        ) % {"together": together}

    def content(self) -> dict[str, Any]:
        """As `services.save_line` wants it."""
        return {name: self.cleaned_data[name] for name in LINE_FIELDS}

    @property
    def has_schools(self) -> bool:
        """Is there a school to begin at and an institution to arrive at?"""
        kinds = {institution.kind for institution in self.route.institutions.all()}
        return kinds == set(Kind)

    # --- the norm -------------------------------------------------------------------------------

    def _hours(self, years: Any, mode: Any) -> dict[str, int]:
        norm = self.norms.get((int(years), str(mode))) if is_key(str(years)) else None
        return {"total_hours": norm.total, "guided_hours": norm.guided, "bpv_hours": norm.bpv} if norm else {}

    def with_norm(self) -> LineForm | None:
        """The same page with the hours of the norm for what is typed; None when there is no such norm."""
        hours = self._hours(self["duration_years"].data, self["learning_mode"].data)
        if not hours:
            return None
        self.is_valid()  # so that the line knows what is typed
        for name, value in hours.items():
            setattr(self.instance, name, value)
        return LineForm(self.route, line=self.instance, typed=as_typed(self) | hours)

    @property
    def norm_table(self) -> list[tuple[tuple[int, str], NormFacts]]:
        return sorted(self.norms.items(), key=lambda row: (row[0][1] != "BOL", row[0][0]))

    # --- the checks -----------------------------------------------------------------------------

    def facts(self) -> RouteFacts | None:
        """The route with this line as it is typed; None while too little of it is known."""
        if self.is_bound:
            self.is_valid()
        line = self.instance
        if any(getattr(line, name) in (None, "") for name in NEEDED_TO_JUDGE):
            return None
        for name in HOURS:
            setattr(line, name, getattr(line, name) or 0)
        others = [other for other in self.stored_lines if other.number != line.number]
        return facts_as_typed(self.route, lines=sorted([*others, line], key=lambda one: one.number))


def next_number(route: Route) -> int:
    return int(route.lines.aggregate(last=Max("number"))["last"] or 0) + 1
