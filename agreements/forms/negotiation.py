"""Say something about an article, say no to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import PeopleByBoard, SeveralRows
from accounts.free_text import FreeText
from accounts.models import User

from ..states import Audience


class CommentForm(forms.Form):
    body = FreeText(
        label=_("Comment"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No personal data of pupils."),
        error_messages={"required": _("Write something first.")},
    )
    passage = forms.CharField(
        label=_("About this passage"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "nl", "data-passage": ""}),
        help_text=_("Copy it from the text above, or select it there. Empty: about the whole article."),
    )
    audience = forms.ChoiceField(
        label=_("Who reads this"), choices=Audience.choices, initial=Audience.OWN_BOARD, widget=forms.RadioSelect
    )
    mentioned = SeveralRows(
        queryset=User.objects.none(),
        required=False,
        label=_("Call the attention of"),
        widget=PeopleByBoard,
        help_text=_("They get a mail with a link, without the words of the comment."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, people: QuerySet[User]) -> None:
        super().__init__(data, prefix="c")
        field = self.fields["mentioned"]
        assert isinstance(field, SeveralRows)
        field.queryset = people
        if not people:
            del self.fields["mentioned"]
