"""A mail about the yearly evaluation: in time, once when it is late, and none when it is there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.timezone import localdate

from agreements.evaluations import standings
from agreements.models import Agreement
from agreements.services import record_evaluation
from tests.agreements.upload_cases import PDF, upload
from tests.factories import Party, mail_at_once, play, run_jobs
from workflows.tasks import remind_of_evaluations
from workflows.telling.kinds import Kind

pytestmark = pytest.mark.django_db


def told(agreement: Agreement, days: int) -> list[str]:
    """Who gets a mail when it is due in so many days, and the round comes by twice."""
    text = agreement.clauses.get(code="kwaliteit")
    text.data["first_evaluation"] = (localdate() + timedelta(days=days)).isoformat()
    text.save()
    remind_of_evaluations()
    remind_of_evaluations()
    run_jobs()
    link = reverse("agreements:evaluations", args=[agreement.pk])
    found = [one.to[0] for one in mail.outbox if link in one.body]
    mail.outbox.clear()
    return sorted(found)


def test_each_coordinator_hears_it_a_month_ahead_and_once_when_it_is_late(vmbo: Party, mbo: Party) -> None:
    agreement = play("running").agreement
    mail_at_once(Kind.EVALUATION)
    both = sorted(party.coordinator.user.email for party in (vmbo, mbo))
    assert told(agreement, 31) == []
    assert told(agreement, 30) == both
    assert told(agreement, 3) == []
    assert told(agreement, -1) == both
    assert told(agreement, -20) == []


def test_nobody_hears_it_when_it_is_there(vmbo: Party) -> None:
    agreement = play("running").agreement
    route = agreement.covered.get().route_id
    coming = standings([route])[route].coming
    assert coming is not None
    record_evaluation(
        agreement,
        actor=vmbo.coordinator,
        start_year=min(coming.start_year, localdate().year),
        held_on=localdate(),
        conclusion="Het gaat goed.",
        file=upload("evaluatie.pdf", PDF),
    )
    standing = standings([route])[route]
    assert coming.start_year in standing.done
    assert told(agreement, -1) == [], "that one is there, and the next is a year away"
