"""The flow follows the finding, and people are told; in the transaction of the service, the finding first."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from accounts.actors import Actor
from accounts.models import User
from jobs.sentences import Sentence, sentence
from workflows.progress import cancel_open, finish_board_task, tell_moved
from workflows.telling.kinds import Kind
from workflows.telling.services import tell

from . import events
from .flow import FindingFlow
from .models import Finding
from .selectors import directors_of, inspectors_of


@receiver(events.finding_asked)
def ask_the_board(*, finding: Finding, actor: Actor, **kwargs: Any) -> None:
    """A new question: whoever was up is done, and the board is up, with the new day."""
    _inspector_is_done(finding, actor)
    FindingFlow.start.run(finding=finding)
    tell_moved(finding)


@receiver(events.finding_answered)
def inspector_is_up(*, finding: Finding, actor: Actor, **kwargs: Any) -> None:
    finish_board_task(FindingFlow.answer, finding.processes.all(), board=finding.board, user=actor.user)
    tell_moved(finding)


@receiver(events.finding_over)
def nobody_is_up(*, finding: Finding, actor: Actor, **kwargs: Any) -> None:
    _inspector_is_done(finding, actor)
    tell_moved(finding)
    asks_no_more = sentence("The inspectorate asks nothing more about a finding.")
    _tell(finding, "over", list(directors_of(finding)), Kind.NEWS, asks_no_more)


@receiver(events.finding_overdue)
def remind_the_board(*, finding: Finding, **kwargs: Any) -> None:
    """Who is the only one to be told is told at once: nobody else would notice."""
    day = finding.current.due_on.strftime("%d-%m-%Y")
    is_over = sentence("The last day to answer a finding was %(day)s.", day=day)
    for people in (directors_of(finding), inspectors_of(finding)):
        _tell(finding, f"overdue:{finding.current.number}", list(people), Kind.TERM, is_over)


def _inspector_is_done(finding: Finding, actor: Actor) -> None:
    processes = finding.processes.all()
    if not finish_board_task(FindingFlow.assess, processes, board=None, user=actor.user):
        cancel_open(FindingFlow, processes)


def _tell(finding: Finding, moment: str, people: list[User], kind: Kind, told: Sentence) -> None:
    tell(
        people,
        kind,
        key=f"finding:{finding.pk}:{moment}",
        about=finding,
        sentence=told,
        alone=kind == Kind.TERM and len(people) == 1,
        job="inspections.mail_finding",
        arguments={"finding": finding.pk, "about": moment.partition(":")[0]},
    )
