"""Personal data can be taken out while every chain still fits; that it was, is itself an event."""

from __future__ import annotations

import pytest
from django.db import connection, models, transaction

from audit import triggers
from audit.erasing import CannotErase, erase_content, erase_person, mentions
from audit.models import AuditEvent
from audit.services import case_of, record
from audit.verifying import verify
from tests.factories import Party, agreement_in
from workflows.presenting import events_for_people

pytestmark = pytest.mark.django_db


def test_a_person_is_forgotten_in_every_case_and_the_chains_fit(vmbo: Party, mbo: Party) -> None:
    agreement_in("in_force")
    director, other = vmbo.director, mbo.director
    own = AuditEvent.objects.filter(actor=director.user)
    cases, count = set(own.values_list("case", flat=True)), own.count()
    assert count >= len(cases) > 1
    told = erase_person(director.user, actor=other, reason="Verzoek van 3 maart.")
    assert {event.case for event in told} == cases
    assert sum(len(event.data["events"]) for event in told) == count
    assert {(event.reason, event.subject) for event in told} == {("Verzoek van 3 maart.", case_of(director.user))}
    assert not own.exclude(person=None).exists()
    assert AuditEvent.objects.filter(actor=other.user).exclude(person=None).exists()
    assert verify().faults == []


def test_what_is_erased_says_so_to_who_reads(vmbo: Party) -> None:
    event = record("leerroutes.decided", actor=vmbo.director, case=vmbo.coordinator.user, reason="Privé.")
    erase_person(vmbo.director.user, actor=None, reason="Verzoek.")
    erase_content(event, actor=None, reason="Stond een leerling in.")
    event.refresh_from_db()
    assert (event.actor_name, event.reason, event.changes, event.data, event.state) == ("", "", {}, {}, {})
    (shown,) = events_for_people([event])
    assert shown["who"] in ("Somebody whose name was erased", "Iemand van wie de naam is gewist")
    assert verify().faults == []


def test_an_event_that_tells_of_erasing_stays(vmbo: Party) -> None:
    event = record("tests.first", actor=vmbo.director, case=vmbo.coordinator.user)
    told = erase_content(event, actor=vmbo.director, reason="Verzoek.")
    for again in (event, told):
        with pytest.raises(CannotErase):
            erase_content(again, actor=vmbo.director, reason="Nog eens.")
    (by_name,) = erase_person(vmbo.director.user, actor=None, reason="Verzoek.")[-1:]
    assert told.number in by_name.data["events"], "the name of who erased can go, what was erased stays"
    assert verify().faults == []


def test_what_others_wrote_about_somebody_is_found(vmbo: Party) -> None:
    user = vmbo.coordinator.user
    quoting = record("tests.first", actor=vmbo.director, case=vmbo.board, person=str(user))
    about = record("tests.second", actor=vmbo.director, case=vmbo.board, subject=user)
    record("tests.third", actor=vmbo.coordinator, case=vmbo.board)
    assert {quoting, about} <= set(mentions(user))
    assert not mentions(user).filter(action="tests.third").exists()


def test_an_erased_payload_without_its_event_is_found(vmbo: Party) -> None:
    """The trigger lets a payload go; the chain asks why."""
    event = record("tests.first", actor=vmbo.director, case=vmbo.coordinator.user)
    with transaction.atomic():
        models.QuerySet(AuditEvent).filter(pk=event.pk).update(person=None)
    (fault,) = verify().faults
    assert (fault.case, fault.number, fault.field) == (event.case, event.number, "person")


def test_erasing_is_undone_with_its_transaction(vmbo: Party) -> None:
    event = record("tests.first", actor=vmbo.director, case=vmbo.coordinator.user)
    with transaction.atomic():
        erase_content(event, actor=None, reason="Verzoek.")
        transaction.set_rollback(True)
    assert AuditEvent.objects.get(pk=event.pk).content == event.content
    triggers.install(connection)  # still there, and installing twice is harmless
    assert verify().faults == []
