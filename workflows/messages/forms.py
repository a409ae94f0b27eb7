from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.free_text import FreeText
from accounts.models import User
from agreements.forms import CommentForm


class MessageForm(CommentForm):
    """As a comment on an article, about the whole case."""

    body = FreeText(
        label=_("Message"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )
    passage = None  # type: ignore[assignment]  # taken out, as Django asks it

    def __init__(self, data: Mapping[str, Any] | None = None, *, people: QuerySet[User]) -> None:
        super().__init__(data, people=people)
        if mentioned := self.fields.get("mentioned"):
            mentioned.help_text = _("They are told, with a link and without the words of the message.")
