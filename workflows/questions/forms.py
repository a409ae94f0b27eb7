"""Forms of questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.free_text import FreeText
from guidance.forms import NewEntryForm

from ..models import Question
from .advisers import Asked
from .cases import choices_for
from .states import Topic


def words(label: Any, help_text: Any = "", rows: int = 8) -> FreeText:
    return FreeText(label=label, help_text=help_text, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}))


class AskForm(forms.Form):
    """What somebody wants to know, of whom, and perhaps about which case."""

    asked_of = forms.TypedChoiceField(label=_("Who answers?"), widget=forms.RadioSelect)
    topic = forms.ChoiceField(label=_("What is it about?"), choices=[("", _("Choose")), *Topic.choices])
    about = forms.ChoiceField(
        label=_("About a case"),
        required=False,
        help_text=_("Who answers sees the number. They only read the case when they may already."),
    )
    title = FreeText(label=_("Your question in short"), max_length=150)
    text = words(_("Your question"), _("What you want to know, and what you looked up already."))
    may_share = forms.BooleanField(
        label=_("Question and answer may be used in the help, without names"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, boards: list[Asked], chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked_of, about = self.fields["asked_of"], self.fields["about"]
        known = {str(one.board.pk): one for one in boards}
        asked_of.choices = [(key, _label(one)) for key, one in known.items()]  # type: ignore[attr-defined]
        asked_of.coerce = lambda key: known[key].board  # type: ignore[attr-defined]
        asked_of.initial = next(iter(known))
        sent = str(self.data.get("about", "")) if self.is_bound else chosen
        about.choices = [("", _("Not about a case")), *choices_for(actor, sent)]  # type: ignore[attr-defined]
        about.initial = chosen


def _label(one: Asked) -> str:
    return _("Advisers of %(board)s (%(why)s)") % {"board": one.board, "why": one.why}


class SeenForm(forms.Form):
    """Knows which round the page was about."""

    seen_round = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(SeenForm):
    answer = words(_("Your answer"), _("Write it for who asked, in plain words. Say where it stands in the law."))


class AskAgainForm(SeenForm):
    text = words(_("What do you want to know still?"), rows=6)


class IntoHelpForm(NewEntryForm):
    """Begins with the words of question and answer; the editor makes it a text for everybody."""

    kind = None  # type: ignore[assignment]  # always a question


def said_of(question: Question) -> dict[str, str]:
    """To begin with: the words as they are, in the language in which they were written."""
    answers = [one.answer for one in question.rounds.all() if one.answer]
    return {"title_nl": question.title, "text_nl": "\n\n".join(answers), "basis": "practice"}
