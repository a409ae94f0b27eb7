"""Choosing schools and institutions from many: what is chosen, and what was looked for."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy

from accounts.forms import SeveralRows
from accounts.models import Board, Institution

Sent = MultiValueDict[str, Any]
SHOWN_AT_ONCE = 30
"""More schools than this appear only when somebody looks for them."""


def schools_field() -> SeveralRows:
    return SeveralRows(
        Institution.objects.select_related("board").order_by("board__name", "kind", "name"),
        label=gettext_lazy("Participating schools and institutions"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("At least one vmbo school and one mbo institution. Their boards become the parties."),
    )


class ChoosesSchools(forms.BaseForm):
    """A form with the field `institutions` and a search box above it; for `leerroutes/_schools.html`."""

    search = ""

    @property
    def schools(self) -> list[tuple[Board, list[Any]]]:
        """The boxes per board: what is chosen, and what was looked for."""
        options = [option for option in self["institutions"].subwidgets if self._is_shown(option)]
        chosen = [option for option in options if option.data["selected"]]
        others = [option for option in options if not option.data["selected"]][:SHOWN_AT_ONCE]
        shown = sorted(chosen + others, key=lambda option: options.index(option))
        return [(board, list(group)) for board, group in groupby(shown, key=_board_of)]

    def _is_shown(self, option: Any) -> bool:
        school = option.data["value"].instance
        words = f"{school.name} {school.brin} {school.board.name} {school.board.seat}".casefold()
        return bool(option.data["selected"]) or self.search.casefold() in words


def searched_in(data: Sent | None) -> str:
    return str(data.get("zoek", "")).strip() if data else ""


def _board_of(option: Any) -> Board:
    board: Board = option.data["value"].instance.board
    return board
