"""A change that every board signed takes effect on the day they chose: once, and until then the old agreement holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actors import Actor
from agreements.binding import material_articles
from agreements.errors import AgreementError
from agreements.models import Agreement
from agreements.notice import earliest_end
from agreements.selectors import text_of
from agreements.services import (
    agree_to_withdraw,
    change_terms,
    end_agreement,
    give_notice,
    put_in_force,
    start_amendment,
    start_departure,
    start_renewal,
)
from audit.models import AuditEvent
from leerroutes.models import Route
from tests.agreements.pages import words
from tests.agreements.test_changes import walk
from tests.conftest import ClientAs
from tests.factories import REASON, Party, play
from workflows.demo.cases import CASES
from workflows.tasks import watch_agreements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "blank_paper")]

THREE = replace(CASES["tot"], lines=(CASES["tot"].lines[0], CASES["tot"].lines[3]))
UILENHOF, INSULA, DAVINCI = Party("uilenhof"), Party("insula"), Party("davinci")
BOARDS = ("spinoza", "rijnland")
Travel = Callable[[date], None]


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def first_of_august(years: int) -> date:
    return date(localdate().year + years, 8, 1)


def amend(old: Agreement, actor: Actor, day: date | None) -> Agreement:
    return start_amendment(old, actor=actor, reason=REASON, is_material=True, starts_on=day)


def states(*agreements: Agreement) -> tuple[str, ...]:
    return tuple(fresh(one).state for one in agreements)


@pytest.fixture
def old(db: None) -> Agreement:
    return fresh(play("running").agreement)


@pytest.fixture
def day() -> date:
    return first_of_august(1)


@pytest.fixture
def waiting(old: Agreement, vmbo: Party, day: date) -> Agreement:
    new = amend(old, vmbo.coordinator, day)
    return walk(new, *BOARDS)


def test_until_its_day_the_old_agreement_holds(
    old: Agreement, waiting: Agreement, day: date, on_day: Travel, client_as: ClientAs, vmbo: Party
) -> None:
    route = waiting.covered.get().route
    assert states(old, waiting) == ("in_force", "signed")
    assert Route.objects.get(pk=route.pk).agreement_number == old.number
    sealed = waiting.documents.get(kind="sealed")
    assert AuditEvent.objects.get(action="agreements.sealed").data == {
        "sha256": sealed.sha256,
        "takes_effect": day.isoformat(),
    }
    for agreement in (old, waiting):
        assert f"1 augustus {day.year}" in words(client_as(vmbo.coordinator).get(agreement.get_absolute_url()))

    on_day(day - timedelta(days=1))
    watch_agreements()
    assert states(old, waiting) == ("in_force", "signed")
    on_day(day + timedelta(days=9))  # nothing ran for days
    for _time in range(2):
        watch_agreements()
        put_in_force(waiting)
    assert states(old, waiting) == ("replaced", "in_force")
    assert Route.objects.get(pk=route.pk).agreement_number == waiting.number
    assert AuditEvent.objects.filter(action="agreements.in_force", case=f"agreement:{waiting.pk}").count() == 1
    assert waiting.documents.filter(kind="sealed").count() == 1
    assert waiting.processes.get().finished


def test_a_renewal_follows_on_the_last_day(old: Agreement, vmbo: Party, on_day: Travel) -> None:
    """At midnight the end of the old one passes too; nothing is wound down."""
    last = date(localdate().year + 1, 7, 31)
    Agreement.objects.filter(pk=old.pk).update(ends_on=last)
    later, next_day = last.replace(year=last.year + 8), last + timedelta(days=1)
    new = walk(
        start_renewal(fresh(old), actor=vmbo.coordinator, reason=REASON, ends_on=later, starts_on=next_day), *BOARDS
    )
    on_day(next_day)
    watch_agreements()
    assert states(old, new) == ("replaced", "in_force")
    assert {route.state for route in Route.objects.all()} == {"running"}


def test_who_leaves_is_bound_until_that_day(day: date, on_day: Travel) -> None:
    old = fresh(play("running", THREE).agreement)
    new = start_departure(old, actor=INSULA.coordinator, reason=REASON, board=UILENHOF.board, starts_on=day)
    walk(new, "uilenhof", "insula", "davinci")
    assert not new.parties.exclude(left_on=None).exists()
    on_day(day + timedelta(days=3))
    watch_agreements()
    assert new.parties.get(board=UILENHOF.board).left_on == day


# --- which days ----------------------------------------------------------------------------------


def test_a_day_before_the_old_one_began_or_after_it_ended_is_refused(old: Agreement, vmbo: Party) -> None:
    assert old.ends_on is not None
    for day, why in (
        (old.starts_on - timedelta(days=1), "before the agreement began"),
        (old.ends_on + timedelta(days=2), "the day after at the latest"),
    ):
        with pytest.raises(AgreementError, match=why):
            amend(old, vmbo.coordinator, day)
    with pytest.raises(AgreementError, match="renewal"):
        amend(old, vmbo.coordinator, old.ends_on + timedelta(days=1))
    new = amend(old, vmbo.coordinator, first_of_august(1))
    with pytest.raises(AgreementError, match="at the latest"):
        change_terms(
            new,
            actor=vmbo.coordinator,
            seen_version=new.version,
            title=new.title,
            starts_on=old.ends_on + timedelta(days=2),
            ends_on=None,
        )


def test_nobody_signs_a_change_that_would_come_too_late(old: Agreement, vmbo: Party, mbo: Party) -> None:
    """While it was being written a board gave notice to an earlier day."""
    last = earliest_end(old, localdate())
    new = amend(old, vmbo.coordinator, last + timedelta(days=2))
    give_notice(old, actor=mbo.director, ends_on=last, grounds=REASON)
    with pytest.raises(AgreementError, match="the day after at the latest"):
        walk(new, *BOARDS)
    assert not new.signatures.exists()


def test_from_when_it_holds_makes_no_change_material(old: Agreement, vmbo: Party, day: date) -> None:
    assert not material_articles(amend(old, vmbo.coordinator, day))


def test_the_day_is_chosen_on_the_page(old: Agreement, vmbo: Party, day: date, client_as: ClientAs) -> None:
    told = {"kind": "amendment", "reason": REASON, "starts_on": day.isoformat()}
    client_as(vmbo.coordinator).post(reverse("agreements:change", args=[old.pk]), told)
    new = old.successors.get()
    assert new.starts_on == day
    term = next(clause for clause in text_of(new).rendered if clause.code == "duur")
    assert f"treedt in werking op 1 augustus {day.year}" in term.leden[0].text


# --- what is still possible while it waits --------------------------------------------------------


def test_notice_is_given_of_what_will_hold(
    old: Agreement, waiting: Agreement, day: date, mbo: Party, on_day: Travel
) -> None:
    with pytest.raises(PermissionDenied, match=waiting.number):
        give_notice(old, actor=mbo.director, ends_on=earliest_end(old, localdate()), grounds=REASON)
    last = earliest_end(waiting, localdate())
    assert last > day
    give_notice(waiting, actor=mbo.director, ends_on=last, grounds=REASON)
    assert states(old, waiting) == ("in_force", "signed")
    on_day(day)
    watch_agreements()
    assert states(old, waiting) == ("replaced", "terminated")
    assert AuditEvent.objects.get(action="agreements.terminated").case == f"agreement:{waiting.pk}"


def test_all_boards_together_withdraw_it(
    old: Agreement, waiting: Agreement, day: date, vmbo: Party, mbo: Party, on_day: Travel
) -> None:
    with pytest.raises(AgreementError):
        end_agreement(old, actor=vmbo.director, reason=REASON)
    agree_to_withdraw(waiting, actor=vmbo.director, reason=REASON)
    assert states(old, waiting) == ("in_force", "signed")
    agree_to_withdraw(waiting, actor=mbo.director, reason=REASON)
    on_day(day)
    watch_agreements()
    assert states(old, waiting) == ("in_force", "withdrawn")
    assert amend(fresh(old), vmbo.coordinator, None).state == "draft"


def test_what_holds_at_once_is_not_withdrawn(old: Agreement, vmbo: Party) -> None:
    new = amend(old, vmbo.coordinator, None)
    new = walk(new, *BOARDS)
    assert states(old, new) == ("replaced", "in_force")
    with pytest.raises(PermissionDenied):
        agree_to_withdraw(new, actor=vmbo.director, reason=REASON)
