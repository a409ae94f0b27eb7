"""Whatever the boards do, and in whatever order: no route rests on two agreements, none that lives rests on nothing,
no agreement binds without a school board and an mbo board, and the trail tells every case as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.errors import Refusal
from agreements import services as archive
from agreements.binding import BOTH_KINDS, bound_boards, kinds_of
from agreements.facts import routes_of
from agreements.models import Agreement
from agreements.notice import earliest_end
from agreements.states import BINDING, UNSIGNED
from leerroutes.models import Route
from leerroutes.services import end_route, wind_down_route
from tests.audit.drawing import everything_untold
from tests.factories import REASON, Party, play, route_in, run_jobs
from workflows.demo.cases import CASES
from workflows.demo.play import Playing
from workflows.tasks import watch_agreements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper", "no_mail")]

THREE = replace(CASES["tot"], lines=(CASES["tot"].lines[0], CASES["tot"].lines[3]))
TWO = replace(THREE, boards=("insula", "davinci"), lines=THREE.lines[1:], partners=())
PARTIES = [Party(slug) for slug in ("uilenhof", "insula", "davinci", "rijnland")]
LIVING = ("contracted", "reported", "running", "suspended", "winding_down")


@dataclass
class Boards:
    """Everybody, the calendar, and the agreement that was begun last."""

    days: int = 0
    who: Party = field(default_factory=lambda: PARTIES[0])

    def bound(self) -> Agreement:
        found = Agreement.objects.filter(state__in=BINDING).last()
        if found is None:
            raise Refusal("Nothing binds any more.")
        return found

    def change(self) -> Agreement:
        found = Agreement.objects.filter(replaces__isnull=False, state__in=UNSIGNED).last()
        if found is None:
            raise Refusal("No change is under way.")
        return found

    def amend(self) -> None:
        archive.start_amendment(self.bound(), actor=self.who.coordinator, reason=REASON, is_material=True)

    def join(self) -> None:
        archive.start_accession(self.bound(), actor=self.who.coordinator, reason=REASON, board=PARTIES[3].board)

    def leave(self) -> None:
        other = PARTIES[(PARTIES.index(self.who) + 1) % 3]
        archive.start_departure(self.bound(), actor=other.coordinator, reason=REASON, board=self.who.board)

    def renew(self) -> None:
        later = self.bound().starts_on.replace(year=2070, month=7, day=31)
        archive.start_renewal(self.bound(), actor=self.who.coordinator, reason=REASON, ends_on=later)

    def take_in(self) -> None:
        archive.take_in_route(self.change(), route_in("approved", TWO), actor=PARTIES[1].coordinator)

    def take_out(self) -> None:
        first = self.change().covered.all()[0].route
        archive.take_out_route(self.change(), first, actor=self.who.coordinator)

    def carry_on(self) -> None:
        change = self.change()
        numbers = {party.board.number for party in change.parties.select_related("board")}
        slugs = tuple(party.slug for party in PARTIES if party.board.number in numbers)
        playing = Playing(replace(THREE, boards=slugs))
        playing.agreement, playing.route = change, change.covered.all()[0].route
        for step in (playing.agree, playing.ask, playing.answer, playing.decide, playing.sign, playing.seal):
            list(step())

    def break_off(self) -> None:
        archive.break_off(self.change(), actor=self.who.director, reason=REASON)

    def give_notice(self) -> None:
        day = earliest_end(self.bound(), timezone.localdate())
        archive.give_notice(self.bound(), actor=self.who.director, ends_on=day, grounds=REASON)

    def a_year_passes(self) -> None:
        self.days += 400
        watch_agreements()

    def wind_down_a_route(self) -> None:
        wind_down_route(routes_of(self.bound())[0], actor=self.who.director, reason=REASON)

    def end_a_route(self) -> None:
        end_route(routes_of(self.bound())[0], actor=self.who.director, reason=REASON)
        run_jobs("agreements.end_when_wound_down")

    def end_it(self) -> None:
        archive.end_agreement(self.bound(), actor=self.who.director, reason=REASON)


VERBS = tuple(
    name for name in vars(Boards) if not name.startswith("_") and name not in ("days", "who", "bound", "change")
)


def check() -> None:
    binding = Agreement.objects.filter(state__in=BINDING)
    for agreement in binding:
        assert kinds_of(bound_boards(agreement), routes_of(agreement)) >= BOTH_KINDS, agreement.state
    for route in Route.objects.all():
        rests_on = [one.number for one in binding.filter(covered__route=route)]
        assert len(rests_on) <= 1, f"{route} rests on {rests_on}"
        if route.state in LIVING:
            assert rests_on == [route.agreement_number], f"{route} is {route.state}"
    assert not everything_untold()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 2)), min_size=4, max_size=10))
def test_no_order_of_changes_breaks_what_must_hold(moves: list[tuple[str, int]]) -> None:
    done = _played(moves)
    assert done >= 0


@pytest.mark.parametrize(
    "moves",
    [
        [("leave", 0), ("carry_on", 1), ("give_notice", 1), ("a_year_passes", 1), ("a_year_passes", 1)],
        [("amend", 0), ("take_in", 1), ("carry_on", 0), ("renew", 1), ("carry_on", 0)],
        [("give_notice", 0), ("leave", 1), ("a_year_passes", 0), ("carry_on", 1), ("end_it", 1)],
        [("join", 1), ("carry_on", 1), ("give_notice", 2), ("a_year_passes", 0), ("a_year_passes", 0)],
        [("renew", 0), ("wind_down_a_route", 1), ("end_a_route", 1), ("end_it", 1), ("carry_on", 1)],
    ],
)
def test_these_orders_too(moves: list[tuple[str, int]]) -> None:
    assert _played(moves) >= 2, "hardly anything of this was possible, so it shows nothing"


def _played(moves: list[tuple[str, int]]) -> int:
    """How many of these moves were possible; what must hold is looked at after each, and nothing of it stays."""
    real, done = timezone.now, 0
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        play("running", THREE)
        boards = Boards()
        patch.setattr(timezone, "now", lambda: real() + timedelta(days=boards.days))
        for name, place in moves:
            boards.who = PARTIES[place]
            done += _tried(getattr(boards, name))
            check()
        transaction.set_rollback(True)
    return done


def _tried(move: Callable[[], None]) -> bool:
    try:
        with transaction.atomic():
            move()
    except (Refusal, PermissionDenied):
        return False
    return True
