"""Tell people by mail what is asked of them or was decided. Promised in the transaction, sent by a worker."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.timezone import localdate
from viewflow.workflow.activation import Activation

from accounts.actors import Actor, actor_for
from accounts.models import Board, User
from accounts.permissions import people_asked
from agreements.models import Agreement, Comment, Decline, Reminder, SigningRequest
from agreements.policies_one_board import WRITING as AGREEMENT_WRITING
from agreements.policies_one_board import acted_for_others
from audit.models import AuditEvent
from audit.services import case_of
from jobs.models import Job
from jobs.services import enqueue
from leerroutes.models import Cooperation, Route
from leerroutes.policies import WRITING as ROUTE_WRITING

WRITING = (*ROUTE_WRITING, *AGREEMENT_WRITING)
INSPECTING = "inspect"
"""No right of guardian: inspectors hold none. What they may read is asked of `visible_to`."""

ONE_BOARD = frozenset({"decide_agreements", "sign_agreements"})
"""Rights that nobody uses in an agreement in which they acted for another board."""


def people_for(activation: Activation) -> QuerySet[User]:
    """Whom this task reaches: who holds the right at that board, less the writers where four eyes are wanted."""
    task, node = activation.task, activation.flow_task
    people: QuerySet[User] = node.people(activation)
    if node.four_eyes:
        people = people.exclude(pk__in=writers(record_of(activation.process), task.owner_permission_obj))
    if isinstance(record := record_of(activation.process), Agreement) and node.right in ONE_BOARD:
        people = people.exclude(pk__in=acted_for_others(record, task.owner_permission_obj))
    return people


def record_of(process: models.Model) -> Route | Agreement:
    """The record a process is about."""
    record: Any = getattr(process, "route", None) or getattr(process, "agreement", None)
    found: Route | Agreement = record or process.record  # type: ignore[attr-defined]  # of a kind of the room above
    return found


def writers(record: models.Model, board: Board) -> QuerySet[AuditEvent, Any]:
    """Ids of the people who wrote in a record on behalf of a board."""
    events = AuditEvent.objects.filter(case=case_of(record), board_id=board.pk, action__in=WRITING)
    return events.values("actor_id")


def task_opened(activation: Activation) -> None:
    """Somebody is asked to act."""
    task = activation.task
    for person in people_for(activation):
        if not _reaches(person, activation):
            continue
        enqueue("workflows.mail_task", key=f"mail:task:{task.pk}:{person.pk}", task=task.pk, person=person.pk)


def _reaches(person: User, activation: Activation) -> bool:
    """A role limited to one institution is not asked about the others."""
    if activation.flow_task.right == INSPECTING:
        return True
    scope = actor_for(person, activation.task.owner_permission_obj).scope_of(activation.flow_task.right)
    return scope is None or bool(scope & _institutions_of(activation))


def _institutions_of(activation: Activation) -> set[int]:
    record: Any = record_of(activation.process)
    if isinstance(record, Agreement):
        return set(record.covered.values_list("route__institutions", flat=True))
    if "registration" in activation.task.data:
        return {record.registrations.get(pk=activation.task.data["registration"]).institution_id}
    return set(record.institutions.values_list("pk", flat=True))


def route_news(route: Route) -> None:
    """The state of a route changed: its coordinators want to know."""
    _news(route, [party.board for party in route.parties.select_related("board")])


def agreement_news(agreement: Agreement, *, about: str = "") -> None:
    """The state of an agreement changed, or something is `about` to: its coordinators want to know."""
    _news(agreement, [party.board for party in agreement.parties.select_related("board")], about)


def declined(decline: Decline) -> None:
    """Whoever wrote, decided or would sign hears why, and what happens next."""
    for person in people_of(decline.agreement, "draft_agreements", "decide_agreements", "sign_agreements"):
        key = f"mail:declined:{decline.pk}:{person.pk}"
        enqueue("workflows.mail_declined", key=key, decline=decline.pk, person=person.pk)


def term_news(request: SigningRequest, reason: str) -> None:
    """The term for signing is over, or (with a reason) renewed."""
    rights = ("draft_agreements", "sign_agreements", *(("decide_agreements",) if reason else ()))
    moment = f"{request.pk}:{request.due_on}:{'renewed' if reason else 'over'}"
    for person in people_of(request.agreement, *rights):
        key = f"mail:term:{moment}:{person.pk}"
        enqueue("workflows.mail_term", key=key, request=request.pk, reason=reason, person=person.pk)


def reminded(agreement: Agreement, reminders: list[Reminder]) -> None:
    """Whoever can sign for these boards today."""
    for reminder in reminders:
        people = people_asked("sign_agreements", reminder.board)
        for person in people.exclude(pk__in=acted_for_others(agreement, reminder.board)):
            key = f"mail:reminder:{reminder.pk}:{person.pk}"
            enqueue("workflows.mail_reminder", key=key, reminder=reminder.pk, person=person.pk)


def people_of(agreement: Agreement, *rights: str) -> list[User]:
    """Who holds one of these rights today at a board that is party; each person once."""
    boards = [party.board for party in agreement.parties.select_related("board")]
    found = {person.pk: person for board in boards for right in rights for person in people_asked(right, board)}
    return list(found.values())


def cooperation_asks(cooperation: Cooperation) -> None:
    """The boards that did not say yet that they take part: whoever can say so is told, once for each version."""
    for party in cooperation.parties.filter(confirmed=None).select_related("board"):
        for person in people_asked("draft_routes", party.board):
            key = f"mail:cooperation:{cooperation.pk}:{cooperation.version}:{party.board_id}:{person.pk}"
            enqueue("workflows.mail_cooperation", key=key, party=party.pk, person=person.pk)


def asked(record: Route | Agreement, action: str, people: list[User], *, actor: Actor, board: Board) -> list[User]:
    """Somebody asks these people to do what is in the way. Each hears it once a day, whoever asks; gives who will."""
    moment = f"mail:asked:{case_of(record)}:{action}:{board.pk}:{localdate().isoformat()}"
    told = set(Job.objects.filter(key__startswith=f"{moment}:").values_list("key", flat=True))
    new = [person for person in people if f"{moment}:{person.pk}" not in told]
    for person in new:
        enqueue(
            "workflows.mail_asked",
            key=f"{moment}:{person.pk}",
            record=case_of(record),
            action=action,
            asker=actor.user.pk,
            board=board.pk,
            person=person.pk,
        )
    return new


def mentioned(comment: Comment) -> None:
    """Somebody's attention is asked; the mail holds no word of the comment itself."""
    for person in comment.mentioned.all():
        key = f"mail:mention:{comment.pk}:{person.pk}"
        enqueue("workflows.mail_mention", key=key, comment=comment.pk, person=person.pk)


def _news(record: Route | Agreement, boards: list[Board], about: str = "") -> None:
    moment = f"{case_of(record)}:{record.state}:{record.state_since.timestamp():.6f}" + (about and f":{about}")
    for board in boards:
        for person in people_asked("draft_routes", board):
            enqueue(
                "workflows.mail_news",
                key=f"mail:{moment}:{person.pk}",
                record=case_of(record),
                state=record.state,
                person=person.pk,
            )
