"""The flow follows the finding, and people are told; in the transaction of the service, the finding first."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from accounts.actors import Actor
from jobs.services import enqueue
from workflows.progress import cancel_open, finish_board_task, tell_moved

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
    _tell(finding, "over", {person.pk for person in directors_of(finding)})


@receiver(events.finding_overdue)
def remind_the_board(*, finding: Finding, **kwargs: Any) -> None:
    people = {person.pk for person in directors_of(finding)} | {person.pk for person in inspectors_of(finding)}
    _tell(finding, f"overdue:{finding.current.number}", people)


def _inspector_is_done(finding: Finding, actor: Actor) -> None:
    processes = finding.processes.all()
    if not finish_board_task(FindingFlow.assess, processes, board=None, user=actor.user):
        cancel_open(FindingFlow, processes)


def _tell(finding: Finding, moment: str, people: set[int]) -> None:
    for person in sorted(people):
        key = f"mail:finding:{finding.pk}:{moment}:{person}"
        enqueue("inspections.mail_finding", key=key, finding=finding.pk, about=moment.partition(":")[0], person=person)
