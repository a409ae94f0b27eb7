"""The form of one clause, made from its fields. Works without JavaScript: rows are added by a button that submits.

form = ClauseForm(clause, facts, request.POST or None, initial=stored, route=route)
if form.is_valid():
    save(form.to_data())        # also when half full: a gap is not an error
if form.add_requested: show the same form again, it has one more row
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .context import AgreementFacts, RouteTextFacts
from .form_fields import form_field, hint_of
from .shapes import MAX_ROWS, Clause, Field
from .values import Scope

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    number: int
    cells: list[BoundField]
    remove: BoundField


@dataclass(frozen=True)
class Part:
    """What the template shows for one field: one control, one per board, or rows of them."""

    field: Field
    mark: str
    controls: list[BoundField]
    rows: list[Row]
    count: int = 0
    count_name: str = ""
    add_name: str = ""
    hint: str = ""
    explained: tuple[Field, ...] = ()
    """The columns of a table that have an explanation."""


class ClauseForm(forms.Form):
    def __init__(
        self,
        clause: Clause,
        facts: AgreementFacts,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Answers | None = None,
        route: RouteTextFacts | None = None,
        prefix: str | None = None,
    ) -> None:
        super().__init__(data=data, prefix=prefix, use_required_attribute=False)
        self.clause, self.stored = clause, dict(initial or {})
        self.scope = Scope(clause, self.stored, facts, route)
        self.asked = [field for field in clause.fields if self.scope.asks(field)]
        self.parties = facts.parties_of(route)
        self.counts: dict[str, int] = {}
        for field in self.asked:
            self._add(field)

    @property
    def add_requested(self) -> bool:
        """Somebody pressed "add a row": save what is right, and show the form again."""
        return any(self._wants_row(field) for field in self.asked)

    def parts(self) -> Iterator[Part]:
        """Everything to show, in the order of the clause."""
        for field in self.asked:
            mark = "optional" if field.is_optional else "none"
            if field.kind == "table":
                yield self._table(field, mark)
            else:
                yield Part(field, mark, [self[name] for name in self._names(field)], [])

    def to_data(self) -> dict[str, Any]:
        """The answers as they are stored: plain JSON, without what is empty."""
        found = {field.name: self._answer(field) for field in self.asked}
        return {name: answer for name, answer in found.items() if answer not in (None, "", [], {})}

    def clean(self) -> dict[str, Any]:
        for name in list(self.errors):
            if self._is_in_removed_row(name):
                del self.errors[name]
        for field in self.asked:
            if field.kind == "date" and field.name in self.cleaned_data:
                self._check_order(field)
        return self.cleaned_data

    # --- building ---

    def _add(self, field: Field) -> None:
        if field.kind == "table":
            self._add_table(field)
        elif field.kind == "per_board":
            texts = self._stored(field, dict)
            for party in self.parties:
                made = form_field(field, self.scope, label=party.name)
                made.initial = texts.get(str(party.board_id))
                self.fields[f"{field.name}-{party.board_id}"] = made
        else:
            self.fields[field.name] = form_field(field, self.scope)
            self.fields[field.name].help_text = hint_of(field, self.clause)
            self.fields[field.name].initial = self.stored.get(field.name)

    def _add_table(self, field: Field) -> None:
        rows = self._stored(field, list)
        self.counts[field.name] = count = self._row_count(field, len(rows))
        for place in range(count):
            row = rows[place] if place < len(rows) else {}
            for column in self.scope.columns(field):
                made = form_field(column, self.scope, in_row=True)
                made.initial = row.get(column.name)
                self.fields[f"{field.name}-{place}-{column.name}"] = made
            self.fields[f"{field.name}-{place}-remove"] = forms.BooleanField(required=False, label=_("Remove this row"))

    def _row_count(self, field: Field, stored: int) -> int:
        asked_for = str(self.data.get(self._count_name(field), "")) if self.is_bound else ""
        count = int(asked_for) if asked_for.isdecimal() and len(asked_for) < 5 else max(stored, field.min_rows, 1)
        return min(count + self._wants_row(field), MAX_ROWS)

    def _wants_row(self, field: Field) -> bool:
        return self.is_bound and field.kind == "table" and self._add_name(field) in self.data

    def _count_name(self, field: Field) -> str:
        return self.add_prefix(f"{field.name}-rows")

    def _add_name(self, field: Field) -> str:
        return self.add_prefix(f"{field.name}-add")

    def _stored(self, field: Field, kind: type) -> Any:
        stored = self.stored.get(field.name)
        return stored if isinstance(stored, kind) else kind()

    # --- showing ---

    def _table(self, field: Field, mark: str) -> Part:
        rows = [self._row(field, place) for place in range(self.counts[field.name])]
        names = self._count_name(field), self._add_name(field)
        explained = tuple(column for column in self.scope.columns(field) if str(column.help))
        return Part(field, mark, [], rows, len(rows), *names, hint_of(field, self.clause), explained)

    def _names(self, field: Field) -> list[str]:
        if field.kind == "per_board":
            return [f"{field.name}-{party.board_id}" for party in self.parties]
        return [field.name]

    def _row(self, field: Field, place: int) -> Row:
        start = f"{field.name}-{place}"
        cells = [self[f"{start}-{column.name}"] for column in self.scope.columns(field)]
        return Row(place + 1, cells, self[f"{start}-remove"])

    # --- reading ---

    def _answer(self, field: Field) -> Any:
        if field.kind == "table":
            return [row for place in range(self.counts[field.name]) if (row := self._row_answer(field, place))]
        if field.kind == "per_board":
            texts = {str(party.board_id): self._value(f"{field.name}-{party.board_id}") for party in self.parties}
            return {board: text for board, text in texts.items() if text}
        return self._value(field.name)

    def _row_answer(self, field: Field, place: int) -> dict[str, Any]:
        start = f"{field.name}-{place}"
        if self.cleaned_data.get(f"{start}-remove"):
            return {}
        cells = {column.name: self._value(f"{start}-{column.name}") for column in self.scope.columns(field)}
        return {name: value for name, value in cells.items() if value not in (None, "", [])}

    def _value(self, name: str) -> Any:
        value = self.cleaned_data.get(name)
        return value.isoformat() if isinstance(value, date) else value

    def _is_in_removed_row(self, name: str) -> bool:
        start, _dash, _column = name.rpartition("-")
        return bool(start and self.cleaned_data.get(f"{start}-remove"))

    def _check_order(self, field: Field) -> None:
        day, first, last = self.cleaned_data[field.name], self._day(field.not_before), self._day(field.not_after)
        if day and first and day < first:
            self.add_error(field.name, _("Choose %(date)s or a later day.") % {"date": date_format(first)})
        if day and last and day > last:
            self.add_error(field.name, _("Choose %(date)s or an earlier day.") % {"date": date_format(last)})

    def _day(self, reference: str) -> date | None:
        if reference.startswith("fact:"):
            return {"fact:start": self.scope.facts.starts_on, "fact:end": self.scope.facts.ends_on}[reference]
        found = self.cleaned_data.get(reference)
        return found if isinstance(found, date) else None
