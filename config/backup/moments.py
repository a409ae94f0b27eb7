"""One moment of the database: what is read in it and the copy made of it agree, whoever writes meanwhile."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.db import connection
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]

from .errors import BackupRefused


class Moment(Protocol):
    def rows(self, query: str) -> list[tuple[Any, ...]]: ...

    def write(self, file: Path) -> None: ...


class SqliteMoment:
    """A read transaction; SQLite's own copying reads on in it."""

    def __init__(self, source: sqlite3.Connection) -> None:
        self.source = source

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.source.execute(query).fetchall()

    def write(self, file: Path) -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as copy:
            self.source.backup(copy)
            register(copy)  # constraints of ours ask for Django's functions
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without companions
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupRefused("SQLite says that the copy is not whole.")


class PostgresMoment:
    """An exported snapshot; pg_dump looks through it."""

    def __init__(self, cursor: Any, snapshot: str) -> None:
        self.cursor, self.snapshot = cursor, snapshot

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        self.cursor.execute(query)
        return list(self.cursor.fetchall())

    def write(self, file: Path) -> None:
        ask_postgres(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={self.snapshot}",
            f"--file={file}",
        )


@contextmanager
def this_moment() -> Iterator[Moment]:
    yield from _of_sqlite() if connection.vendor == "sqlite" else _of_postgres()


def _of_sqlite() -> Iterator[Moment]:
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=20, isolation_level=None)) as source:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the moment is that of the first reading
        yield SqliteMoment(source)


def _of_postgres() -> Iterator[Moment]:
    own = connection.copy()
    with closing(own), own.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield PostgresMoment(cursor, cursor.fetchone()[0])


def load(file: Path) -> None:
    """Make the empty database what the copy is."""
    if connection.introspection.table_names():
        raise BackupRefused("This database is not empty. Restore into a new one; nothing is ever written over.")
    if connection.vendor == "sqlite":
        _load_sqlite(file)
    else:
        ask_postgres(
            "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--dbname", _name(), str(file)
        )


def _load_sqlite(file: Path) -> None:
    name = Path(connection.settings_dict["NAME"])
    connection.close()
    draft = name.with_name(f"{name.name}.restoring")
    shutil.copyfile(file, draft)
    for companion in ("-wal", "-shm"):
        name.with_name(f"{name.name}{companion}").unlink(missing_ok=True)
    draft.replace(name)


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def ask_postgres(program: str, *arguments: str) -> None:
    """The password goes by the environment, where other users of the machine do not see it."""
    if not shutil.which(program):
        raise BackupRefused(f"{program} is not on this machine. Install it: scripts/apt.sh postgresql-client")
    given = connection.settings_dict
    values = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = os.environ | {name: str(given[key]) for name, key in values.items() if given.get(key)}
    if mode := given.get("OPTIONS", {}).get("sslmode"):
        environment["PGSSLMODE"] = mode
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupRefused(f"{program} failed: {done.stderr.strip()}")
