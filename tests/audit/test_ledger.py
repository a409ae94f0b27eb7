"""The ledger: one event per change, in the same transaction, and never a change to an event."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, models, transaction

from audit import triggers
from audit.export import as_lines
from audit.models import AuditEvent, LedgerIsAppendOnly
from audit.services import End, case_of, differences, end_of, record
from tests.factories import Party

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(vmbo: Party) -> AuditEvent:
    return record(
        "tests.happened",
        actor=vmbo.director,
        case=vmbo.board,
        subject=vmbo.coordinator.user,
        reason="Omdat.",
        changes={"name": ("oud", "nieuw")},
        digest="abc",
    )


def test_it_tells_who_for_whom_what_and_why(event: AuditEvent, vmbo: Party) -> None:
    event.refresh_from_db()
    director = vmbo.director
    assert (event.action, event.case) == ("tests.happened", f"board:{vmbo.board.pk}")
    assert (event.actor, event.actor_name) == (director.user, director.user.name)
    assert (event.board_id, event.board_name) == (vmbo.board.pk, vmbo.board.name)
    assert (event.reason, event.changes, event.data) == ("Omdat.", {"name": ["oud", "nieuw"]}, {"digest": "abc"})
    assert event.subject == case_of(vmbo.coordinator.user)


def test_what_is_written_in_sql_is_what_the_models_read(event: AuditEvent, vmbo: Party) -> None:
    kept = AuditEvent.objects.get(pk=event.pk)
    assert {field.attname: getattr(kept, field.attname) for field in kept._meta.concrete_fields} == {
        field.attname: getattr(event, field.attname) for field in event._meta.concrete_fields
    }
    assert end_of(event.case) == End(kept.case, kept.number, kept.hash, kept.at)
    assert (event._state.adding, event._state.db) == (False, kept._state.db)
    assert end_of("nobody:1") == End("nobody:1")


def test_a_new_name_does_not_rewrite_history(event: AuditEvent, vmbo: Party) -> None:
    user = vmbo.director.user
    before = user.name
    user.name = "Na het huwelijk"
    user.save(update_fields=["name"])
    event.refresh_from_db()
    assert event.actor_name == before


def test_what_the_system_does_has_no_actor(vmbo: Party) -> None:
    event = record("tests.happened", actor=None, case=vmbo.board)
    assert (event.actor, event.actor_name, event.board_id, event.board_name) == (None, "", None, "")


@pytest.mark.django_db(transaction=True)
def test_it_refuses_outside_a_transaction(vmbo: Party) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record("tests.happened", actor=None, case=vmbo.board)
    assert not AuditEvent.objects.filter(action="tests.happened").exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_undone_leaves_no_event(vmbo: Party) -> None:
    with transaction.atomic():
        record("tests.happened", actor=None, case=vmbo.board)
        transaction.set_rollback(True)
    assert not AuditEvent.objects.filter(action="tests.happened").exists()


def _update_through_the_queryset(event: AuditEvent) -> None:
    AuditEvent.objects.filter(pk=event.pk).update(content="anders")


def _delete_through_the_queryset(event: AuditEvent) -> None:
    AuditEvent.objects.filter(pk=event.pk).delete()


def _save_again(event: AuditEvent) -> None:
    event.content = "anders"
    event.save()


def _save_one_field(event: AuditEvent) -> None:
    event.save(update_fields=["content"])


def _delete(event: AuditEvent) -> None:
    event.delete()


def _bulk_update(event: AuditEvent) -> None:
    AuditEvent.objects.bulk_update([event], ["content"])


def _update_or_create(event: AuditEvent) -> None:
    AuditEvent.objects.update_or_create(pk=event.pk, defaults={"content": "anders"})


@pytest.mark.parametrize(
    "change",
    [
        _update_through_the_queryset,
        _delete_through_the_queryset,
        _save_again,
        _save_one_field,
        _delete,
        _bulk_update,
        _update_or_create,
    ],
)
def test_python_refuses_every_change(change: Callable[[AuditEvent], None], event: AuditEvent) -> None:
    with pytest.raises(LedgerIsAppendOnly), transaction.atomic():
        change(event)
    assert AuditEvent.objects.get(pk=event.pk).reason == "Omdat."


def _raw(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        lambda: _raw("UPDATE audit_auditevent SET content = 'anders'"),
        lambda: _raw("DELETE FROM audit_auditevent"),
        lambda: models.QuerySet(AuditEvent).update(content="anders"),
        lambda: models.QuerySet(AuditEvent).delete(),
        lambda: models.QuerySet(AuditEvent)._raw_delete(using="default"),
    ],
)
def test_the_database_refuses_who_goes_round_python(change: Callable[[], None], event: AuditEvent) -> None:
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        change()
    assert AuditEvent.objects.get(pk=event.pk).reason == "Omdat."


@pytest.mark.engine("sqlite")
def test_sqlite_refuses_to_replace_a_row(event: AuditEvent) -> None:
    """REPLACE removes a row without asking the trigger on DELETE."""
    columns = ", ".join(f'"{field.column}"' for field in AuditEvent._meta.concrete_fields)
    values = columns.replace('"content"', "'anders'")
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        _raw(f"REPLACE INTO audit_auditevent ({columns}) SELECT {values} FROM audit_auditevent WHERE id = {event.pk}")
    assert AuditEvent.objects.get(pk=event.pk).reason == "Omdat."


@pytest.mark.engine("postgresql")
def test_postgresql_refuses_to_truncate(event: AuditEvent) -> None:
    _raw("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        _raw("TRUNCATE audit_auditevent CASCADE")


def test_people_in_the_ledger_cannot_be_deleted(event: AuditEvent) -> None:
    with pytest.raises(models.ProtectedError):
        event.actor.delete()


def test_a_case_is_read_in_the_order_in_which_it_happened(vmbo: Party, mbo: Party) -> None:
    for action in ("tests.first", "tests.second"):
        record(action, actor=None, case=vmbo.board)
        record(action, actor=None, case=mbo.board)
    actions = [event.action for event in AuditEvent.objects.of_case(case_of(vmbo.board))]
    assert actions[-2:] == ["tests.first", "tests.second"]


def test_it_exports_lines_of_json(event: AuditEvent) -> None:
    (line,) = as_lines([event])
    told = json.loads(line)
    assert line.endswith("\n")
    assert told["at"].startswith(str(event.at.year))
    assert told | {"at": ""} == {
        "id": event.pk,
        "at": "",
        "action": "tests.happened",
        "case": event.case,
        "actor": event.actor_name,
        "board": event.board_name,
        "subject": event.subject,
        "reason": "Omdat.",
        "changes": {"name": ["oud", "nieuw"]},
        "data": {"digest": "abc"},
    }


def test_differences_names_only_what_changed() -> None:
    assert differences({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}) == {"b": (2, 3), "c": (None, 4)}
