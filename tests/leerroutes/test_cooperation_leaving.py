"""A board takes itself off a lighter cooperation; and a cooperation ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from accounts.actors import Actor
from audit.models import AuditEvent
from audit.services import case_of
from leerroutes import cooperating, services
from leerroutes.errors import RouteError
from leerroutes.models import Cooperation
from tests.factories import MBO, VMBO, cooperation_in
from tests.leerroutes.cooperation_cases import change, fresh, schools, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize("state", ["asked", "confirmed"])
def test_a_board_takes_itself_and_its_schools_off(state: str) -> None:
    cooperation = cooperation_in(state)
    services.leave_cooperation(cooperation, actor=MBO.coordinator, reason="Wij doen niet mee.")
    assert [party.board for party in cooperation.parties.all()] == [VMBO.board]
    assert [school.brin for school in cooperation.institutions.all()] == ["99ZF"]
    assert not cooperating.visible_to(MBO.coordinator).exists()
    event = AuditEvent.objects.filter(case=case_of(cooperation)).last()
    assert event is not None
    assert (event.action, event.reason) == ("leerroutes.cooperation_left", "Wij doen niet mee.")


def test_who_reads_an_older_page_does_not_bring_the_board_back() -> None:
    shown = cooperation_in("confirmed")
    services.leave_cooperation(shown, actor=MBO.coordinator, reason="Wij stoppen.")
    with pytest.raises(RouteError, match="Somebody else saved"):
        change(shown, VMBO.coordinator, *schools())


def test_nobody_takes_another_board_off(twin_mbo: Actor, outsider: Actor) -> None:
    cooperation = cooperation_in("confirmed")
    for actor in (twin_mbo, outsider, MBO.director):
        with pytest.raises(PermissionDenied, match="Only a coordinator of a board that is named here"):
            services.leave_cooperation(cooperation, actor=actor, reason="Weg ermee.")
    with pytest.raises(PermissionDenied, match="It can end it"):
        services.leave_cooperation(cooperation, actor=VMBO.coordinator, reason="Weg ermee.")


def test_taking_off_says_why() -> None:
    with pytest.raises(RouteError, match="give a reason"):
        services.leave_cooperation(cooperation_in("asked"), actor=MBO.coordinator, reason="  ")


# --- ending --------------------------------------------------------------------------------------


def test_it_ends_after_its_last_day() -> None:
    cooperation = ended_yesterday()
    assert cooperation.is_over
    assert told(cooperation)[-1] == "ended"


def ended_yesterday() -> Cooperation:
    cooperation = cooperation_in("confirmed")
    Cooperation.objects.filter(pk=cooperation.pk).update(since=date(2020, 8, 1))
    yesterday = localdate() - timedelta(days=1)
    return services.end_cooperation(fresh(cooperation), actor=VMBO.coordinator, last_day=yesterday, reason="Klaar.")


def test_on_its_last_day_it_still_holds() -> None:
    cooperation = cooperation_in("confirmed")
    Cooperation.objects.filter(pk=cooperation.pk).update(since=date(2020, 8, 1), until=localdate())
    assert not fresh(cooperation).is_over
    assert cooperating.can_change(VMBO.coordinator, fresh(cooperation))


def test_it_does_not_end_before_it_began() -> None:
    cooperation = cooperation_in("confirmed")
    with pytest.raises(RouteError, match="before the first day"):
        services.end_cooperation(
            cooperation, actor=VMBO.coordinator, last_day=cooperation.since - timedelta(days=1), reason="Klaar."
        )


def test_only_the_board_that_recorded_it_ends_it(outsider: Actor) -> None:
    cooperation = cooperation_in("confirmed")
    for actor in (MBO.coordinator, VMBO.director, outsider):
        with pytest.raises(PermissionDenied, match="which recorded this"):
            services.end_cooperation(cooperation, actor=actor, last_day=localdate(), reason="Klaar.")


@pytest.mark.parametrize(
    "verdict",
    [
        lambda found: cooperating.can_change(VMBO.coordinator, found),
        lambda found: cooperating.can_end(VMBO.coordinator, found),
        lambda found: cooperating.can_upgrade(VMBO.coordinator, found),
        lambda found: cooperating.can_confirm(MBO.coordinator, found),
        lambda found: cooperating.can_leave(MBO.coordinator, found),
    ],
)
def test_what_has_ended_stays_as_it_was(verdict: Callable[[Cooperation], Any]) -> None:
    found = verdict(ended_yesterday())
    assert not found
    assert "has ended" in str(found.reason)


def test_what_has_ended_waits_for_nobody() -> None:
    cooperation = cooperation_in("asked")
    Cooperation.objects.filter(pk=cooperation.pk).update(since=date(2020, 8, 1), until=date(2021, 7, 31))
    assert not cooperating.waiting_for(MBO.coordinator).exists()
