"""Events are chained in the transaction in which they are told, and say from where somebody acted."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test import RequestFactory
from django.utils import timezone

from audit import chain, triggers
from audit.canonical import canonical, digest
from audit.context import Origin, acting_from, fingerprint, shortened
from audit.middleware import address_of
from audit.models import AuditEvent
from audit.services import case_of, record
from jobs.services import enqueue, handles, run
from tests.concurrency.conftest import at_once
from tests.conftest import ClientAs
from tests.factories import Party

pytestmark = pytest.mark.django_db


def links(case: str | None = None) -> Iterator[chain.Link]:
    events = AuditEvent.objects.filter(case=case) if case else AuditEvent.objects.all()
    return (event.link for event in events.order_by("case", "number"))


def test_every_event_follows_the_one_before_it(vmbo: Party) -> None:
    first = record("tests.first", actor=vmbo.director, case=vmbo.coordinator.user, reason="Eén.")
    second = record("tests.second", actor=None, case=vmbo.coordinator.user, name="Zoë")
    assert (first.number, first.previous) == (1, chain.START)
    assert (second.number, second.previous) == (2, first.hash)
    assert first.content_digest == digest(first.content or "")
    assert list(chain.check_chain(links())) == []


def test_the_envelope_is_canonical_json(vmbo: Party) -> None:
    link = record("tests.first", actor=vmbo.director, case=vmbo.board, subject=vmbo.director.user).link
    hashed = {k: v for k, v in link._asdict().items() if k not in ("person", "content", "hash", "id")} | {"v": 1}
    assert chain.envelope(link) == canonical(hashed)
    nobody = link._replace(actor=None, board_id=None, board_name='Bestuur "Ü"\n')
    hashed |= {"actor": None, "board_id": None, "board_name": 'Bestuur "Ü"\n'}
    assert chain.envelope(nobody) == canonical(hashed)


def test_what_is_read_back_is_what_was_hashed(vmbo: Party) -> None:
    event = record("tests.first", actor=vmbo.director, case=vmbo.board, at_most=1.5)
    assert AuditEvent.objects.get(pk=event.pk).link == event.link


def test_time_never_goes_back(vmbo: Party, monkeypatch: pytest.MonkeyPatch) -> None:
    first, real = record("tests.first", actor=None, case=vmbo.board), timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() - timedelta(hours=1))
    assert record("tests.second", actor=None, case=vmbo.board).at == first.at


@pytest.mark.parametrize("name", triggers.KEPT)
def test_the_database_keeps_every_column_of_an_event(name: str, vmbo: Party) -> None:
    event = record("tests.first", actor=vmbo.director, case=vmbo.board)
    value = "'2020-01-01'" if name == "at" else 424242
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        cursor.execute(f"UPDATE audit_auditevent SET \"{name}\" = '{value}' WHERE id = {event.pk}".replace("''", "'"))


def test_the_database_lets_a_payload_be_erased_and_not_written_again(vmbo: Party) -> None:
    event = record("tests.first", actor=vmbo.director, case=vmbo.board)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_auditevent SET person = NULL WHERE id = {event.pk}")
        with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
            cursor.execute(f"UPDATE audit_auditevent SET person = '{{}}' WHERE id = {event.pk}")
    event.refresh_from_db()
    assert (event.actor_name, event.origin) == ("", {})


@pytest.mark.engine("sqlite")
def test_sqlite_refuses_to_replace_a_place_in_a_chain(vmbo: Party) -> None:
    record("tests.first", actor=None, case=vmbo.board)
    names = ", ".join(f'"{name}"' for name in [*triggers.KEPT, *triggers.ERASABLE] if name != "id")
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        cursor.execute(f"REPLACE INTO audit_auditevent ({names}) SELECT {names} FROM audit_auditevent")


# --- From where ----------------------------------------------------------------------------------


def test_it_tells_from_where_somebody_acted(vmbo: Party) -> None:
    with acting_from(Origin(session=fingerprint("abc"), address=shortened("192.0.2.77"))):
        event = record("tests.first", actor=vmbo.director, case=vmbo.board)
    assert event.origin | {"salt": ""} == {
        "name": vmbo.director.user.name,
        "role": "director",
        "session": fingerprint("abc"),
        "address": "192.0.2.0/24",
        "job": "",
        "salt": "",
    }
    assert record("tests.second", actor=None, case=vmbo.board).origin["address"] == ""


def test_a_request_tells_its_session_and_network(client_as: ClientAs, vmbo: Party) -> None:
    client = client_as(vmbo.director)
    client.post("/namens/", {"board": vmbo.board.pk})
    for _ in range(2):
        client.post("/account/password/change/", {"oldpassword": "fout", "password1": "x", "password2": "x"})
    event = AuditEvent.objects.filter(actor=vmbo.director.user).latest("pk")
    assert event.origin["address"] == "127.0.0.0/24"
    assert event.origin["session"] == fingerprint(client.session.session_key)
    assert str(client.session.session_key) not in str(event.person)


def test_a_worker_tells_which_job(vmbo: Party, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.services._handlers", {})
    handles("tests.job")(lambda: record("tests.done", actor=None, case=vmbo.board) and None)
    job = enqueue("tests.job", key="tests")
    run(job.pk)
    assert AuditEvent.objects.get(action="tests.done").origin["job"] == f"tests.job:{job.pk}"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("unix:", ""),
        ("", ""),
    ],
)
def test_only_the_network_is_kept(address: str, network: str) -> None:
    assert shortened(address) == network


def test_only_our_own_proxies_are_believed(rf: RequestFactory, settings: pytest.FixtureRequest) -> None:
    request = rf.get("/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
    assert address_of(request) == "127.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]
    assert address_of(request) == "203.0.113.9"


# --- At once -------------------------------------------------------------------------------------


@pytest.mark.engine("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_two_that_wait_for_each_other_one_goes_on(vmbo: Party, mbo: Party) -> None:
    """PostgreSQL sees the circle and undoes one of the two; what is left is whole (config.middleware: 409)."""
    met = threading.Barrier(2)

    def tell(*boards: object) -> None:
        with transaction.atomic():
            record("tests.first", actor=None, case=boards[0])  # type: ignore[arg-type]
            met.wait(timeout=20)
            record("tests.second", actor=None, case=boards[1])  # type: ignore[arg-type]

    raised = at_once(lambda: tell(vmbo.board, mbo.board), lambda: tell(mbo.board, vmbo.board))
    assert sorted(type(error) for error in raised if error) == [OperationalError]
    told = AuditEvent.objects.filter(action__startswith="tests.").values_list("case", flat=True)
    assert sorted(told) == sorted([case_of(vmbo.board), case_of(mbo.board)])
    assert list(chain.check_chain(links())) == []


def test_changes_and_data_keep_their_values(vmbo: Party) -> None:
    event = record(
        "tests.first", actor=None, case=vmbo.board, changes={"starts_on": (None, "2026-08-01")}, n=3, some=["a", None]
    )
    event.refresh_from_db()
    assert (event.changes, event.data) == ({"starts_on": [None, "2026-08-01"]}, {"n": 3, "some": ["a", None]})
    assert json.loads(event.content or "").keys() == {"changes", "data", "reason", "salt"}
