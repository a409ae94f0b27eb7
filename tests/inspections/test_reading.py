"""Who looked when: reading by an inspector, and every file that anybody takes along."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.models import AuditEvent
from audit.services import case_of
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, route_in, with_document

pytestmark = pytest.mark.django_db


def told(action: str) -> list[tuple[str, str]]:
    events = AuditEvent.objects.filter(action=f"inspections.{action}").order_by("pk")
    return [(event.case, str(event.actor)) for event in events]


def test_reading_by_an_inspector_is_told_once_a_quarter(
    inspector: Actor, vmbo: Party, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    route = route_in("submitted")
    browser = client_as(inspector)
    for _time in range(3):
        browser.get(route.get_absolute_url())
        browser.get(reverse("leerroutes:checks", args=[route.pk]))
    assert told("read") == [(case_of(route), str(inspector.user))]
    later = timezone.now() + timedelta(minutes=15)
    monkeypatch.setattr(timezone, "now", lambda: later)
    browser.get(route.get_absolute_url())
    assert len(told("read")) == 2
    seen = client_as(vmbo.coordinator).get(route.get_absolute_url()).content.decode()
    assert str(inspector.user) in seen


def test_members_read_their_own_case_unwatched_but_take_no_file_unnoticed(
    vmbo: Party, inspector: Actor, client_as: ClientAs
) -> None:
    agreement = agreement_in("out_for_signature")
    document = with_document(agreement)
    address = reverse("agreements:document", args=[document.pk])
    for actor in (vmbo.coordinator, inspector):
        browser = client_as(actor)
        browser.get(agreement.get_absolute_url())
        b"".join(browser.get(address))
    assert told("read") == [(case_of(agreement), str(inspector.user))]
    assert told("downloaded") == [(case_of(agreement), str(one.user)) for one in (vmbo.coordinator, inspector)]
    event = AuditEvent.objects.filter(action="inspections.downloaded")[0]
    assert event.data["sha256"] == document.sha256
    assert event.data["file"].endswith(".pdf")


def test_what_is_refused_or_not_sent_is_not_told(
    outsider: Actor, vmbo: Party, inspector: Actor, client_as: ClientAs
) -> None:
    agreement = agreement_in("out_for_signature")
    document = with_document(agreement)
    address = reverse("agreements:document", args=[document.pk])
    client_as(outsider).get(address)
    Client().get(address)
    client_as(vmbo.coordinator).head(address)
    client_as(vmbo.coordinator).get(address, headers={"if-none-match": f'"{document.sha256}"'})
    client_as(inspector).get(reverse("agreements:sign", args=[agreement.pk]))
    assert (told("read"), told("downloaded")) == ([], [])


def test_what_cannot_be_told_is_not_shown(
    inspector: Actor, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise RuntimeError("the ledger is away")

    route = route_in("submitted")
    monkeypatch.setattr("inspections.services.reading.record", fail)
    with pytest.raises(RuntimeError, match="away"):
        client_as(inspector).get(route.get_absolute_url())


def test_a_file_of_no_case_is_told_with_the_person(administrator: Actor, client_as: ClientAs) -> None:
    client_as(administrator).get(reverse("agreements:library_file", args=["2026.1"]))
    assert told("downloaded") == [(case_of(administrator.user), str(administrator.user))]
