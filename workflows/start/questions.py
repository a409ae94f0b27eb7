"""What advisers answered last, and what an editor of the help can use."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor

from ..models import Question
from ..questions.policies import shared_with, visible_to
from ..questions.states import State
from .parts import Part, Row, first_of


def answered_last(actor: Actor) -> Part:
    """By the advisers of this board; what waits stands among the tasks."""
    found = visible_to(actor).filter(asked_of=actor.board, state=State.ANSWERED).order_by("-state_since", "-pk")
    rows, number = first_of(found, _answered)
    return Part(
        key="questions",
        title=_("Questions answered last"),
        rows=rows,
        number=number,
        empty=_("No question was answered here yet. A question of a school comes to you as a task."),
        url=reverse("questions:questions") + "?van=anderen",
        url_label=_("All questions"),
    )


def _answered(one: Question) -> Row:
    note = _("%(number)s, of %(board)s") % {"number": one.number, "board": one.board}
    return Row(str(one), one.get_absolute_url(), note, "done", one.get_state_display())


def shared(actor: Actor) -> Part:
    """Answered questions that may be used, of which nobody made a text yet."""
    rows, number = first_of(shared_with(actor).filter(entry=None).order_by("-state_since", "-pk"), _shared)
    return Part(
        key="shared-questions",
        title=_("Answered questions that the help may use"),
        rows=rows,
        number=number,
        empty=_("No answered question waits. Who asks says whether the help may use it."),
        url=reverse("questions:shared"),
        url_label=_("All questions that may be used"),
    )


def _shared(one: Question) -> Row:
    return Row(str(one), reverse("questions:into_help", args=[one.pk]), one.get_topic_display())
