"""Which tables were written: a part of a picture is drawn again only when somebody wrote in a table of it.

Whatever the way (a service, a bulk update, raw SQL), it passes here. Saying that too many tables were written is
harmless, so nothing has to be exact: a transaction that is rolled back leaves them marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from secrets import token_hex
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

WRITE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
READ = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "BEGIN", "EXPLAIN", "SET ", "SHOW")


class Watch:
    """Counts the writes on one connection; remembers for each table which was the last."""

    def __init__(self) -> None:
        self.name = token_hex(8)
        self.count = 1
        self._last: dict[str, int] = {}
        self._anything = 0

    def __call__(self, execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        """An execute wrapper of Django's."""
        statement = str(sql)
        if not statement.startswith(READ):
            self.count += 1
            if found := WRITE.match(statement):
                self._last[found[1]] = self.count
            else:
                self._anything = self.count
        return execute(sql, *rest)

    def wrote_in(self, tables: Iterable[str], since: int = 0) -> bool:
        last = max((self._last.get(table, 0) for table in tables), default=0)
        return max(last, self._anything) > since

    def forget(self) -> None:
        """The transaction is over: what it wrote is told."""
        self._last.clear()
        self._anything = 0


def watch_of(using: str = "default") -> Watch:
    """Of the connection of this thread."""
    for wrapper in connection.execute_wrappers:
        if isinstance(wrapper, Watch):
            return wrapper
    raise RuntimeError("This connection is not watched.")


def begin_watching(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """For every new connection. First in the row: `execute_wrapper` takes away the last."""
    if not any(isinstance(wrapper, Watch) for wrapper in connection.execute_wrappers):
        connection.execute_wrappers.insert(0, Watch())


def forget_after_commit(watch: Watch) -> None:
    transaction.on_commit(watch.forget)
