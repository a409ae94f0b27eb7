"""The register of participation bodies: administrators keep it, boards ask by it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.actors import Actor
from accounts.bodies.services import change_body, record_body
from accounts.errors import Refusal
from accounts.models import ParticipationBody
from audit.models import AuditEvent
from tests.conftest import ClientAs
from tests.factories import Party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def recorded(actor: Actor, party: Party, name: str = "GMR Spinoza", term_days: int = 35) -> ParticipationBody:
    return record_body(actor=actor, board=party.board, kind="gmr", name=name, term_days=term_days)


def test_a_body_is_recorded_with_its_own_term(administrator: Actor, vmbo: Party) -> None:
    body = recorded(administrator, vmbo)
    assert (body.board, body.term_days) == (vmbo.board, 35)
    event = AuditEvent.objects.get(action="accounts.body_recorded")
    assert (event.case, event.data["term_days"]) == (f"board:{vmbo.board.pk}", 35)


def test_a_change_is_told_and_the_same_again_is_not(administrator: Actor, vmbo: Party) -> None:
    body = recorded(administrator, vmbo)
    for _again in range(2):
        change_body(body, actor=administrator, name="GMR Spinoza", term_days=28)
    event = AuditEvent.objects.get(action="accounts.body_changed")
    assert event.changes == {"term_days": [35, 28]}


def test_two_bodies_of_one_board_have_two_names(administrator: Actor, vmbo: Party, mbo: Party) -> None:
    body = recorded(administrator, vmbo)
    with pytest.raises(Refusal, match="already has a body"):
        recorded(administrator, vmbo)
    recorded(administrator, mbo)
    other = recorded(administrator, vmbo, name="Deelraad")
    with pytest.raises(Refusal, match="already has a body"):
        change_body(other, actor=administrator, name=body.name, term_days=35)


@pytest.mark.parametrize("role", ["coordinator", "director", "participation"])
def test_boards_do_not_keep_the_register(vmbo: Party, role: str) -> None:
    with pytest.raises(PermissionDenied):
        recorded(getattr(vmbo, role), vmbo)


def test_the_page_shows_and_keeps_what_was_typed(client_as: ClientAs, administrator: Actor, vmbo: Party) -> None:
    client, address = client_as(administrator), reverse("accounts:record_body")
    typed = {"board": vmbo.board.pk, "kind": "gmr", "name": "GMR Spinoza", "term_days": "35"}
    assert client.post(address, typed).status_code == 302
    again = client.post(address, typed)
    assert "GMR Spinoza" in again.content.decode()
    assert again.status_code == 200
    assert "GMR Spinoza" in client.get(reverse("accounts:access"), {"zoek": "Spinoza"}).content.decode()
    for wrong in ("0", "-1", "veel", "9999"):
        assert client.post(address, typed | {"name": "Deelraad", "term_days": wrong}).status_code == 200
    assert not ParticipationBody.objects.filter(name="Deelraad").exists()
