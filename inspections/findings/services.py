"""The verbs of findings. The route (when its trail is told) is locked before the finding, always."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import formats, timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Board
from accounts.verdicts import ensure
from audit.services import record
from leerroutes.inspecting import accesses_to
from leerroutes.models import Route

from ..errors import InspectionError
from . import events, policies
from .models import Finding, Round
from .places import Place, place_of
from .quarantine import attach
from .states import Outcome, State


def locked(finding: Finding) -> Finding:
    """The row as it is now, ours until the transaction ends. Use the result, not the argument."""
    rows = Finding.objects.select_for_update(of=("self",)).select_related("route", "board")
    fresh: Finding = rows.prefetch_related("rounds").get(pk=finding.pk)
    return fresh


@transaction.atomic
def make_finding(
    route: Route, *, actor: Actor, about: str, board: Board, title: str, text: str, due_on: date
) -> Finding:
    """Put something to one board of the route, about one thing (`places.place_of`), with a last day to answer."""
    route = _locked_route(route)
    ensure(policies.can_make(actor, route))
    place = _place(about, route, actor)
    _ensure_takes_part(board, route)
    title, text = _needed(title), _needed(text)
    _ensure_day(due_on, route, actor)
    _ensure_new(route, board, actor, text, place)
    kept = {"place": place.label[:300], "digest": place.digest, **place.fields}
    asked = {"route": route, "board": board, "title": title, "text": text, "made_by": actor.user}
    finding: Finding = Finding.objects.create(**asked, **kept)
    Round.objects.create(finding=finding, number=1, asked_by=actor.user, due_on=due_on)
    record("inspections.finding_made", actor=actor, case=finding, reason=text, about=finding.place)
    record("inspections.finding_addressed", actor=actor, case=route, subject=finding, **_told(finding))
    events.finding_asked.send(Finding, finding=finding, actor=actor)
    return finding


@transaction.atomic
def answer_finding(
    finding: Finding, *, actor: Actor, seen_round: int, answer: str, file: File[bytes] | None = None
) -> Finding:
    """The board says what it thinks of it and what it will do; to the question that was read, and to no other."""
    finding = locked(finding)
    ensure(policies.can_answer(actor, finding))
    current = _seen(finding, seen_round)
    current.answer, current.answered_by, current.answered = _needed(answer), actor.user, timezone.now()
    current.save(update_fields=["answer", "answered_by", "answered"])
    sent = attach(current, file) if file else {}
    finding.answer()
    _save_state(finding)
    late = {"late": True} if current.is_late else {}
    told = actor.told("approve_routes") | sent | late
    record("inspections.finding_answered", actor=actor, case=finding, reason=current.answer, **told)
    events.finding_answered.send(Finding, finding=finding, actor=actor)
    return finding


@transaction.atomic
def ask_again(finding: Finding, *, actor: Actor, seen_round: int, question: str, due_on: date) -> Finding:
    """The answer is not enough, or did not come: a new question, with a new last day."""
    finding = locked(finding)
    ensure(policies.can_follow_up(actor, finding))
    before = _seen(finding, seen_round)
    _ensure_day(due_on, finding.route, actor)
    number = before.number + 1
    asked = {"question": _needed(question), "asked_by": actor.user, "due_on": due_on}
    Round.objects.create(finding=finding, number=number, **asked)
    finding.ask_again()
    _save_state(finding)
    changes = {"due_on": (before.due_on.isoformat(), due_on.isoformat())}
    record("inspections.finding_asked_again", actor=actor, case=finding, reason=question.strip(), changes=changes)
    finding = locked(finding)
    events.finding_asked.send(Finding, finding=finding, actor=actor)
    return finding


@transaction.atomic
def close_finding(finding: Finding, *, actor: Actor, seen_round: int, outcome: Outcome, conclusion: str) -> Finding:
    """The inspector concludes. An answer that is not there cannot be accepted."""
    route, finding = _locked_route(finding.route), locked(finding)
    ensure(policies.can_follow_up(actor, finding))
    _seen(finding, seen_round)
    if outcome == Outcome.ACCEPTED and finding.state != State.ANSWERED:
        raise InspectionError(_("The board did not answer, so there is no answer to accept."))
    finding.outcome, finding.conclusion = outcome, _needed(conclusion)
    finding.close()
    _save_state(finding)
    record("inspections.finding_closed", actor=actor, case=finding, reason=finding.conclusion, result=outcome.value)
    _tell_over(finding, route, actor)
    return finding


@transaction.atomic
def withdraw_finding(finding: Finding, *, actor: Actor, reason: str) -> Finding:
    """It should not have been made. It stays readable, with the reason."""
    route, finding = _locked_route(finding.route), locked(finding)
    ensure(policies.can_withdraw(actor, finding))
    finding.conclusion = _needed(reason)
    finding.withdraw()
    _save_state(finding)
    record("inspections.finding_withdrawn", actor=actor, case=finding, reason=finding.conclusion)
    _tell_over(finding, route, actor)
    return finding


@transaction.atomic
def remind(finding: Finding) -> bool:
    """The clock: the last day is over without an answer. Told once for each question, whoever else looks."""
    finding = locked(finding)
    current = finding.current
    if finding.state != State.ASKED or current.reminded or not current.is_late:
        return False
    current.reminded = timezone.now()
    current.save(update_fields=["reminded"])
    record("inspections.finding_overdue", actor=None, case=finding, due=current.due_on.isoformat())
    events.finding_overdue.send(Finding, finding=finding, actor=None)
    return True


def _locked_route(route: Route) -> Route:
    fresh: Route = Route.objects.select_for_update(of=("self",)).get(pk=route.pk)
    return fresh


def _save_state(finding: Finding) -> None:
    """After a step of the machine."""
    finding.state_since = timezone.now()
    finding.save(update_fields=["state", "state_since", "outcome", "conclusion"])


def _tell_over(finding: Finding, route: Route, actor: Actor) -> None:
    record("inspections.finding_over", actor=actor, case=route, subject=finding, **_told(finding))
    events.finding_over.send(Finding, finding=finding, actor=actor)


def _told(finding: Finding) -> dict[str, Any]:
    """What the other boards of the route may know: that it is there, and for whom."""
    return {"finding": finding.number, "addressed_to": str(finding.board)}


def _seen(finding: Finding, number: int) -> Round:
    """The question on which this page was made; somebody else may have been quicker."""
    if finding.current.number != number:
        raise InspectionError(_("The inspector asked something else while you were writing. Read that first."))
    return finding.current


def _needed(text: str) -> str:
    if not text.strip():
        raise InspectionError(_("Write it in words; the other side reads it."))
    return text.strip()


def _place(about: str, route: Route, actor: Actor) -> Place:
    place = place_of(about, route, actor)
    if place is None:
        raise InspectionError(_("Choose what it is about from what you may see of this route."))
    return place


def _ensure_takes_part(board: Board, route: Route) -> None:
    if not route.parties.filter(board=board, left_on=None).exists():
        raise InspectionError(_("%(board)s does not take part in this route.") % {"board": board})


def _ensure_new(route: Route, board: Board, actor: Actor, text: str, place: Place) -> None:
    """A button that was pressed twice makes one finding."""
    same = Finding.objects.filter(route=route, board=board, made_by=actor.user, text=text, state=State.ASKED)
    if found := same.filter(**place.fields).first():
        raise InspectionError(_("You made this finding already: %(number)s.") % {"number": found.number})


def _ensure_day(due_on: date, route: Route, actor: Actor) -> None:
    """Later than today, and no later than the access of who asks: an answer that nobody may read is no answer."""
    if due_on <= localdate():
        raise InspectionError(_("Choose a last day after today, so that the board can answer."))
    last = accesses_to(route).on().filter(inspector=actor.user).order_by("-valid_until").first()
    if last is None or due_on > last.valid_until:
        day = formats.date_format(last.valid_until) if last else "—"
        raise InspectionError(
            _("Your access to this route ends on %(day)s. Choose an earlier day, or ask for longer access.")
            % {"day": day}
        )
