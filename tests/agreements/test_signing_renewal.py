"""A longer term to sign: who asks, who agrees, and from when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.roles import Role
from agreements.errors import AgreementError
from agreements.models import Agreement
from agreements.services import apply_signatures, renew_request
from audit.models import AuditEvent
from tests.agreements.request_cases import EIGHT_WEEKS, Travel, asked, at, fresh, out_for_signature, request_of, sign
from tests.factories import REASON, Party, agreement_in, run_jobs
from workflows.flows import TermFlow
from workflows.tasks import watch_requests

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "blank_paper")]


@pytest.fixture
def agreement(db: None) -> Agreement:
    return out_for_signature()


@pytest.fixture
def half_signed(agreement: Agreement, vmbo: Party) -> Agreement:
    sign(agreement, vmbo.signatory)
    return fresh(apply_signatures(agreement))


def test_nobody_signed_so_one_director_renews(agreement: Agreement, vmbo: Party, on_day: Travel) -> None:
    on_day(localdate() + EIGHT_WEEKS + timedelta(days=1))
    watch_requests()
    until = localdate() + timedelta(days=20)
    renew_request(agreement, actor=vmbo.director, until=until, reason=REASON)

    request = request_of(agreement)
    assert (request.due_on, request.lapsed) == (until, None)
    assert asked(TermFlow.say) == set()
    event = AuditEvent.objects.get(action="agreements.request_renewed")
    assert (event.actor, event.changes["due_on"][1]) == (vmbo.director.user, until.isoformat())
    mail.outbox.clear()
    run_jobs("workflows.mail_term")
    assert vmbo.signatory.user.email in {message.to[0] for message in mail.outbox}
    assert all(REASON in message.body for message in mail.outbox)
    sign(agreement, vmbo.signatory)


def test_a_board_that_signed_is_not_held_longer_without_its_word(
    half_signed: Agreement, vmbo: Party, mbo: Party
) -> None:
    before, today = request_of(half_signed).due_on, localdate()
    renew_request(half_signed, actor=mbo.director, until=today + timedelta(days=90), reason=REASON)
    assert request_of(half_signed).due_on == before
    assert asked(TermFlow.say) == at(vmbo)
    renew_request(half_signed, actor=vmbo.director, until=today + timedelta(days=80), reason=REASON)
    assert request_of(half_signed).due_on == today + timedelta(days=80)
    assert asked(TermFlow.say) == set()


def test_who_signs_meanwhile_is_asked_too(vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("half_signed")
    renew_request(agreement, actor=mbo.director, until=localdate() + timedelta(days=90), reason=REASON)
    sign(agreement, mbo.signatory)
    assert fresh(agreement).state == "signed"
    assert asked(TermFlow.say) == set()


def test_a_word_that_is_over_counts_no_longer(half_signed: Agreement, vmbo: Party, mbo: Party, on_day: Travel) -> None:
    over = localdate() + EIGHT_WEEKS + timedelta(days=1)
    on_day(over)
    watch_requests()
    renew_request(half_signed, actor=mbo.director, until=over + timedelta(days=2), reason=REASON)
    on_day(over + timedelta(days=5))
    watch_requests()
    assert asked(TermFlow.say) == at(vmbo, mbo)
    until = over + timedelta(days=30)
    renew_request(half_signed, actor=vmbo.director, until=until, reason=REASON)
    assert request_of(half_signed).due_on == until


@pytest.mark.parametrize("days", [-1, 0, 56, 400])
def test_longer_is_later_and_not_for_ever(agreement: Agreement, vmbo: Party, days: int) -> None:
    with pytest.raises(AgreementError, match="Choose a day"):
        renew_request(agreement, actor=vmbo.director, until=localdate() + timedelta(days=days), reason=REASON)


def test_only_directors_of_the_parties_renew(
    agreement: Agreement, vmbo: Party, outsider: Actor, adviser: Actor, inspector: Actor, administrator: Actor
) -> None:
    wrong = [actor for role, actor in vmbo.people.items() if role != Role.DIRECTOR]
    for actor in [*wrong, outsider, adviser, inspector, administrator]:
        with pytest.raises(PermissionDenied):
            renew_request(agreement, actor=actor, until=localdate() + timedelta(days=70), reason=REASON)


@pytest.mark.parametrize("state", ["draft", "decision", "signed", "in_force"])
def test_renewing_has_its_moment(state: str, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="no term for signing"):
        renew_request(agreement_in(state), actor=vmbo.director, until=localdate(), reason=REASON)
