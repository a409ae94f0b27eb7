"""Rows as they are in the database, to see what a deed changed there and to do the same again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, transaction

from workflows.search.engine import INDEX

Row = tuple[Any, ...]
Rows = dict[str, dict[Any, Row]]
"""Of every table, by key."""


@dataclass
class Difference:
    """Between two moments of one table; of the rows that went only the keys."""

    added: list[Row]
    changed: list[Row]
    gone: list[Any]


Differences = dict[str, Difference]
MOST_VALUES = 30_000
"""In one statement of SQLite."""


@cache
def _tables() -> dict[str, str]:
    """Every table and its primary key. Not those in which SQLite keeps an index: triggers keep it."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if not name.startswith(INDEX)]
        return {name: connection.introspection.get_primary_key_column(cursor, name) or "" for name in names}


def everything() -> Rows:
    """Every row of the database, by table and key. The key comes first in the row."""
    found = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT {_columns(table)} FROM {_quoted(table)}")
            found[table] = {row[0]: row for row in cursor.fetchall()}
    return found


@cache
def _columns(table: str) -> str:
    key = _tables()[table]
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    names = [column.name for column in described]
    return ", ".join(_quoted(name) for name in sorted(names, key=lambda name: name != key))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def differences(before: Rows, after: Rows) -> Differences:
    found = {}
    for table, rows in after.items():
        old = before[table]
        found[table] = Difference(
            [row for key, row in rows.items() if key not in old],
            [row for key, row in rows.items() if key in old and old[key] != row],
            [key for key in old if key not in rows],
        )
    return {table: one for table, one in found.items() if one.added or one.changed or one.gone}


def make(differences: Differences) -> None:
    """Go the same way again. First out, then in; who refers to whom is looked at when all is there."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, one in differences.items():
            if one.gone:
                places = ", ".join(["%s"] * len(one.gone))
                cursor.execute(
                    f"DELETE FROM {_quoted(table)} WHERE {_quoted(_tables()[table])} IN ({places})", one.gone
                )
        for table, one in differences.items():
            for some in _at_once(one.changed):
                cursor.execute(*_inserted(table, some, _otherwise_changed(table)))
            for some in _at_once(one.added):
                cursor.execute(*_inserted(table, some))


def _at_once(rows: list[Row]) -> Iterator[list[Row]]:
    """As many as one statement may hold."""
    size = MOST_VALUES // len(rows[0]) if rows else 1
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _inserted(table: str, rows: list[Row], otherwise: str = "") -> tuple[str, list[Any]]:
    places = ", ".join([f"({', '.join(['%s'] * len(rows[0]))})"] * len(rows))
    sql = f"INSERT INTO {_quoted(table)} ({_columns(table)}) VALUES {places} {otherwise}"
    return sql, [value for row in rows for value in row]


def _otherwise_changed(table: str) -> str:
    key, *others = _columns(table).split(", ")
    return f"ON CONFLICT ({key}) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in others)
