"""Who may sign for a board, and by which document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ..forms import PeriodForm, SeveralRows
from ..free_text import FreeText
from ..letters import validate_letters
from ..models import Board, Institution, Mandate, Membership, User
from ..roles import Role
from ..uploads.forms import OutsideFileField


class GrantMandateForm(PeriodForm):
    """Who may sign for a board, by which document."""

    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"), label=_("Person"), empty_label=_("Choose a person")
    )
    board = forms.ModelChoiceField(Board.objects.all(), label=_("Board"), empty_label=_("Choose a board"))
    function = FreeText(
        label=_("Function"),
        max_length=120,
        help_text=_("As it stands under the signature."),
        validators=[validate_letters],
    )
    document_reference = FreeText(
        label=_("Document"),
        max_length=200,
        help_text=_("Which document gives this mandate, and where it can be found."),
    )
    file = OutsideFileField(
        label=_("The document itself"),
        required=False,
        help_text=_(
            "PDF, DOCX, XLSX, ODT, PNG or JPG. It is kept with every signature under this mandate. You can also add it "
            "later, until somebody signed under it."
        ),
    )
    institutions = SeveralRows(
        queryset=Institution.objects.select_related("board"),
        label=_("Only for these schools and institutions"),
        required=False,
        initial=(),
        help_text=_("Choose none when the mandate is for the whole board."),
    )
    scope = FreeText(
        label=_("Scope"), max_length=200, required=False, help_text=_("Other limits of the mandate, if any.")
    )
    may_be_substituted = forms.BooleanField(
        label=_("During an absence a substitute may sign under this mandate"), required=False, initial=False
    )

    field_order = (
        *("person", "board", "function", "document_reference", "file", "institutions", "scope"),
        *("may_be_substituted", "valid_from", "valid_until"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        person, board = data.get("person"), data.get("board")
        if person and board and not _is_signatory(person, board):
            self.add_error("person", _("This person is not a signatory of this board. Give that role first."))
        if board and any(one.board_id != board.pk for one in data.get("institutions", ())):
            self.add_error("institutions", _("A mandate reaches only schools and institutions of its own board."))
        if not self.errors and Mandate.objects.valid_on(data["valid_from"]).filter(user=person, board=board).exists():
            self.add_error("person", _("This person already has a mandate for this board in this period."))
        if not self.errors and Mandate.proposals.waiting().filter(user=person, board=board).exists():
            self.add_error("person", _("A mandate for this person is already proposed, and waits for a second person."))
        return data


def _is_signatory(person: User, board: Board) -> bool:
    held = Membership.objects.filter(user=person, board=board, role=Role.SIGNATORY)
    return held.exclude(valid_until__lt=localdate()).exists()


class MandateDocumentForm(forms.Form):
    """The paper that gives the mandate, as a file."""

    file = OutsideFileField(
        help_text=_(
            "PDF, DOCX, XLSX, ODT, PNG or JPG. The boards of an agreement that is signed under this mandate can read "
            "it, and the inspector."
        ),
        error_messages={"required": _("Choose the file of the document.")},
    )
