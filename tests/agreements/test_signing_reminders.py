"""Reminders to sign: by the clock and by a person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from accounts.actors import Actor
from agreements.models import Agreement
from agreements.services import apply_signatures, remind_boards
from audit.models import AuditEvent
from tests.agreements.request_cases import Travel, at, fresh, out_for_signature, out_in_order, request_of, sign
from tests.factories import Party, agreement_in, run_jobs
from workflows.tasks import watch_requests

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "blank_paper")]


@pytest.fixture
def agreement(db: None) -> Agreement:
    return out_for_signature()


@pytest.fixture
def ordered(db: None, vmbo: Party, mbo: Party) -> Agreement:
    return out_in_order(mbo, vmbo)


@pytest.fixture
def half_signed(agreement: Agreement, vmbo: Party) -> Agreement:
    sign(agreement, vmbo.signatory)
    return fresh(apply_signatures(agreement))


def reminded(agreement: Agreement) -> list[tuple[str, str]]:
    rows = request_of(agreement).reminders.values_list("kind", "board__pk")
    return [(kind, str(board)) for kind, board in rows]


def test_the_clock_reminds_after_a_week_and_before_the_end_each_once(
    half_signed: Agreement, mbo: Party, on_day: Travel
) -> None:
    released, last = localdate(), request_of(half_signed).due_on
    assert last is not None
    for day in (released + timedelta(days=6), released + timedelta(days=7), released + timedelta(days=20)):
        on_day(day)
        for _ in range(2):
            watch_requests()
    (here,) = at(mbo)
    assert reminded(half_signed) == [("first", here)]
    on_day(last - timedelta(days=2))  # it stood still for weeks
    for _ in range(2):
        watch_requests()
    assert reminded(half_signed) == [("first", here), ("last", here)]
    run_jobs("workflows.mail_reminder")
    assert [message.to for message in mail.outbox] == [[mbo.signatory.user.email]] * 2
    assert AuditEvent.objects.filter(action="agreements.reminded", actor=None).count() == 2


def test_in_an_order_only_who_is_up_is_reminded_a_week_after_it_was_asked(
    ordered: Agreement, vmbo: Party, mbo: Party, on_day: Travel
) -> None:
    released = localdate()
    on_day(released + timedelta(days=10))
    sign(ordered, mbo.signatory)
    watch_requests()
    assert reminded(ordered) == []
    on_day(released + timedelta(days=17))
    watch_requests()
    assert reminded(ordered) == [("first", *at(vmbo))]


def test_a_person_reminds_once_a_day(half_signed: Agreement, vmbo: Party, mbo: Party, on_day: Travel) -> None:
    remind_boards(half_signed, actor=vmbo.coordinator)
    event = AuditEvent.objects.get(action="agreements.reminded")
    assert (event.actor, event.data["boards"]) == (vmbo.coordinator.user, [str(mbo.board)])
    with pytest.raises(PermissionDenied, match="reminded today"):
        remind_boards(half_signed, actor=vmbo.director)
    on_day(localdate() + timedelta(days=1))
    remind_boards(half_signed, actor=vmbo.director)
    run_jobs("workflows.mail_reminder")
    assert len(mail.outbox) == 2
    assert "/tekenen/" in mail.outbox[0].body


def test_who_signed_meanwhile_gets_no_reminder(half_signed: Agreement, vmbo: Party, mbo: Party) -> None:
    remind_boards(half_signed, actor=vmbo.coordinator)
    sign(half_signed, mbo.signatory)
    run_jobs("workflows.mail_reminder")
    assert mail.outbox == []


def test_only_who_works_on_it_reminds(
    half_signed: Agreement, vmbo: Party, outsider: Actor, adviser: Actor, inspector: Actor, administrator: Actor
) -> None:
    for actor in (vmbo.participation, vmbo.registrar, outsider, adviser, inspector, administrator):
        with pytest.raises(PermissionDenied):
            remind_boards(half_signed, actor=actor)
    with pytest.raises(PermissionDenied, match="nobody is reminded"):
        remind_boards(agreement_in("decision"), actor=vmbo.coordinator)
