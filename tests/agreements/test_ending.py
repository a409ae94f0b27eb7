"""Notice, winding down and the end: what the term allows, who goes on, and that learners come before paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.roles import Role
from agreements.errors import AgreementError
from agreements.models import Agreement
from agreements.notice import care_plan, earliest_end
from agreements.services import break_off, end_agreement, give_notice, let_time_pass, start_amendment, start_renewal
from audit.models import AuditEvent
from leerroutes.models import Route
from leerroutes.policies import can_wind_down
from leerroutes.services import end_route
from tests.agreements.pages import words
from tests.conftest import ClientAs
from tests.factories import NEXT_YEAR, REASON, Party, agreement_in, play, run_jobs
from workflows.demo.cases import CASES
from workflows.demo.play import Playing
from workflows.models import Notice
from workflows.selectors import described, tasks_for, who_is_up
from workflows.tasks import warn_of_ends, watch_agreements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

THREE = replace(CASES["tot"], lines=(CASES["tot"].lines[0], CASES["tot"].lines[3]))
UILENHOF, INSULA, DAVINCI = Party("uilenhof"), Party("insula"), Party("davinci")

Travel = Callable[[date], None]


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def state_of_routes(agreement: Agreement) -> set[str]:
    return set(Route.objects.filter(covering__agreement=agreement).values_list("state", flat=True))


def notice(agreement: Agreement, actor: Actor, ends_on: date | None = None) -> Agreement:
    day = ends_on or earliest_end(agreement, localdate())
    return give_notice(agreement, actor=actor, ends_on=day, grounds=REASON)


@pytest.fixture
def running(db: None) -> Agreement:
    return fresh(play("running").agreement)


@pytest.fixture
def three(db: None) -> Agreement:
    return fresh(play("running", THREE).agreement)


# --- notice --------------------------------------------------------------------------------------


def test_notice_by_a_board_that_cannot_be_missed_ends_it_all(running: Agreement, mbo: Party) -> None:
    agreement = notice(running, mbo.director)
    given = agreement.notices.get()
    assert (agreement.state, agreement.state_reason) == ("terminated", REASON)
    assert (given.board, given.given_by, given.grounds) == (mbo.board, mbo.director.user, REASON)
    assert state_of_routes(agreement) == {"running"}
    event = AuditEvent.objects.get(action="agreements.notice_given")
    assert (event.actor, event.board_id, event.data["ends_on"]) == (
        mbo.director.user,
        mbo.board.pk,
        given.ends_on.isoformat(),
    )
    assert AuditEvent.objects.get(action="agreements.terminated").changes == {"state": ["in_force", "terminated"]}


def test_everybody_is_told(three: Agreement) -> None:
    notice(three, UILENHOF.director)
    told = Notice.objects.filter(kind="news", key__contains="notice:").values_list("person", flat=True)
    assert set(told) >= {party.coordinator.user.pk for party in (UILENHOF, INSULA, DAVINCI)}


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 7, 1), date(2027, 7, 31)),
        (date(2026, 7, 31), date(2027, 7, 31)),
        (date(2026, 8, 1), date(2028, 7, 31)),
        (date(2026, 11, 23), date(2028, 7, 31)),
    ],
)
def test_the_term_is_twelve_months(today: date, expected: date, running: Agreement) -> None:
    assert earliest_end(running, today) == expected


def test_a_notice_that_is_too_short_or_cuts_a_year_is_refused(running: Agreement, mbo: Party) -> None:
    first = earliest_end(running, localdate())
    for day in (first.replace(year=first.year - 1), first - timedelta(days=1), first + timedelta(days=1)):
        with pytest.raises(AgreementError, match="at the earliest"):
            notice(running, mbo.director, day)
    assert notice(running, mbo.director, first.replace(year=first.year + 1))


def test_notice_has_grounds(running: Agreement, mbo: Party) -> None:
    with pytest.raises(AgreementError, match="reason"):
        give_notice(running, actor=mbo.director, ends_on=earliest_end(running, localdate()), grounds=" ")


def test_a_board_gives_notice_once(running: Agreement, vmbo: Party, mbo: Party) -> None:
    notice(running, mbo.director)
    with pytest.raises(PermissionDenied, match="already"):
        notice(running, mbo.director)
    assert notice(running, vmbo.director).notices.count() == 2


def test_only_directors_of_the_parties_give_notice(
    running: Agreement, vmbo: Party, outsider: Actor, adviser: Actor, inspector: Actor, administrator: Actor
) -> None:
    wrong = [actor for role, actor in vmbo.people.items() if role != Role.DIRECTOR]
    for actor in [*wrong, outsider, adviser, inspector, administrator]:
        with pytest.raises(PermissionDenied):
            notice(running, actor)
    assert fresh(running).state == "in_force"


@pytest.mark.usefixtures("blank_paper")
@pytest.mark.parametrize("state", ["draft", "decision", "signed", "ended", "withdrawn"])
def test_notice_has_its_moment(state: str, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="in force"):
        notice(agreement_in(state), vmbo.director)


# --- its day comes -------------------------------------------------------------------------------


def test_the_day_after_it_is_wound_down(running: Agreement, mbo: Party, vmbo: Party, on_day: Travel) -> None:
    day = notice(running, mbo.director).notices.get().ends_on
    on_day(day)
    watch_agreements()
    assert (fresh(running).state, state_of_routes(running)) == ("terminated", {"running"})

    on_day(day + timedelta(days=1))
    for _ in range(2):
        watch_agreements()
    assert (fresh(running).state, state_of_routes(running)) == ("winding_down", {"winding_down"})
    assert AuditEvent.objects.filter(action="agreements.winding_down").count() == 1
    assert care_plan(running)

    route = running.covered.get().route
    end_route(route, actor=vmbo.director, reason=REASON)
    run_jobs("agreements.end_when_wound_down")
    assert (fresh(running).state, state_of_routes(running)) == ("ended", {"ended"})


def test_the_end_date_winds_it_down(running: Agreement, on_day: Travel) -> None:
    assert running.ends_on is not None
    on_day(running.ends_on)
    watch_agreements()
    assert fresh(running).state == "in_force"
    on_day(running.ends_on + timedelta(days=1))
    watch_agreements()
    assert (fresh(running).state, state_of_routes(running)) == ("winding_down", {"winding_down"})


def test_what_renews_by_itself_goes_on(running: Agreement, on_day: Travel) -> None:
    term = running.clauses.get(code="duur")
    type(term).objects.filter(pk=term.pk).update(data={**term.data, "renewal": "tacit"})
    assert running.ends_on is not None
    on_day(running.ends_on + timedelta(days=1))
    watch_agreements()
    assert fresh(running).state == "in_force"


def test_a_route_that_never_began_is_wound_down_too(mbo: Party, on_day: Travel) -> None:
    agreement = fresh(play("reported", NEXT_YEAR).agreement)
    day = notice(agreement, mbo.director).notices.get().ends_on
    on_day(day + timedelta(days=1))
    watch_agreements()
    assert state_of_routes(agreement) == {"winding_down"}
    route = agreement.covered.get().route
    assert not route.start_processes.exclude(status="CANCELED").exists()


def test_learners_come_before_paper(running: Agreement, vmbo: Party, mbo: Party) -> None:
    terminated = notice(running, mbo.director)
    with pytest.raises(AgreementError, match="not ended"):
        end_agreement(terminated, actor=vmbo.director, reason=REASON)


def asked(agreement: Agreement) -> set[str]:
    return {str(task.board) for task in who_is_up(agreement)}


def test_every_board_is_warned_a_year_before(running: Agreement, vmbo: Party, mbo: Party, on_day: Travel) -> None:
    assert running.ends_on is not None
    on_day(running.ends_on - timedelta(days=366))
    warn_of_ends()
    assert asked(running) == set()

    on_day(running.ends_on - timedelta(days=364))
    for _ in range(2):
        warn_of_ends()
    assert asked(running) == {str(vmbo.board), str(mbo.board)}
    assert running.ending_processes.count() == 1
    assert {one.record for one in described(list(tasks_for(vmbo.coordinator)))} == {running}

    change = start_renewal(running, actor=vmbo.coordinator, reason=REASON, ends_on=None)
    warn_of_ends()
    assert asked(running) == set()
    break_off(change, actor=mbo.director, reason=REASON)
    warn_of_ends()
    assert asked(running) == {str(vmbo.board), str(mbo.board)}

    on_day(running.ends_on + timedelta(days=1))
    watch_agreements()
    assert asked(running) == set()


def test_nobody_is_warned_of_what_renews_by_itself(running: Agreement, on_day: Travel) -> None:
    term = running.clauses.get(code="duur")
    type(term).objects.filter(pk=term.pk).update(data={**term.data, "renewal": "tacit"})
    assert running.ends_on is not None
    on_day(running.ends_on - timedelta(days=30))
    warn_of_ends()
    assert asked(running) == set()


# --- a board leaves by notice --------------------------------------------------------------------


def test_the_others_go_on(three: Agreement, on_day: Travel) -> None:
    agreement = notice(three, UILENHOF.director)
    route = agreement.covered.get().route
    assert (agreement.state, bool(can_wind_down(UILENHOF.director, route))) == ("in_force", True)

    on_day(agreement.notices.get().ends_on + timedelta(days=1))
    watch_agreements()
    agreement = fresh(three)
    assert (agreement.state, state_of_routes(agreement)) == ("in_force", {"running"})
    assert agreement.parties.get(board=UILENHOF.board).left_on == localdate()
    assert not can_wind_down(UILENHOF.director, route)
    assert can_wind_down(INSULA.director, route)
    with pytest.raises(PermissionDenied, match="not a party"):
        end_agreement(agreement, actor=UILENHOF.director, reason=REASON)
    assert start_amendment(agreement, actor=INSULA.coordinator, reason=REASON, is_material=True).parties.count() == 2


def test_who_left_and_signs_again_takes_part_again(three: Agreement, on_day: Travel) -> None:
    agreement = notice(three, UILENHOF.director)
    change = start_amendment(agreement, actor=INSULA.coordinator, reason=REASON, is_material=True)
    on_day(agreement.notices.get().ends_on + timedelta(days=1))
    watch_agreements()
    route = agreement.covered.get().route
    assert not can_wind_down(UILENHOF.director, route)

    playing = Playing(THREE)
    playing.agreement, playing.route = change, route
    for step in (playing.agree, playing.ask, playing.answer, playing.decide, playing.sign, playing.seal):
        list(step())
    assert fresh(change).state == "in_force"
    assert can_wind_down(UILENHOF.director, route)


def test_the_second_that_leaves_takes_the_rest_along(three: Agreement, on_day: Travel) -> None:
    agreement = notice(three, UILENHOF.director)
    agreement = notice(agreement, INSULA.director)
    assert agreement.state == "terminated"
    on_day(agreement.notices.all()[0].ends_on + timedelta(days=1))
    watch_agreements()
    assert (fresh(three).state, state_of_routes(three)) == ("winding_down", {"winding_down"})


# --- and a change that is under way --------------------------------------------------------------


def test_a_change_that_nobody_signed_falls_with_it(running: Agreement, vmbo: Party, mbo: Party, on_day: Travel) -> None:
    terminated = notice(running, mbo.director)
    change = start_renewal(terminated, actor=vmbo.coordinator, reason=REASON, ends_on=date(2060, 7, 31))
    on_day(terminated.notices.get().ends_on + timedelta(days=1))
    watch_agreements()
    assert (fresh(running).state, fresh(change).state) == ("winding_down", "withdrawn")
    assert not change.processes.exclude(status="CANCELED").exists()


def test_the_clock_is_safe_to_run_on_anything(running: Agreement) -> None:
    assert let_time_pass(running).state == "in_force"


# --- the pages -----------------------------------------------------------------------------------


def test_the_page_says_beforehand_what_follows(client_as: ClientAs, three: Agreement) -> None:
    address = reverse("agreements:notice", args=[three.pk])
    page = client_as(UILENHOF.director).get(address)
    assert care_plan(three).splitlines()[0] in words(page)
    assert earliest_end(three, localdate()).isoformat() in words(page)

    answer = client_as(UILENHOF.director).post(
        address, {"ends_on": localdate().isoformat(), "grounds": "Getypt en bewaard."}
    )
    assert answer.status_code == 200
    assert "Getypt en bewaard." in words(answer)
    sent = {"ends_on": earliest_end(three, localdate()).isoformat(), "grounds": REASON}
    assert client_as(UILENHOF.director).post(address, sent).status_code == 302
    page = client_as(INSULA.coordinator).get(three.get_absolute_url())
    assert str(UILENHOF.board) in words(page)
    assert care_plan(three).splitlines()[0] in words(page)
