"""What the case pages show, in the shapes that the components expect. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor, in_place_of
from accounts.models import Board
from agreements.clauses import library
from agreements.clauses.shapes import Library
from agreements.model_clauses import clauses_of, shelf_of
from agreements.models import Agreement, Standpoint
from agreements.models.agreement import standing_signatures
from agreements.selectors import AgreementText
from agreements.standing import Standing, accepted_by
from agreements.states import BINDING, Outcome, Stance
from agreements.states import State as AgreementState
from audit.models import AuditEvent
from audit.wording import sentence
from leerroutes.enums import PlanStep
from leerroutes.models import Route
from leerroutes.states import FINAL
from leerroutes.states import State as RouteState

from .actions import labels
from .changes import changes_of, in_words
from .links import clause_address, then_page
from .selectors import OpenTask
from .titles import task_title

Steps = list[dict[str, Any]]
Stage = tuple[str | Promise, frozenset[str]]

ROUTE_STAGES: tuple[Stage, ...] = (
    (gettext_lazy("Proposal"), frozenset({RouteState.DRAFT, RouteState.RETURNED})),
    (gettext_lazy("Boards decide"), frozenset({RouteState.SUBMITTED})),
    (gettext_lazy("Agreement"), frozenset({RouteState.APPROVED})),
    (gettext_lazy("Registration in RIO"), frozenset({RouteState.CONTRACTED})),
    (gettext_lazy("Waiting for 1 August"), frozenset({RouteState.REPORTED})),
    (gettext_lazy("Running"), frozenset({RouteState.RUNNING, RouteState.WINDING_DOWN})),
)

AGREEMENT_STAGES: tuple[Stage, ...] = (
    (gettext_lazy("Text"), frozenset({AgreementState.DRAFT})),
    (gettext_lazy("Ask the participation bodies"), frozenset({AgreementState.COMPLETE})),
    (gettext_lazy("Bodies answer"), frozenset({AgreementState.CONSULTATION})),
    (gettext_lazy("Boards decide"), frozenset({AgreementState.DECISION})),
    (gettext_lazy("Boards sign"), frozenset({AgreementState.OUT_FOR_SIGNATURE, AgreementState.SIGNED})),
    (gettext_lazy("In force"), frozenset(BINDING)),
)


def progress(stages: Sequence[Stage], state: str) -> Steps:
    """Done, current and next. An ended case has everything behind it."""
    places = [place for place, (_label, states) in enumerate(stages) if state in states]
    here = places[0] if places else (len(stages) if state == "ended" else -1)
    return [
        {"label": label, "state": "done" if place < here else "current" if place == here else "next"}
        for place, (label, _states) in enumerate(stages)
    ]


def route_progress(route: Route) -> Steps:
    state = route.suspended_from if route.state == RouteState.SUSPENDED else route.state
    return [] if route.state in FINAL - {RouteState.ENDED} else progress(ROUTE_STAGES, state)


def agreement_progress(agreement: Agreement) -> Steps:
    if agreement.state == AgreementState.WITHDRAWN:
        return []
    return progress(AGREEMENT_STAGES, "ended" if agreement.state == AgreementState.REPLACED else agreement.state)


def inbox_row(task: OpenTask, actor: Actor | None = None) -> dict[str, Any]:
    """For `components/task_item.html`."""
    soon = task.due - timezone.now() < timedelta(days=3)
    return {
        "title": task.title,
        "url": task.address,
        "about": f"{task.record} ({task.record.number})",
        "board": task.board,
        "page": reverse("workflows:task", args=[task.pk]) if task.board else "",
        "holder": task.holder,
        "is_mine": actor is not None and task.holder == actor.user,
        "since": task.since,
        "due": task.due,
        "due_state": "late" if task.is_late else "soon" if soon else "",
    }


def events_for_people(events: Iterable[AuditEvent], shelf: Library | None = None) -> list[dict[str, Any]]:
    """For `components/timeline.html`; the shelf has the names of articles and answers."""
    shelf, told, then = shelf or library.load(), cache(sentence), cache(then_page)
    return [
        {
            "when": event.at,
            "what": _what(event, told(event.action), shelf),
            "who": _who(event),
            "board": event.board_name,
            "reason": event.reason,
            "then": (page := then(event.case)) and f"{page}?op={event.number}",
            "changes": changes_of(event, shelf),
        }
        for event in events
    ]


def _who(event: AuditEvent) -> str:
    if event.person is None and event.actor_id is not None:
        return _("Somebody whose name was erased")
    return in_place_of(event.actor_name, event.data.get("instead_of", "")) or _("The system")


ABOUT = (
    *("task", "clause", "institution", "body", "verdict", "outcome", "line", "role", "person"),
    *("finding", "asked", "addressed_to", "about", "file", "step"),
)
"""What an event says of itself, in this order."""


def _what(event: AuditEvent, told: str, shelf: Library) -> str:
    data = event.data
    about = [_about(key, str(data[key]), shelf) for key in ABOUT if data.get(key)]
    return f"{told} ({', '.join(about)})" if about else told


def _about(key: str, value: str, shelf: Library) -> str:
    """What an event is about, by the name that people know it by."""
    if key == "clause":
        return str(shelf[value].title) if value in shelf else value
    if key == "task":
        return task_title(value)
    if key == "asked":
        return str(labels().get(value, value))
    if key == "step":
        return str(dict(PlanStep.choices).get(value, value))
    if key == "outcome":
        return str(dict(Outcome.choices).get(value, value))
    return in_words(value)


def clause_rows(
    agreement: Agreement, text: AgreementText, stand: Standing, boards: Sequence[Board], own: Board | None
) -> list[dict[str, Any]]:
    """Every article that asks something, then the annexes: what is missing in each, or where the boards stand."""
    missing: dict[tuple[str, int | None], int] = {}
    for problem in text.problems:
        key = (problem.clause, problem.route_id)
        missing[key] = missing.get(key, 0) + 1
    numbers = {(r.code, r.route_id): r.number for r in text.rendered}
    asked = clauses_of(text.facts, shelf_of(agreement))
    return [
        {
            "title": str(clause.title),
            "number": numbers.get((clause.code, place.id if place else None), ""),
            "is_annex": place is not None,
            "route": place.name if place and len(text.facts.routes) > 1 else "",
            "url": clause_address(agreement, clause.code, place.id if place else None),
            "missing": missing.get((clause.code, place.id if place else None), 0),
            "stand": _stand(stand.get((clause.code, place.id if place else None), {}), boards, own),
        }
        for clause, place in asked
    ]


def fixed_articles(agreement: Agreement, text: AgreementText) -> list[str]:
    """The numbers of the articles that ask nothing, or ask it in an annex; they are missing in the rows."""
    asking = {clause.code for clause, place in clauses_of(text.facts, shelf_of(agreement)) if place is None}
    return [one.number for one in text.rendered if one.route_id is None and one.number and one.code not in asking]


def _stand(stand: Mapping[int, Standpoint], boards: Sequence[Board], own: Board | None) -> dict[str, Any]:
    """For a badge: how far the boards are with the words of one article."""
    against = [str(one.board) for one in stand.values() if one.stance == Stance.REJECTED]
    if against:
        return {"kind": "rejected", "label": _("rejected by %(boards)s") % {"boards": ", ".join(against)}}
    waiting = [board for board in boards if board.pk not in accepted_by(stand)]
    if not waiting:
        return {"kind": "done", "label": _("accepted by every board")}
    if own in waiting:
        return {"kind": "waiting", "label": _("your board has to look at it")}
    return {"kind": "waiting", "label": _("waits for %(boards)s") % {"boards": ", ".join(map(str, waiting))}}


def boards_of_route(route: Route) -> list[Board]:
    """Those that take part now."""
    return [party.board for party in route.parties.all() if party.left_on is None]


def route_parties(route: Route) -> list[dict[str, Any]]:
    """For `components/party_list.html`: each board, its contact person, and what it decided in this round."""
    decisions = {decision.board_id: decision for decision in route.decisions.filter(round=route.round)}
    rows = []
    for party in route.parties.all():
        decision = decisions.get(party.board_id)
        undecided = _("still to decide") if route.state == RouteState.SUBMITTED else _("takes part")
        rows.append(
            {
                "name": party.board,
                "note": _("contact: %(name)s") % {"name": party.contact}
                if party.contact
                else _("no contact person yet"),
                "state": decision.verdict if decision else "planned",
                "state_label": decision.get_verdict_display() if decision else undecided,
            }
        )
    return rows


def agreement_parties(agreement: Agreement, boards: Sequence[Any], agreed: set[int]) -> list[dict[str, Any]]:
    """Each board and how far it is in this step."""
    signed = set(standing_signatures(agreement).values_list("board_id", flat=True))
    decided = set(
        agreement.decisions.filter(round=agreement.round, verdict="approved").values_list("board_id", flat=True)
    )
    return [_agreement_party(agreement, board, agreed, decided, signed) for board in boards]


def _agreement_party(
    agreement: Agreement, board: Any, agreed: set[int], decided: set[int], signed: set[int]
) -> dict[str, Any]:
    state, label = "planned", _("party")
    if board.pk in signed:
        state, label = "signed", _("signed")
    elif agreement.state == AgreementState.OUT_FOR_SIGNATURE:
        state, label = "waiting", _("still to sign")
    elif agreement.state == AgreementState.DECISION:
        state, label = ("approved", _("approved")) if board.pk in decided else ("waiting", _("still to decide"))
    elif agreement.state == AgreementState.DRAFT:
        state, label = ("approved", _("agrees with this text")) if board.pk in agreed else ("draft", _("writing"))
    return {"name": board, "note": board.seat, "state": state, "state_label": label}


def buttons(mine: list[OpenTask], record: Route | Agreement, possible: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What can be done, and one for each own task that is done on a page to which nothing else leads; the main ones
    come first."""
    there = {record.get_absolute_url(), *(action["url"] for action in possible)}
    tasks = [{"label": one.title, "url": one.address, "kind": "primary"} for one in mine if one.address not in there]
    return sorted([*tasks, *possible], key=lambda button: button["kind"] != "primary")
