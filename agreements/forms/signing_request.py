"""The terms of the request to sign, and a longer term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.free_text import FreeText
from accounts.models import Board

from ..models import SigningTerms
from ..models.signing_request import DEFAULT_WEEKS, MOST_WEEKS
from .dates import day_field


class SigningTermsForm(forms.Form):
    """Within how many weeks, and in any order or one that the boards agree on. Left empty it is the usual."""

    weeks = forms.IntegerField(
        label=gettext_lazy("Weeks in which the boards can sign"),
        help_text=gettext_lazy("Counted from the day the last director approves. A director can renew the term later."),
        min_value=1,
        max_value=MOST_WEEKS,
        required=False,
    )
    in_order = forms.BooleanField(label=gettext_lazy("The boards sign in a fixed order"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, boards: Sequence[Board]) -> None:
        super().__init__(data, initial={"weeks": DEFAULT_WEEKS})
        self.boards = boards
        places = [(place, str(place)) for place in range(1, len(boards) + 1)]
        for place, board in enumerate(boards, start=1):
            self.fields[_name(board)] = forms.TypedChoiceField(
                label=str(board), choices=places, coerce=int, initial=place, required=False
            )
        if len(boards) < 2:
            del self.fields["in_order"]

    @property
    def places(self) -> list[BoundField]:
        """The place of each board, when there is anything to order."""
        return [self[_name(board)] for board in self.boards] if "in_order" in self.fields else []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        places = [cleaned.get(_name(board)) for board in self.boards]
        if cleaned.get("in_order") and sorted(map(str, places)) != sorted(map(str, range(1, len(places) + 1))):
            wrong = _("Give every board a place of its own: 1 for the board that signs first, and so on.")
            self.add_error("in_order", ValidationError(wrong))
        return cleaned

    def terms(self) -> SigningTerms:
        """What was chosen."""
        weeks = self.cleaned_data.get("weeks") or DEFAULT_WEEKS
        if not self.cleaned_data.get("in_order"):
            return SigningTerms(weeks)
        in_order = sorted(self.boards, key=lambda board: int(self.cleaned_data[_name(board)]))
        return SigningTerms(weeks, tuple(board.pk for board in in_order))


def sent_terms(terms: SigningTerms) -> dict[str, Any]:
    """The fields that send exactly these terms, for the page of who approves what another board set."""
    sent: dict[str, Any] = {"weeks": terms.weeks}
    if terms.order:
        sent["in_order"] = "on"
    return sent | {f"place-{board_id}": place for place, board_id in enumerate(terms.order, start=1)}


def _name(board: Board) -> str:
    return f"place-{board.pk}"


class RenewForm(forms.Form):
    """Until when the own board stays ready, and why."""

    until = day_field(
        label=gettext_lazy("Last day on which the boards can sign"),
        help_text=gettext_lazy("Until and including this day your board stays ready, or stands by its signature."),
    )
    reason = FreeText(
        label=gettext_lazy("Why more time is needed"),
        help_text=gettext_lazy("Everybody who works on this agreement reads this."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Please give a reason; the others will read it.")},
    )

    def __init__(self, data: Mapping[str, Any] | None, *, proposed: date) -> None:
        super().__init__(data, initial={"until": proposed})
