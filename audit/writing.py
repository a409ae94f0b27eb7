"""The two statements of every event, in SQL: Django takes longer to put them together than a database to do them.

Only `services` uses them. What they say is what the models say (tests/audit/test_ledger.py compares them).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import connection, models

from .models import AuditEvent

TABLE, FIELDS = AuditEvent._meta.db_table, [one for one in AuditEvent._meta.concrete_fields if not one.primary_key]
LAST = f'SELECT "case", number, hash, at FROM {TABLE} WHERE "case" = %s ORDER BY number DESC LIMIT 1'  # nosec
INSERT = 'INSERT INTO {} ({}) VALUES ({}) RETURNING "id"'.format(  # nosec
    TABLE, ", ".join(f'"{field.column}"' for field in FIELDS), ", ".join(["%s"] * len(FIELDS))
)


def last_of(case: str) -> tuple[str, int, str, datetime] | None:
    """Case, number, hash and time of the last event of a case."""
    with connection.cursor() as cursor:
        cursor.execute(LAST, [case])
        row = cursor.fetchone()
    return (row[0], row[1], row[2], _moment(row[3])) if row else None


def insert(event: AuditEvent) -> None:
    """Write it; afterwards it is as after `save()`."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [_prepared(field, getattr(event, field.attname)) for field in FIELDS])
        event.pk = cursor.fetchone()[0]
    event._state.adding, event._state.db = False, connection.alias


def _prepared(field: models.Field[Any, Any], value: Any) -> Any:
    """Texts and numbers go as they are."""
    return value if value is None or type(value) in (str, int) else field.get_db_prep_save(value, connection)


def _moment(at: datetime) -> datetime:
    """SQLite keeps UTC without saying so."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)
