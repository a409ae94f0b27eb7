"""Looking at every event."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit import selectors, triggers
from audit.chain import Link
from audit.models import AuditEvent
from audit.services import case_of, record
from audit.verifying import verify
from tests.factories import Party, agreement_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(vmbo: Party, mbo: Party) -> tuple[AuditEvent, AuditEvent]:
    user = vmbo.coordinator.user
    return (
        record("tests.first", actor=vmbo.director, case=user, reason="Omdat het kán.", changes={"title": ("a", "b")}),
        record("tests_other.second", actor=mbo.director, case=user, changes={"state": ("a", "b")}),
    )


def test_what_is_read_for_verification_is_what_was_written(two: tuple[AuditEvent, AuditEvent]) -> None:
    assert list(selectors.links(two[0].case)) == [Link(*event.link) for event in two]


def test_untouched_events_fit() -> None:
    """World, a whole case, and everything between."""
    agreement_in("in_force")
    outcome = verify()
    assert outcome.faults == []
    assert outcome.events == AuditEvent.objects.count() > 50
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert out.getvalue() == f"{outcome.events} events in {outcome.cases} cases fit, and 0 anchors.\n"


def test_the_command_names_every_broken_case(two: tuple[AuditEvent, AuditEvent], vmbo: Party) -> None:
    record("tests.other", actor=None, case=vmbo.board)
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditevent SET action = 'tests.nothing' WHERE action LIKE 'tests%'")
    out = StringIO()
    with pytest.raises(CommandError, match="2 faults in ") as refused:
        call_command("verify_audit", stdout=out)
    assert refused.value.returncode == 1
    assert f"{two[0].case}, event 1, action: this was changed" in out.getvalue()
    assert f"{case_of(vmbo.board)}, event " in out.getvalue()
    with pytest.raises(CommandError, match="1 faults in 2 events in 1 cases"):
        call_command("verify_audit", case=[two[0].case], stdout=out)
    triggers.install(connection)
