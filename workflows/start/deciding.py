"""Beside a decision that waits: who agreed already, and whether it is the first time. Constant in queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import Agreement, AgreementParty, BoardDecision, Consultation
from leerroutes.models import Route, RouteDecision, RouteParty

from ..flows import AgreementFlow, ProposalFlow
from ..selectors import OpenTask

DECIDING = (ProposalFlow.decide, AgreementFlow.decide)


def notes_of(tasks: Sequence[OpenTask]) -> dict[int, str]:
    """By task: the sentence that stands beside it. Nothing for what is no decision."""
    titles = {str(node.task_title) for node in DECIDING}
    asked = [task for task in tasks if task.title in titles]
    routes = {task.record.pk for task in asked if isinstance(task.record, Route)}
    agreements = {task.record.pk for task in asked if isinstance(task.record, Agreement)}
    told = _agreed("route", routes, RouteDecision, RouteParty) | _agreed(
        "agreement", agreements, BoardDecision, AgreementParty
    )
    bodies = _bodies(agreements)
    return {
        task.pk: " ".join(
            filter(None, [_again(task), told[type(task.record).__name__, task.record.pk], _said(task, bodies)])
        )
        for task in asked
    }


def _agreed(name: str, keys: set[int], decisions: Any, parties: Any) -> dict[tuple[str, int], str]:
    """Which boards approved this version, and how many there are."""
    if not keys:
        return {}
    approved: dict[int, list[str]] = defaultdict(list)
    here = decisions.objects.filter(**{f"{name}__in": keys}, round=F(f"{name}__round"), verdict="approved")
    for pk, board in here.values_list(f"{name}_id", "board__name"):
        approved[pk].append(board)
    number: dict[int, int] = defaultdict(int)
    for pk in parties.objects.filter(**{f"{name}__in": keys, "left_on": None}).values_list(f"{name}_id", flat=True):
        number[pk] += 1
    return {(name.capitalize(), pk): _who(approved[pk], number[pk]) for pk in keys}


def _who(names: Sequence[str], number: int) -> str:
    if not names:
        return _("None of the %(number)s boards approved yet.") % {"number": number}
    said = {"done": len(names), "number": number, "names": ", ".join(names)}
    return _("%(done)s of %(number)s boards approved: %(names)s.") % said


def _again(task: OpenTask) -> str:
    """A second round follows a return, so there is something to compare with."""
    if isinstance(task.record, Route) and task.record.round > 1:
        return _("Submitted for time number %(round)s; what changed is on its page.") % {"round": task.record.round}
    return ""


def _bodies(agreements: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    if agreements:
        here = Consultation.objects.filter(agreement__in=agreements, round=F("agreement__round"))
        for pk, outcome in here.values_list("agreement_id", "outcome"):
            found[pk].append(outcome)
    return found


def _said(task: OpenTask, bodies: dict[int, list[str]]) -> str:
    outcomes = bodies.get(task.record.pk, []) if isinstance(task.record, Agreement) else []
    if not outcomes:
        return ""
    negative = outcomes.count("negative")
    if not negative:
        return _("No participation body is against it.")
    said = ngettext(
        "%(number)s participation body is against it.", "%(number)s participation bodies are against it.", negative
    )
    return said % {"number": negative}
