"""Work, cases, calendars and absence: who is shown each address, and who may act."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.timezone import localdate
from viewflow.workflow.models import Task

from accounts.actors import Actor
from accounts.models import Absence, Mandate, Membership
from accounts.models.absence import SUBSTITUTED
from accounts.roles import Role
from audit.keys import make_key
from jobs.sentences import sentence
from tests.factories import VMBO
from workflows.feeds.services import digest_of
from workflows.flows import ProposalFlow
from workflows.models import CalendarFeed
from workflows.telling.kinds import Kind
from workflows.telling.services import tell

from ..company import (
    ABSENTABLE,
    AT_A_BOARD,
    COORDINATORS,
    DIRECTORS,
    EVERYBODY,
    MANAGERS,
    MEMBERS,
    OWN_COORDINATORS,
    PEOPLE,
    READERS,
)
from ..rows import REASON, Row, agreement, cooperation, only, only_csv, page, route, step
from ..stage import Stage

SAID = {"c-body": "Zullen wij dit samen doornemen?", "c-audience": "all"}
ONE = only("director")
"""Of whom the decision of the proposing board is asked."""


def anchored(stage: Stage) -> tuple[Any, ...]:
    """There is a certificate under which the ledger is anchored."""
    make_key()
    return ()


def deciding(stage: Stage) -> tuple[Any, ...]:
    return ("ProposalFlow.decide",)


def deciding_in_csv(stage: Stage) -> tuple[Any, ...]:
    return ("ProposalFlow.decide", "csv")


def open_task(stage: Stage) -> tuple[Any, ...]:
    """The proposing board decides."""
    deciding = Task.objects.filter(flow_task=ProposalFlow.decide, owner_permission_obj_pk=str(VMBO.board.pk))
    return (deciding.get(process__proposalprocess__route=stage.routes["submitted"]).pk,)


def more_time(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """A week longer than the proposing board has."""
    task = Task.objects.get(pk=open_task(stage)[0])
    return REASON | {"until": (localdate(task.flow_task.due(task)) + timedelta(days=7)).isoformat()}


def later_absence(stage: Stage) -> tuple[Any, ...]:
    """The director will be away, far from now; the registrar stands in."""
    first = localdate() + timedelta(days=300)
    director, registrar = VMBO.director.user, VMBO.registrar.user
    absence, _made = Absence.objects.get_or_create(
        user=director, board=VMBO.board, role=Role.DIRECTOR, substitute=registrar,
        valid_from=first, valid_until=first, recorded_by=director,
    )  # fmt: skip
    return (absence.pk,)


def new_absence(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """A colleague stands in; for signing under a mandate that allows it."""
    board = actor.board if actor and actor.board else VMBO.board
    Mandate.objects.filter(board=board).update(may_be_substituted=True)
    role = next((role for role in SUBSTITUTED if actor and role in actor.roles), Role.DIRECTOR)
    colleague = Membership.objects.filter(board=board, role=Role.REGISTRAR, user__email__contains="registrar@").first()
    day = (localdate() + timedelta(days=30)).isoformat()
    return {"role": str(role), "substitute": str(colleague.user_id if colleague else 0), "first": day, "last": day}


def calendar_feed(stage: Stage) -> tuple[Any, ...]:
    """Of the coordinator of the proposing board."""
    made, _is_new = CalendarFeed.objects.get_or_create(
        user=VMBO.coordinator.user, route=None, revoked=None, defaults={"secret_sha256": digest_of("geheim-adres")}
    )
    return (made.pk,)


def calendar_feed_address(stage: Stage) -> tuple[Any, ...]:
    """The secret that opens it."""
    cache.clear()
    calendar_feed(stage)
    return ("geheim-adres",)


def notice(stage: Stage) -> tuple[Any, ...]:
    """Told to the coordinator of the proposing board."""
    with transaction.atomic():
        (told,) = tell(
            [VMBO.coordinator.user], Kind.HELP, key="matrix", about=stage.routes["submitted"], sentence=sentence("Dear")
        )
    return (told.pk,)


def other_times(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """A night without mail, and less of it."""
    return {"quiet_from": "22:00", "quiet_until": "07:00", "way_news": "off"}


# fmt: off
ROWS = [
    # Work and cases
    page("workflows:start", None, PEOPLE),
    page("workflows:inbox", None, PEOPLE),
    page("workflows:inbox_file", only_csv, PEOPLE),
    page("workflows:overview", None, PEOPLE),
    page("workflows:overview_step", deciding, PEOPLE),
    page("workflows:overview_step_file", deciding_in_csv, PEOPLE),
    Row("workflows:task", open_task, get=ONE, post=ONE, see=READERS, fill={"do": "take_up"}, form=False),
    step("workflows:more_time", open_task, OWN_COORDINATORS | only("director"), see=READERS, fill=more_time),
    page("workflows:search", None, PEOPLE),
    page("workflows:board", lambda stage: (VMBO.board.pk,), READERS | MANAGERS),
    page("workflows:person", lambda stage: (VMBO.director.user.pk,), READERS | MANAGERS),
    page("workflows:route", route("draft"), MEMBERS),
    page("workflows:route", route("submitted"), READERS),
    page("workflows:planning", route("draft"), MEMBERS),
    page("workflows:planning", route("submitted"), READERS),
    step("workflows:planning_step", route("draft", "sign"), COORDINATORS, see=MEMBERS, fill=REASON),
    step("workflows:planning_step", route("submitted", "sign"), COORDINATORS, see=READERS, fill=REASON),
    Row("workflows:calendars", get=AT_A_BOARD, post=AT_A_BOARD, see=PEOPLE, form=False, answer=200),
    Row(
        "workflows:calendar_of_route",
        route("submitted"),
        get=MEMBERS,
        post=MEMBERS,
        see=READERS,
        form=False,
        answer=200,
    ),
    Row("workflows:revoke_calendar", calendar_feed, post=only("coordinator"), form=False),
    page("workflows:calendar_feed", calendar_feed_address, EVERYBODY),
    page("workflows:agreement", agreement("filled"), MEMBERS),
    page("workflows:agreement", agreement("complete"), READERS),
    Row(
        "workflows:ask_about_route", route("submitted", "decide"),
        post=MEMBERS - DIRECTORS, see=READERS, form=False,
    ),
    Row(
        "workflows:ask_about_agreement", agreement("filled", "terms"),
        post=MEMBERS - COORDINATORS, see=MEMBERS, form=False,
    ),
    Row("workflows:route_messages", route("submitted"), get=READERS, post=MEMBERS, see=READERS, fill=SAID),
    Row("workflows:route_messages", route("draft"), get=MEMBERS, post=MEMBERS, see=MEMBERS, fill=SAID),
    Row("workflows:agreement_messages", agreement("filled"), get=MEMBERS, post=MEMBERS, see=MEMBERS, fill=SAID),
    page("workflows:route_then", route("draft"), MEMBERS),
    page("workflows:route_then", route("submitted"), READERS),
    page("workflows:agreement_then", agreement("filled"), MEMBERS),
    page("workflows:agreement_then", agreement("complete"), READERS),
    page("workflows:agreement_trail", agreement("filled"), MEMBERS),
    page("workflows:agreement_trail", agreement("complete"), READERS),
    page("workflows:agreement_trail_file", agreement("filled", "csv"), MEMBERS),
    page("workflows:agreement_trail_file", agreement("complete", "json"), READERS),
    page("workflows:agreement_status", agreement("filled"), MEMBERS),
    page("workflows:agreement_status", agreement("out_for_signature"), READERS),

    # Lighter cooperation: not a route
    page("workflows:cooperation", cooperation("asked"), MEMBERS),
    page("workflows:cooperation_then", cooperation("asked"), MEMBERS),
    page("workflows:cooperation_trail", cooperation("asked"), MEMBERS),
    page("workflows:cooperation_trail_file", cooperation("asked", "json"), MEMBERS),

    # Agreement: medezeggenschap, decision, signature
    Row("workflows:absence", get=PEOPLE, post=ABSENTABLE, see=PEOPLE, fill=new_absence),
    Row("workflows:come_back", later_absence, post=only("director"), see=only("director", "registrar"), form=False),
    step("workflows:refuse_absence", later_absence, only("registrar"), see=only("director", "registrar"), fill=REASON),

    # What somebody is told: about themselves, and no change in a case
    page("workflows:notices", None, PEOPLE),
    Row("workflows:telling", get=PEOPLE, post=PEOPLE, fill=other_times, trace=False),
    Row("workflows:read_notice", notice, post=only("coordinator"), form=False, trace=False),
    Row("workflows:read_all", post=PEOPLE, form=False, trace=False),

    # On whose behalf; who may do what
    Row("workflows:terms", get=MANAGERS, see=PEOPLE),
    Row("workflows:failing_mail", get=MANAGERS, see=PEOPLE),

    # Behind these the password is asked first; tests/accounts/test_step_up.py goes on from there.
    page("workflows:ledger_certificate", anchored, EVERYBODY),
]
# fmt: on
