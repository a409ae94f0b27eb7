"""Who is up, since when, and what is asked of me. Constant numbers of queries, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.timezone import localdate
from viewflow.workflow.models import Task

from accounts.actors import Actor
from accounts.models import Board, User
from agreements.models import Agreement, Consent, Decline, SigningRequest
from agreements.notice import as_written, care_plan
from agreements.policies import visible_to as visible_agreements
from agreements.policies_one_board import ACTING
from agreements.policies_one_board import WRITING as AGREEMENT_WRITING
from agreements.states import BINDING
from agreements.states import State as AgreementState
from audit.models import AuditEvent
from leerroutes.models import RioRegistration, Route
from leerroutes.states import State as RouteState

from . import kinds
from .about import of_few_cases
from .claiming.holding import holders
from .drawing.usual import usual_days
from .flows import AgreementFlow, ProposalFlow, QuestionFlow, StartFlow
from .links import address_of
from .progress import OPEN
from .reached import INSPECTING, WRITING, record_of
from .subjects import titled

FOUR_EYES = [ProposalFlow.decide, AgreementFlow.decide]
ONE_BOARD = [AgreementFlow.decide, AgreementFlow.sign]
RECORDS = (
    "process__proposalprocess__route",
    "process__agreementprocess__agreement",
    "process__endingprocess__agreement",
    "process__termprocess__agreement",
    "process__startprocess__route",
)


@dataclass(frozen=True)
class OpenTask:
    """One thing somebody has to do, as the inbox and the case page show it."""

    pk: int
    title: str
    record: Route | Agreement
    board: Board | None
    """None: the inspectors are up."""
    since: datetime
    due: datetime
    address: str
    usual: int | None = None
    """So many days this step takes usually; only told on the page of the case."""

    holder: User | None = None
    """Who took it up; not told to people of another board."""

    right: str = ""
    is_extendable: bool = False
    """The board sets this term by itself, so it can give itself more time."""

    @property
    def is_late(self) -> bool:
        return self.due < timezone.now()


def open_board_tasks() -> QuerySet[Task]:
    """Tasks that wait for a person. A board that agreed has nothing left to write; a suspended route asks nothing; nor
    does a request to sign that is over."""
    board_id = Cast(OuterRef("owner_permission_obj_pk"), output_field=Board._meta.pk.__class__())
    agreed = Consent.objects.filter(agreement=OuterRef("process__agreementprocess__agreement"), board_id=board_id)
    tasks: QuerySet[Task] = (
        Task.objects.filter(flow_task_type="HUMAN", status__in=OPEN)
        .exclude(Q(flow_task=AgreementFlow.write) & Exists(agreed))
        .exclude(process__startprocess__route__state=RouteState.SUSPENDED)
        .exclude(Q(flow_task=AgreementFlow.sign) & Exists(_over()))
        .select_related("process", *RECORDS)
        .order_by("created", "pk")
    )
    return kinds.with_records(tasks)


def _over() -> QuerySet[SigningRequest]:
    """The request of a signing task, when its term is over: then nobody can sign."""
    agreement = OuterRef("process__agreementprocess__agreement")
    here = SigningRequest.objects.filter(agreement=agreement, round=F("agreement__round"))
    return here.filter(due_on__lt=localdate())


def tasks_for(actor: Actor) -> QuerySet[Task]:
    """What this person may take up for the board acted for: the role at that board, and four eyes where wanted.

    What keeps somebody from a task is only asked of who has the right that it asks: others have no such task.
    """
    if actor.is_inspector:
        return open_board_tasks().filter(kinds.reaching(actor), owner_permission=f"accounts.{INSPECTING}")
    if actor.board is None:
        return open_board_tasks().none()
    rights = [f"accounts.{right}" for right in actor.rights]
    mine = open_board_tasks().filter(owner_permission_obj_pk=str(actor.board.pk), owner_permission__in=rights)
    if _asked_of(actor, FOUR_EYES):
        mine = mine.exclude(Q(flow_task__in=FOUR_EYES) & Exists(_writing_by(actor)))
    if _asked_of(actor, ONE_BOARD):
        mine = mine.exclude(Q(flow_task__in=ONE_BOARD) & Exists(_acts_for_others(actor)))
    if _asked_of(actor, [QuestionFlow.answer]):
        mine = mine.exclude(process__questionprocess__question__asker=actor.user)
    return mine.exclude(_of_other_institutions(actor))


def _asked_of(actor: Actor, nodes: Iterable[Any]) -> bool:
    return any(node.right in actor.rights for node in nodes)


def _of_other_institutions(actor: Actor) -> Q:
    """Tasks that a role limited to one institution does not reach."""
    outside = Q(pk__in=[])
    if (scope := _limit(actor, "approve_routes")) is not None:
        routes = Route.objects.filter(institutions__in=scope).values("pk")
        outside |= Q(flow_task=ProposalFlow.decide) & ~Q(process__proposalprocess__route__in=routes)
        outside |= kinds.outside(routes)
    if (scope := _limit(actor, "decide_agreements")) is not None:
        agreements = Agreement.objects.filter(covered__route__institutions__in=scope).values("pk")
        outside |= Q(flow_task=AgreementFlow.decide) & ~Q(process__agreementprocess__agreement__in=agreements)
    if (scope := _limit(actor, "register_routes")) is not None:
        registrations = list(RioRegistration.objects.filter(institution__in=scope).values_list("pk", flat=True))
        outside |= Q(flow_task=StartFlow.register) & ~Q(data__registration__in=registrations)
    return outside


def _limit(actor: Actor, right: str) -> frozenset[int] | None:
    return actor.scope_of(right) if right in actor.rights else None


def _writing_by(actor: Actor) -> QuerySet[AuditEvent]:
    def case(prefix: str, path: str) -> Concat:
        return Concat(Value(prefix), Cast(OuterRef(path), CharField()), output_field=CharField())

    own = AuditEvent.objects.filter(
        actor=actor.user, board_id=actor.board.pk if actor.board else None, action__in=WRITING
    )
    return own.filter(
        Q(case=case("route:", "process__proposalprocess__route_id"))
        | Q(case=case("agreement:", "process__agreementprocess__agreement_id"))
    )


def _acts_for_others(actor: Actor) -> QuerySet[AuditEvent]:
    """What this person did in the agreement of a task on behalf of another board."""
    path = Cast(OuterRef("process__agreementprocess__agreement_id"), CharField())
    acts = AuditEvent.objects.filter(actor=actor.user, action__in=(*AGREEMENT_WRITING, *ACTING))
    elsewhere = acts.exclude(board_id=actor.board.pk if actor.board else None)
    return elsewhere.filter(case=Concat(Value("agreement:"), path, output_field=CharField()))


def described(tasks: list[Task]) -> list[OpenTask]:
    """Rows for people. A handful of queries, however many tasks."""
    boards = Board.objects.in_bulk(
        {int(task.owner_permission_obj_pk) for task in tasks if task.owner_permission_obj_pk}
    )
    taken, titles = holders(tasks), titled(tasks)
    terms = _last_moments([task for task in tasks if task.flow_task == AgreementFlow.sign])
    return [
        OpenTask(
            pk=task.pk,
            title=titles[task.pk],
            record=record_of(task.process.coerced),
            board=boards.get(int(task.owner_permission_obj_pk or 0)),
            since=task.created,
            due=terms.get(task.pk) or task.flow_task.due(task),
            address=address_of(task),
            holder=taken.get(task.pk),
            right=task.flow_task.right,
            is_extendable=task.flow_task.extendable,
        )
        for task in tasks
    ]


def _last_moments(tasks: list[Task]) -> dict[int, datetime]:
    """Until when a board can sign: not a term of the flow, but the one that the boards set."""
    if not tasks:
        return {}
    cases = {task.pk: task.process.coerced.agreement for task in tasks}
    requests = SigningRequest.objects.filter(agreement__in={one.pk for one in cases.values()}, due_on__isnull=False)
    last = {(one.agreement_id, one.round): one.last_moment for one in requests}
    return {pk: moment for pk, one in cases.items() if (moment := last.get((one.pk, one.round)))}


def who_is_up(record: Route | Agreement) -> list[OpenTask]:
    """Everybody a case waits for now; for a route also those its agreement waits for."""
    if isinstance(record, Route):
        about = of_few_cases(routes=[record.pk], agreements=record.covering.values("agreement"))
    else:
        about = of_few_cases(agreements=[record.pk])
    tasks = list(open_board_tasks().filter(about))
    return [replace(one, usual=usual_days(task.flow_task)) for one, task in zip(described(tasks), tasks, strict=True)]


def mine_among(tasks: Sequence[OpenTask], actor: Actor) -> list[OpenTask]:
    """Those of these tasks that this person may take up, at the board acted for."""
    if not any(actor.board == task.board for task in tasks):
        return []
    own = set(tasks_for(actor).filter(pk__in=[task.pk for task in tasks]).values_list("pk", flat=True))
    return [task for task in tasks if task.pk in own]


def waiting_elsewhere(actor: Actor, capacities: Sequence[Actor]) -> list[tuple[Board, int]]:
    """How many tasks wait at the other boards of this person."""
    others = [other for other in capacities if other.board is not None and other.board != actor.board]
    counted = [(other.board, tasks_for(other).count()) for other in others]
    return [(board, number) for board, number in counted if board is not None and number]


AFTER_SIGNATURE = (*BINDING, AgreementState.REPLACED, AgreementState.ENDED)


def one_after_the_other(agreement: Agreement, actor: Actor) -> dict[str, Any]:
    """The agreement this one changes, the one that changes or replaced it, and which of them the reader may open."""
    old, new = agreement.replaces, None
    if agreement.state in AFTER_SIGNATURE:
        new = agreement.successors.exclude(state=AgreementState.WITHDRAWN).first()
    related = [one.pk for one in (old, new) if one is not None]
    seen = set(visible_agreements(actor).filter(pk__in=related).values_list("pk", flat=True)) if related else set()
    return {"old": old, "new": new, "sees_old": bool(old and old.pk in seen), "sees_new": bool(new and new.pk in seen)}


def just_declined(agreement: Agreement) -> Decline | None:
    """Why the text is a draft again: a board declined to sign it in the last round."""
    if agreement.state != AgreementState.DRAFT:
        return None
    return agreement.declines.filter(document__round=agreement.round).select_related("board").first()


def how_it_ends(agreement: Agreement) -> dict[str, Any]:
    """The notices given, and the care plan as soon as somebody leaves or it ends."""
    if agreement.state not in AFTER_SIGNATURE and not agreement.is_waiting:
        return {"notices": [], "care_plan": ""}
    notices = list(agreement.notices.select_related("board"))
    ends = bool(notices) or agreement.state == AgreementState.WINDING_DOWN
    return {"notices": notices, "care_plan": as_written(care_plan(agreement)) if ends else ""}
