"""What is done with a question, by whom, when: the policies as a table (`accounts.acts`)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.acts import Act, Table
from accounts.roles import Role

from . import policies
from .states import State

WHO_ASKED = _("who asked it")
OF_THAT_BOARD = _("of the board that was asked; never the own question")
SHARED = _("when who asked allowed to share it; once")

QUESTION_ACTS = (
    Act("answer", _("answer a question"), ("answer_questions",), (State.ASKED,), policies.can_answer, OF_THAT_BOARD),
    Act("withdraw", _("withdraw a question"), ("view_cases",), (State.ASKED,), policies.can_withdraw, WHO_ASKED),
    Act("ask_again", _("ask again"), ("view_cases",), (State.ANSWERED,), policies.can_ask_again, WHO_ASKED),
    Act(
        "into_help",
        _("make a text of the help of it"),
        (),
        (State.ANSWERED,),
        policies.can_make_entry,
        SHARED,
        Role.EDITOR,
    ),
)
QUESTIONS = Table("questions", _("Questions to an adviser"), QUESTION_ACTS, len(State))
