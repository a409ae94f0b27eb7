"""Who may do what with a question, and why not."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.permissions import boards_where
from accounts.verdicts import ALLOWED, Verdict, no
from agreements.policies import visible_to as visible_agreements
from guidance.policies import can_edit
from leerroutes.models import Route
from leerroutes.policies import visible_to as visible_routes

from ..models import Question
from .states import State

FOR_A_BOARD = _("You ask on behalf of a board. Choose one at which you have a role.")
WITHDRAWN = _("This question is withdrawn.")
ONLY_THE_ASKER = _("Only who asked the question does this.")


def visible_to(actor: Actor) -> QuerySet[Question]:
    """The one gate: who asked, as long as they have a role at that board; and the advisers of whom it was asked."""
    asked = Question.objects.select_related("route", "agreement", "asker", "board", "asked_of")
    own = Q(asker=actor.user, board__in=boards_where(actor.user, "view_cases"))
    advising = Q(asked_of__in=boards_where(actor.user, "answer_questions"))
    found: QuerySet[Question] = asked.filter(own | advising).prefetch_related("rounds")
    return found


def shared_with(actor: Actor) -> QuerySet[Question]:
    """For editors of the help: answered questions of which who asked said that they may be shared."""
    found: QuerySet[Question] = Question.objects.filter(may_share=True, state=State.ANSWERED).prefetch_related("rounds")
    return found if can_edit(actor) else found.none()


def reads_its_case(actor: Actor, question: Question) -> bool:
    """An adviser of another board sees the number of the case, and no more."""
    case = question.case
    if case is None:
        return False
    gate = visible_routes(actor) if isinstance(case, Route) else visible_agreements(actor)
    return bool(gate.filter(pk=case.pk).exists())


def can_ask(actor: Actor) -> Verdict:
    return ALLOWED if actor.may("view_cases") else no(FOR_A_BOARD)


def can_answer(actor: Actor, question: Question) -> Verdict:
    """An adviser of the board of whom it was asked; after the promised day too."""
    if question.state != State.ASKED:
        return no(_("An adviser answered already.") if question.state == State.ANSWERED else WITHDRAWN)
    if question.asker_id == actor.user.pk:
        return no(_("You asked this yourself. Another adviser answers."))
    if not actor.may("answer_questions", question.asked_of):
        only = _("Only an adviser of %(board)s answers this.") % {"board": question.asked_of}
        return no(actor.why_not("answer_questions", only) if actor.board == question.asked_of else only)
    return ALLOWED


def can_ask_again(actor: Actor, question: Question) -> Verdict:
    if not (verdict := _is_of(actor, question)):
        return verdict
    if question.state != State.ANSWERED:
        return no(_("You can ask again when there is an answer.") if question.state == State.ASKED else WITHDRAWN)
    return ALLOWED


def can_withdraw(actor: Actor, question: Question) -> Verdict:
    if not (verdict := _is_of(actor, question)):
        return verdict
    if question.state != State.ASKED:
        return no(_("Only a question that waits for an answer can be withdrawn."))
    return ALLOWED


def can_make_entry(actor: Actor, question: Question) -> Verdict:
    """An editor, of what is shared, once."""
    if not (verdict := can_edit(actor)):
        return verdict
    if not question.may_share or question.state != State.ANSWERED:
        return no(_("Who asked this did not allow to share it, or it is not answered."))
    if question.entry_id is not None:
        return no(_("There is a text of the help of this question already."))
    return ALLOWED


def _is_of(actor: Actor, question: Question) -> Verdict:
    """The person who asked, acting for the same board."""
    if question.asker_id != actor.user.pk:
        return no(ONLY_THE_ASKER)
    if not actor.may("view_cases", question.board):
        return no(_("You asked this on behalf of %(board)s. Act for that board first.") % {"board": question.board})
    return ALLOWED
