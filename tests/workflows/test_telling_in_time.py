"""Reminders and the mail of the day: each exactly once, whatever happens to the clock and to who looks at it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from viewflow.workflow.models import Task

from accounts.models import User
from accounts.roles import Role
from leerroutes.models import Route
from leerroutes.services import approve_route
from tests.factories import Party, person_with, route_in, run_jobs
from workflows.flows import ProposalFlow
from workflows.models import Notice, Times
from workflows.telling.digests import make_digests
from workflows.telling.kinds import Kind, Mail
from workflows.telling.terms import watch_terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(mbo: Party) -> Route:
    """A proposal on which two boards decide; what was told when it was asked is read."""
    route = route_in("submitted")
    Notice.objects.update(read=timezone.now())
    return route


def due(party: Party) -> datetime:
    task = Task.objects.get(flow_task=ProposalFlow.decide, owner_permission_obj_pk=str(party.board.pk))
    return ProposalFlow.decide.due(task)  # type: ignore[no-any-return]


def told() -> list[tuple[User, str]]:
    found = Notice.objects.filter(kind=Kind.TERM).order_by("pk")
    return [(one.person, one.words.partition(" ")[0]) for one in found]


def test_before_at_and_after_the_term_and_then_somebody_else_of_the_same_board(
    late: Route, vmbo: Party, mbo: Party
) -> None:
    approve_route(late, actor=vmbo.director)
    director, coordinator, end = mbo.director.user, mbo.coordinator.user, due(mbo)
    expected: list[tuple[User, str]] = []
    for moment, more in (
        (end - timedelta(days=4), []),
        (end - timedelta(days=2), [(director, "Still")]),
        (end + timedelta(hours=1), [(director, "The")]),
        (end + timedelta(days=8), [(coordinator, "%(board)s")]),
        (end + timedelta(days=30), []),
    ):
        expected += more
        watch_terms(moment)
        watch_terms(moment)
        assert told() == expected
    assert {one.mail for one in Notice.objects.filter(kind=Kind.TERM)} == {Mail.NOW}, "each is the only one"
    run_jobs()
    assert [one.to[0] for one in mail.outbox if "%" in one.body] == []


def test_a_scheduler_that_was_down_for_weeks_tells_what_is_true_now(late: Route, vmbo: Party, mbo: Party) -> None:
    watch_terms(due(mbo) + timedelta(days=21))
    assert sorted(told(), key=str) == sorted(
        [(vmbo.coordinator.user, "%(board)s"), (mbo.coordinator.user, "%(board)s")], key=str
    )


def test_a_clock_that_goes_back_tells_nothing_again(late: Route, mbo: Party) -> None:
    end = due(mbo)
    watch_terms(end + timedelta(days=1))
    before = told()
    for days in (-2, -1, 0, 1):
        watch_terms(end + timedelta(days=days))
    assert told() == before


def test_what_is_done_reminds_nobody(late: Route, vmbo: Party, mbo: Party) -> None:
    end = due(mbo)
    for party in (vmbo, mbo):
        approve_route(late, actor=party.director)
    watch_terms(end + timedelta(days=1))
    assert not {person for person, _word in told()} & {vmbo.director.user, mbo.director.user}


@pytest.fixture
def deputy(vmbo: Party, mbo: Party) -> User:
    """Not the only director, so it comes in the mail of the day."""
    found = person_with("Tweede Directeur", (Role.DIRECTOR, mbo.board))
    route_in("submitted")
    return found


def at(hour: int, day: int = 0) -> datetime:
    return timezone.localtime().replace(hour=hour, minute=30) + timedelta(days=day)


def mails_to(person: User) -> int:
    run_jobs("workflows.mail_digest")
    return len([one for one in mail.outbox if one.to == [person.email]])


def test_one_mail_a_day_with_everything_and_none_when_nothing_came_in(deputy: User) -> None:
    route_in("submitted")
    make_digests(at(6))
    assert mails_to(deputy) == 0, "before the usual hour"
    for _twice in range(2):
        make_digests(at(8))
    assert mails_to(deputy) == 1
    assert mail.outbox[-1].body.count("\n- ") == 2
    assert mail.outbox[-1].body.count("http") == 1
    make_digests(at(8, day=1))
    assert mails_to(deputy) == 1, "nothing came in"
    route_in("submitted")
    make_digests(at(8))
    assert mails_to(deputy) == 1, "the clock went back: that day had its mail"
    make_digests(at(8, day=9))
    assert mails_to(deputy) == 2, "a week without a scheduler: one mail, and nothing is lost"


def test_at_the_hour_that_was_chosen(deputy: User) -> None:
    Times.objects.create(person=deputy, digest_hour=16)
    make_digests(at(15))
    assert mails_to(deputy) == 0
    make_digests(at(16))
    assert mails_to(deputy) == 1


def test_what_was_read_or_may_not_be_read_any_more_is_left_out(deputy: User) -> None:
    make_digests(at(8))
    Notice.objects.filter(person=deputy).update(read=timezone.now())
    assert mails_to(deputy) == 0
    route_in("submitted")
    make_digests(at(8, day=1))
    deputy.memberships.all().delete()
    assert mails_to(deputy) == 0
