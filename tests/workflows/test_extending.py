"""A board gives itself more time: with a reason that all read, never another board, and not beyond 1 August."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate
from viewflow.workflow.models import Task

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.models import User
from audit.models import AuditEvent
from leerroutes.models import Route
from leerroutes.services import approve_route
from tests.conftest import ClientAs
from tests.factories import PAIR, Party, agreement_in, route_in
from workflows.extending.services import extend_term
from workflows.feeds.entries import entries_of
from workflows.flows import AgreementFlow, ProposalFlow
from workflows.models import Notice
from workflows.telling.kinds import Kind
from workflows.telling.terms import watch_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

REASON = "De directie vergadert pas na de vakantie."
WEEK = timedelta(days=7)


@pytest.fixture
def late(mbo: Party) -> Route:
    return route_in("submitted")


def task_of(party: Party) -> Task:
    return Task.objects.get(flow_task=ProposalFlow.decide, owner_permission_obj_pk=str(party.board.pk))


def due(party: Party) -> date:
    task = task_of(party)
    return localdate(task.flow_task.due(task))


def extend(party: Party, actor: Actor, until: date, **given: Any) -> None:
    values = {"reason": REASON, "seen": due(party)} | given
    extend_term(task_of(party), actor=actor, until=until, **values)


def told(route: Route, person: User) -> list[str]:
    """What was told of terms and is not read."""
    found = Notice.objects.filter(case=f"route:{route.pk}", person=person, kind=Kind.TERM, read=None)
    return [one.words for one in found]


def sequence(user: User, task: Task) -> int:
    return next(entry.sequence for entry in entries_of(user) if entry.uid == f"task-{task.pk}")


def test_more_time_with_a_reason_that_all_read_and_reminders_begin_anew(late: Route, vmbo: Party, mbo: Party) -> None:
    task, before, director = task_of(mbo), due(mbo), mbo.director.user
    end = task.flow_task.due(task)
    watch_terms(end + timedelta(hours=1))
    assert told(late, director) == ["The term is over since %(day)s: %(what)s"]
    older = sequence(director, task)

    extend(mbo, mbo.coordinator, before + WEEK)
    assert due(mbo) == before + WEEK
    assert due(vmbo) == before, "the term of the other board stays"
    event = AuditEvent.objects.of_case(f"route:{late.pk}").get(action="workflows.term_extended")
    assert event.reason == REASON
    assert event.changes["until"] == [before.isoformat(), (before + WEEK).isoformat()]
    assert told(late, director) == []
    assert told(late, vmbo.coordinator.user) == ["%(board)s takes until %(day)s: %(what)s"]
    assert sequence(director, task) > older

    for _twice in range(2):
        watch_terms(end + timedelta(hours=2))
        assert told(late, director) == [], "the new term is not near"
    for _twice in range(2):
        watch_terms(end + WEEK - timedelta(days=1))
        assert told(late, director) == ["Still to do, until %(day)s: %(what)s"]


def test_the_case_page_offers_it_to_the_own_board_only(
    late: Route, vmbo: Party, mbo: Party, client_as: ClientAs
) -> None:
    address = reverse("workflows:more_time", args=[task_of(mbo).pk])
    for party, offered in ((mbo, True), (vmbo, False)):
        page = client_as(party.coordinator).get(late.get_absolute_url()).content.decode()
        assert (address in page) is offered
    browser = client_as(mbo.coordinator)
    until = due(mbo) + WEEK
    sent = {"until": until.isoformat(), "reason": REASON, "seen": (due(mbo) - WEEK).isoformat()}
    stale = browser.post(address, sent, headers={"accept-language": "en"})
    assert "A colleague gave this task more time already" in stale.content.decode()
    assert REASON in stale.content.decode()
    assert browser.post(address, sent | {"seen": due(mbo).isoformat()}).status_code == 302
    for reader in (vmbo.coordinator, mbo.director):
        assert REASON in client_as(reader).get(late.get_absolute_url()).content.decode()


def test_other_boards_and_other_roles_do_not_move_it(late: Route, vmbo: Party, mbo: Party) -> None:
    for actor in (vmbo.coordinator, vmbo.director, mbo.registrar, mbo.participation):
        with pytest.raises(PermissionDenied, match="Only the board that is up"):
            extend(mbo, actor, due(mbo) + WEEK)
    assert "until" not in task_of(mbo).data


@pytest.mark.parametrize(
    ("days", "given", "why"),
    [
        (0, {}, "Choose a day after"),
        (15, {}, "too far"),
        (7, {"reason": " "}, "reason"),
        (7, {"seen": date(2020, 1, 1)}, "already, until"),
    ],
)
def test_not_shorter_not_endless_not_without_a_reason_and_not_from_an_old_page(
    days: int, given: dict[str, Any], why: str, late: Route, mbo: Party
) -> None:
    with pytest.raises(Refusal, match=why):
        extend(mbo, mbo.director, due(mbo) + timedelta(days=days), **given)


def test_not_beyond_the_start_of_the_route(mbo: Party) -> None:
    """The law sets 1 August; a task that has until a few days before gets no more than these days."""
    today = localdate()
    start = date(today.year + (today.month > 6), 8, 1)
    route_in("submitted", replace(PAIR, start_year=start.year))
    near = {**task_of(mbo).data, "until": (start - timedelta(days=4)).isoformat()}
    Task.objects.filter(pk=task_of(mbo).pk).update(data=near)
    with pytest.raises(Refusal, match="no later than 31 July"):
        extend(mbo, mbo.director, start)
    extend(mbo, mbo.director, start - timedelta(days=1))
    with pytest.raises(Refusal, match="starts on 1 August"):
        extend(mbo, mbo.director, start)


def test_what_is_done_has_no_term_and_what_all_set_is_not_for_one(late: Route, vmbo: Party, mbo: Party) -> None:
    task, before = task_of(mbo), due(mbo)
    for party in (vmbo, mbo):
        approve_route(late, actor=party.director)
    with pytest.raises(Refusal, match="done"):
        extend_term(task, actor=mbo.director, until=before + WEEK, reason=REASON, seen=before)
    agreement_in("consultation")
    answer = Task.objects.filter(flow_task=AgreementFlow.advise, owner_permission_obj_pk=str(vmbo.board.pk))[0]
    day = localdate(answer.flow_task.due(answer))
    with pytest.raises(PermissionDenied, match="participation body"):
        extend_term(answer, actor=vmbo.participation, until=day + WEEK, reason=REASON, seen=day)
