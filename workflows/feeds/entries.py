"""What stands in the calendar of a person, or of a route as this person may read it. Asked anew at each fetch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor, capacities
from accounts.models import User
from accounts.roles import Role
from agreements.models import Agreement, Consultation, SigningRequest
from agreements.policies import visible_to as visible_agreements
from agreements.states import BINDING
from agreements.states import State as AgreementState
from leerroutes.enums import PlanStep as Step
from leerroutes.models import Route
from leerroutes.policies import visible_to as visible_routes
from leerroutes.states import PLANNABLE
from leerroutes.states import State as RouteState

from ..links import absolute
from ..planning.plan import Plan, plans_of
from ..selectors import OpenTask, described, tasks_for, who_is_up

MOST = 100
"""So many tasks, and plannings of so many routes, of one board: a calendar with more is no help."""

STEPS_OF = {
    Role.COORDINATOR: frozenset(Step),
    Role.DIRECTOR: frozenset({Step.APPROVE, Step.DECIDE, Step.START, Step.EVALUATE}),
    Role.PARTICIPATION: frozenset({Step.PARTICIPATION}),
    Role.SIGNATORY: frozenset({Step.SIGN}),
    Role.REGISTRAR: frozenset({Step.REGISTER, Step.START, Step.COUNT}),
}
"""What somebody in this role plans for; other roles see a planning on its page."""


@dataclass(frozen=True)
class Entry:
    """One deadline: a moment, or a whole day. `sequence` only grows, so that a calendar knows which one is newer."""

    uid: str
    title: str
    when: date | datetime
    changed: datetime
    url: str
    sequence: int = 0


def entries_of(user: User, route: Route | None = None) -> list[Entry]:
    """In order of time, each once; nothing for who holds no role at a board any more."""
    actors = [actor for actor in capacities(user) if actor.board is not None]
    found = [entry for actor in actors for entry in (_of_route(actor, route) if route else _of_all(actor))]
    unique = {entry.uid: entry for entry in found}
    return sorted(unique.values(), key=lambda entry: (_day(entry.when), entry.uid))


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _of_all(actor: Actor) -> Iterator[Entry]:
    return entries_at(actor, described(list(tasks_for(actor)[:MOST])), MOST)


def entries_at(actor: Actor, asked: Iterable[OpenTask], most: int, until: date = date.max) -> Iterator[Entry]:
    """What somebody plans for at the board acted for, these tasks among it. A constant number of queries.

    No agreement that ends after `until`: most end years from now.
    """
    yield from _tasks(asked)
    yield from _terms(visible_agreements(actor).filter(parties__board=actor.board), until)
    mine = visible_routes(actor).filter(parties__board=actor.board, state__in=(*PLANNABLE, RouteState.RUNNING))
    wanted = frozenset().union(*(STEPS_OF.get(role, frozenset()) for role in actor.roles))
    if wanted:
        yield from _steps(plans_of(list(mine.order_by("start_year", "pk")[:most]), actor), wanted)


def _of_route(actor: Actor, route: Route) -> Iterator[Entry]:
    """Everybody who is up, as on its page; the person must still be allowed to read it, for this board."""
    found = visible_routes(actor).filter(pk=route.pk, parties__board=actor.board).first()
    if found is None:
        return
    yield from _tasks(who_is_up(found), with_board=True)
    yield from _terms(visible_agreements(actor).filter(covered__route=found))
    if found.state in (*PLANNABLE, RouteState.RUNNING):
        yield from _steps(plans_of([found], actor), frozenset(Step))


def _tasks(tasks: Iterable[OpenTask], with_board: bool = False) -> Iterator[Entry]:
    """A term only gets longer, so its length in days tells which one is newer."""
    for task in tasks:
        title = f"{task.title}: {task.record} ({task.record.number})"
        yield Entry(
            uid=f"task-{task.pk}",
            title=f"{task.board}: {title}" if with_board else title,
            when=task.due,
            changed=task.since,
            url=absolute(task.record.get_absolute_url() if with_board else task.address),
            sequence=max(0, (task.due - task.since).days),
        )


def _terms(agreements: QuerySet[Agreement], until: date = date.max) -> Iterator[Entry]:
    """The last day to sign, to answer, and of an agreement in force."""
    here = Q(agreement__in=agreements.values("pk"), round=F("agreement__round"))
    signing = SigningRequest.objects.filter(here, agreement__state=AgreementState.OUT_FOR_SIGNATURE)
    for request in signing.exclude(due_on=None).select_related("agreement"):
        title, opened = _("Last day to sign"), request.renewed or request.opened
        assert request.due_on is not None
        assert opened is not None
        days = (request.due_on - (request.opened or opened).date()).days
        yield _of_agreement(f"signing-{request.pk}", title, request.agreement, request.due_on, opened, max(0, days))
    asked = Consultation.objects.filter(here, agreement__state=AgreementState.CONSULTATION, outcome="")
    for one in asked.select_related("agreement", "body"):
        title = _("Answer of %(body)s") % {"body": one.body}
        yield _of_agreement(f"answer-{one.pk}", title, one.agreement, one.due_on, one.agreement.state_since)
    for agreement in agreements.filter(state__in=BINDING, ends_on__lte=until).distinct():
        assert agreement.ends_on is not None
        yield _of_agreement(f"end-{agreement.pk}", _("End date"), agreement, agreement.ends_on, agreement.state_since)


def _of_agreement(uid: str, title: str, about: Agreement, day: date, changed: datetime, sequence: int = 0) -> Entry:
    url = absolute(about.get_absolute_url())
    return Entry(uid, f"{title}: {about} ({about.number})", day, changed, url, sequence)


def _steps(plans: Sequence[Plan], wanted: frozenset[Step]) -> Iterator[Entry]:
    """The last planned day of each step that is still to do."""
    for plan in plans:
        url = absolute(reverse("workflows:planning", args=[plan.route.pk]))
        for one in plan.steps:
            if one.is_open and one.step in wanted:
                yield Entry(
                    uid=f"planning-{plan.route.pk}-{one.step}",
                    title=f"{one.step.label}: {plan.route} ({plan.route.number})",
                    when=one.ends_on,
                    changed=one.moved.moved if one.moved else plan.route.created,
                    url=f"{url}#{one.step}",
                    sequence=one.moved.version if one.moved else 0,
                )
