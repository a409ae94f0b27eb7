"""Colleagues who want the same task in the same moment: one has it, the other hears who. Nobody gets a fault."""

from __future__ import annotations

import pytest
from django.db.models import Q
from viewflow.workflow.models import Task

from accounts.actors import Actor, actor_for
from accounts.errors import Refusal
from accounts.listing.listing import Listing
from accounts.listing.registry import find
from accounts.listing.services import MOST, keep_view
from accounts.models import SavedView
from accounts.roles import Role
from audit.models import AuditEvent
from tests.factories import person_with
from workflows.about import of_route
from workflows.claiming.holding import holder_of
from workflows.claiming.services import put_back, take_up
from workflows.selectors import tasks_for

from .conftest import BOARDS, at_once, prepare

pytestmark = pytest.mark.django_db(transaction=True)


def directors() -> tuple[Actor, Actor]:
    board = BOARDS[0].board
    first, second = BOARDS[0].director, actor_for(person_with("Tweede Directeur", (Role.DIRECTOR, board)), board)
    assert first.rights
    assert second.rights
    return first, second


def asked_of(actor: Actor, about: Q) -> Task:
    found: Task = tasks_for(actor).get(about)
    return found


def test_two_take_up_the_same_task() -> None:
    both = directors()
    for playing in prepare("submitted", 3):
        tasks = [asked_of(actor, of_route(playing.route.pk)) for actor in both]
        raised = at_once(
            *[
                lambda actor=actor, task=task: take_up(task, actor=actor)
                for actor, task in zip(both, tasks, strict=True)
            ]
        )
        assert [type(error) for error in raised].count(Refusal) == 1
        winner = both[raised.index(None)]
        assert str(winner.user) in str(next(filter(None, raised)))
        assert holder_of(Task.objects.get(pk=tasks[0].pk)) == winner.user
        told = AuditEvent.objects.of_case(f"route:{playing.route.pk}").filter(action="workflows.task_taken_up")
        assert [event.actor_id for event in told] == [winner.user.pk]


def test_a_double_click_takes_up_once_and_putting_back_meets_taking_up() -> None:
    """Put back first: the colleague has it. Taken up first: the colleague heard who had it."""
    mine, other = directors()
    (playing,) = prepare("submitted", 1)
    about = of_route(playing.route.pk)
    tasks = [asked_of(mine, about) for _click in range(2)]
    assert at_once(*[lambda task=task: take_up(task, actor=mine) for task in tasks]) == [None, None]
    assert AuditEvent.objects.filter(action="workflows.task_taken_up").count() == 1
    back, again = asked_of(mine, about), asked_of(other, about)
    raised = at_once(lambda: put_back(back, actor=mine), lambda: take_up(again, actor=other))
    assert raised[0] is None
    assert holder_of(asked_of(mine, about)) == (other.user if raised[1] is None else None)


def test_two_windows_keep_a_view_once_and_never_too_many() -> None:
    actor = BOARDS[0].coordinator
    kind = find("routes")
    assert kind
    listing: Listing = kind.listing_of(actor, {"volgorde": "naam"})
    same = [lambda: keep_view(listing, actor=actor, key="routes", name="Op naam") for _click in range(3)]
    assert at_once(*same) == [None, None, None]
    for number in range(MOST - 2):
        keep_view(listing, actor=actor, key="routes", name=f"Weergave {number}")
    last = [lambda n=n: keep_view(listing, actor=actor, key="routes", name=f"Laatste {n}") for n in range(2)]
    assert sorted(type(error).__name__ for error in at_once(*last)) == ["NoneType", "Refusal"]
    assert SavedView.objects.filter(person=actor.user).count() == MOST
