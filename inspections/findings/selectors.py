"""What pages show of findings. Constant numbers of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from accounts.actors import Actor, actor_for
from accounts.models import Membership, User
from accounts.permissions import people_asked
from accounts.roles import Role
from audit.models import AuditEvent
from audit.services import case_of
from leerroutes.inspecting import accesses_to
from leerroutes.models import Route
from leerroutes.policies import concerns
from workflows.progress import TASKS_MOVED

from .models import Finding, Round
from .policies import visible_to
from .states import OPEN, State

BADGES = {
    State.ASKED: "waiting",
    State.ANSWERED: "info",
    State.CLOSED: "done",
    State.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True)
class Known:
    """A finding as the boards of its route know of it: for whom, and how far it is; to be read only by some."""

    finding: Finding
    is_open_to_me: bool

    @property
    def badge(self) -> str:
        return badge_of(self.finding)


def badge_of(finding: Finding) -> str:
    return "late" if finding.is_late else BADGES[State(finding.state)]


def known_in(route: Route, actor: Actor) -> list[Known]:
    """Every finding in this route, for who may see the route. One query, and one for the rounds."""
    found = Finding.objects.filter(route=route).select_related("board").prefetch_related("rounds")
    mine = visible_to(actor).filter(pk=OuterRef("pk")).values("pk")
    return [Known(one, one.is_mine) for one in found.annotate(is_mine=Exists(mine))]


def overdue(*, reminded: bool | None = None) -> Q:
    """Findings that wait for an answer of which the last day is over; of which somebody was told already, or not."""
    asked_last = Round.objects.filter(finding=OuterRef("pk"), answer="", due_on__lt=localdate())
    if reminded is not None:
        asked_last = asked_last.filter(reminded__isnull=not reminded)
    later = Round.objects.filter(finding=OuterRef("finding"), number__gt=OuterRef("number"))
    return Q(Exists(asked_last.exclude(Exists(later))), state=State.ASKED)


def filters() -> dict[str, Q]:
    """What a list of findings can be narrowed to."""
    return {
        "all": Q(),
        "open": Q(state__in=OPEN),
        "asked": Q(state=State.ASKED),
        "late": overdue(),
        "answered": Q(state=State.ANSWERED),
        "over": ~Q(state__in=OPEN),
    }


def narrowed(actor: Actor, which: str) -> QuerySet[Finding]:
    """For the list; what is no filter narrows nothing."""
    return visible_to(actor).filter(filters().get(which, Q()))


def counted(actor: Actor) -> dict[str, int]:
    """How many in each filter; one query."""
    return visible_to(actor).aggregate(**{name: Count("pk", filter=which) for name, which in filters().items()})


def trail_of(finding: Finding) -> QuerySet[AuditEvent]:
    """What happened with it, the last first."""
    return AuditEvent.objects.of_case(case_of(finding)).exclude(action=TASKS_MOVED).order_by("-pk")


def rounds_of(finding: Finding) -> list[dict[str, Any]]:
    """Every question with its answer; the last on top."""
    rounds = finding.rounds.select_related("asked_by", "answered_by", "attached").order_by("-number")
    return [{"round": one, "file": getattr(one, "attached", None)} for one in rounds]


def directors_of(finding: Finding) -> list[User]:
    """Who can answer for the board today."""
    people = people_asked("approve_routes", finding.board)
    return [one for one in people if concerns(actor_for(one, finding.board), "approve_routes", finding.route)]


def inspectors_of(finding: Finding) -> QuerySet[User]:
    """Who asked last, as long as that person may read the route; else everybody who may."""
    today = accesses_to(finding.route).on().values("inspector")
    may_read = Membership.objects.valid_on().filter(role=Role.INSPECTOR, board=None, user__in=today)
    people = User.objects.filter(pk__in=may_read.values("user"), is_active=True).order_by("name")
    own = people.filter(pk=finding.current.asked_by_id)
    return own if own.exists() else people
