"""The verbs of questions. Each locks the question first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.models import Board, User
from accounts.verdicts import ensure
from agreements.models import Agreement
from agreements.policies import visible_to as visible_agreements
from audit.services import record
from guidance.models import Entry, Kind
from guidance.services import add_entry
from leerroutes.models import Route
from leerroutes.policies import visible_to as visible_routes

from ..calendar.days import add_working_days
from ..models import Question, QuestionRound
from . import events, policies
from .advisers import regions_of, who_can_be_asked
from .states import WORKING_DAYS, State, Topic


def locked(question: Question) -> Question:
    """The row as it is now, ours until the transaction ends. Use the result, not the argument."""
    rows = Question.objects.select_for_update(of=("self",))
    rows = rows.select_related("asker", "board", "asked_of", "route", "agreement")
    fresh: Question = rows.prefetch_related("rounds").get(pk=question.pk)
    return fresh


def promised_on(boards: list[Board]) -> date:
    """Ten working days from today, by the school holidays of every board in it."""
    regions = {region for board in boards for region in regions_of(board)}
    return add_working_days(localdate(), WORKING_DAYS, regions)


@transaction.atomic
def ask(
    *,
    actor: Actor,
    asked_of: Board,
    topic: Topic,
    title: str,
    text: str,
    may_share: bool = False,
    about: Route | Agreement | None = None,
) -> Question:
    """Ask the advisers of one board, of those that can be asked; perhaps about a case that one may read oneself."""
    ensure(policies.can_ask(actor))
    assert actor.board is not None
    if asked_of not in [one.board for one in who_can_be_asked(actor)]:
        raise Refusal(_("%(board)s has no adviser whom you can ask now. Choose another.") % {"board": asked_of})
    _ensure_reads(actor, about)
    _ensure_new(actor, asked_of, title, text)
    case = {str(about._meta.model_name): about} if about is not None else {}
    said = {"topic": topic, "title": _needed(title), "may_share": may_share, **case}
    question: Question = Question.objects.create(asker=actor.user, board=actor.board, asked_of=asked_of, **said)
    _ask(question, 1, text)
    told: dict[str, Any] = {"addressed_to": str(asked_of)} | ({"about": about.number} if about is not None else {})
    record("workflows.question_asked", actor=actor, case=question, **told)
    events.question_asked.send(Question, question=question, actor=actor)
    return question


@transaction.atomic
def answer(question: Question, *, actor: Actor, seen_round: int, answer: str) -> Question:
    """To what was read, and to nothing else."""
    question = locked(question)
    ensure(policies.can_answer(actor, question))
    current = question.current
    if current.number != seen_round:
        raise Refusal(_("Something else was asked while you were writing. Read that first."))
    current.answer, current.answered_by, current.answered = _needed(answer), actor.user, timezone.now()
    current.save(update_fields=["answer", "answered_by", "answered"])
    _turn(question, State.ANSWERED)
    told = actor.told("answer_questions") | ({"late": True} if current.is_late else {})
    record("workflows.question_answered", actor=actor, case=question, **told)
    events.question_answered.send(Question, question=question, actor=actor)
    return question


@transaction.atomic
def ask_again(question: Question, *, actor: Actor, seen_round: int, text: str) -> Question:
    """The answer is not clear, or not enough: ten working days anew."""
    question = locked(question)
    ensure(policies.can_ask_again(actor, question))
    if question.current.number != seen_round:
        raise Refusal(_("There is another answer than the one you read. Read that first."))
    _turn(question, State.ASKED)
    _ask(question, seen_round + 1, text)
    record("workflows.question_asked_again", actor=actor, case=question)
    question = locked(question)
    events.question_asked.send(Question, question=question, actor=actor)
    return question


@transaction.atomic
def withdraw(question: Question, *, actor: Actor) -> Question:
    """Nobody is asked any more. It stays readable for who read it."""
    question = locked(question)
    ensure(policies.can_withdraw(actor, question))
    _turn(question, State.WITHDRAWN)
    record("workflows.question_withdrawn", actor=actor, case=question)
    events.question_withdrawn.send(Question, question=question, actor=actor)
    return question


@transaction.atomic
def make_entry(question: Question, *, actor: Actor, slug: str, **said: Any) -> Entry:
    """A draft of a question in the help, in the words of the editor; not published yet."""
    question = locked(question)
    ensure(policies.can_make_entry(actor, question))
    question.entry = add_entry(actor=actor, slug=slug, kind=Kind.QUESTION, **said)
    question.save(update_fields=["entry"])
    record("workflows.question_into_help", actor=actor, case=question, slug=slug)
    return question.entry


def _ask(question: Question, number: int, text: str) -> None:
    due_on = promised_on([question.board, question.asked_of])
    QuestionRound.objects.create(question=question, number=number, text=_needed(text), due_on=due_on)


def _turn(question: Question, target: State) -> None:
    """One step of the machine, and nothing else of the row."""
    turns = {State.ANSWERED: question.answer, State.ASKED: question.ask_again, State.WITHDRAWN: question.withdraw}
    turns[target]()
    question.state_since = timezone.now()
    question.save(update_fields=["state", "state_since"])


def _ensure_reads(actor: Actor, about: Route | Agreement | None) -> None:
    if about is None:
        return
    gate = visible_routes(actor) if isinstance(about, Route) else visible_agreements(actor)
    if not gate.filter(pk=about.pk).exists():
        raise Refusal(_("Choose a case that you may open yourself, or none."))


def _ensure_new(actor: Actor, asked_of: Board, title: str, text: str) -> None:
    """Two clicks on the button ask once; the person is locked, because there is no question yet."""
    User.objects.select_for_update(no_key=True).get(pk=actor.user.pk)
    waiting = Question.objects.filter(asker=actor.user, board=actor.board, asked_of=asked_of, state=State.ASKED)
    if same := waiting.filter(title=title.strip(), rounds__text=text.strip()).first():
        raise Refusal(_("You asked this already: %(number)s.") % {"number": same.number})


def _needed(text: str) -> str:
    if not text.strip():
        raise Refusal(_("Write it in words; somebody else reads it."))
    return text.strip()
