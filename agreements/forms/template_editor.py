"""A template, article by article: which there are, in which order. The arrows are buttons that send the whole form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.free_text import FreeText

from ..clauses.library import Complaint
from ..clauses.shapes import Clause, Library
from ..clauses.shelving import place_of
from ..clauses.templates import Template, of_template, without_agreement
from ..states import Instrument

MOST = 200
BUTTONS = ("up", "down", "out", "in")


@dataclass(frozen=True)
class Row:
    """One article of the template. `clause` is None for one that the current model no longer has."""

    code: str
    clause: Clause | None
    number: int
    answers: int
    dropped: int
    """Answers beforehand that the current model has no place for."""
    can_go_up: bool
    can_go_down: bool

    @property
    def can_go_out(self) -> bool:
        return self.clause is None or (self.clause.numbered and not self.clause.is_mandatory)


class TemplateForm(forms.Form):
    """`codes` is the list as it was sent; a button changes it and saves nothing: then what was typed is only shown."""

    mistakes: tuple[Complaint, ...] = ()

    name = FreeText(label=gettext_lazy("Name of the template"), max_length=100)
    instrument = forms.ChoiceField(
        label=gettext_lazy("For which kind of agreement"), choices=Instrument.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, *, shelf: Library, template: Template) -> None:
        pressed = next(((name, data[name]) for name in BUTTONS if name in data), None) if data is not None else None
        kept = {"name": template.name, "instrument": template.instrument}
        typed = {name: data.get(name, "") for name in kept} if data is not None else kept
        super().__init__(None if pressed else data, initial=typed)
        self.shelf, self.template = shelf, template
        self.codes = list(template.clauses)
        if data is not None:
            self.codes = list(dict.fromkeys(data.getlist("clauses")))[:MOST]
        if pressed:
            self._press(*pressed)

    def _press(self, button: str, code: str) -> None:
        if button == "in" and code in self.shelf and code not in self.codes:
            self.codes.insert(place_of(code, self.shelf, self.codes), code)
        elif button == "out" and code in self.codes:
            self.codes.remove(code)
        elif button in ("up", "down") and code in self.codes:
            here = self.codes.index(code)
            there = min(max(here + (1 if button == "down" else -1), self._opening), len(self.codes) - 1)
            self.codes.insert(there, self.codes.pop(here))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.errors:
            self.mistakes = tuple(of_template(self.content(), self.shelf))
            if self.mistakes:
                self.add_error(None, _("This template cannot be used. See what is wrong below."))
        return given

    @property
    def was_refused(self) -> bool:
        """By the situation, and not for what is in it."""
        return self.is_bound and not self.mistakes and bool(self.non_field_errors())

    def content(self) -> Template:
        """As it would be kept: answers of articles that are not in it, or that do not fit any more, are left out."""
        given = self.cleaned_data
        kept = {code: self._fitting(code) for code in self.codes if code in self.shelf}
        return Template(
            given["name"], given["instrument"], tuple(self.codes), {c: one for c, one in kept.items() if one}
        )

    def _fitting(self, code: str) -> Mapping[str, Any]:
        return without_agreement(self.shelf[code], self.template.answers.get(code, {}))

    @property
    def _opening(self) -> int:
        """How many articles come before the first that is numbered: those stay where they are."""
        opening = {clause.code for clause in self.shelf.clauses if not clause.numbered}
        return len([code for code in self.codes if code in opening])

    @property
    def rows(self) -> list[Row]:
        return [self._row(place, code) for place, code in enumerate(self.codes)]

    def _row(self, place: int, code: str) -> Row:
        clause = self.shelf.get(code)
        given = self.template.answers.get(code, {})
        fitting = len(self._fitting(code)) if clause else 0
        first, last = self._opening, len(self.codes) - 1
        return Row(code, clause, place + 1, fitting, len(given) - fitting, place > first, first <= place < last)

    @property
    def others(self) -> list[Clause]:
        """What the current model has and this template has not."""
        return [clause for clause in self.shelf.clauses if clause.code not in self.codes]
